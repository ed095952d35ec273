//! The bytes are those of Apache's library, made by it while the test runs.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fmt::Debug,
};

use mini_lust::{
    ByteString, Bytes,
    protocol::{Header, MessageType, WireType},
    user::{Contact, NotFound, Role, User},
};

use crate::{
    Protocol, apache,
    value::{Fields, Head, Meaning, Value},
};

// === Values ===

/// A test for each protocol.
macro_rules! in_both {
    ($($test:ident)*) => {
        mod binary {
            $(#[test] fn $test() { super::$test(crate::Protocol::Binary) })*
        }
        mod compact {
            $(#[test] fn $test() { super::$test(crate::Protocol::Compact) })*
        }
    };
}

in_both! {
    bools_agree
    integers_agree
    doubles_agree_to_the_bit
    strings_and_binaries_agree
    uuids_agree
    values_agree_as_elements_and_as_fields
    a_whole_user_is_written_as_apache_writes_it
    headers_agree
}

fn bools_agree(protocol: Protocol) {
    agree_each(protocol, &[true, false]);
}

fn integers_agree(protocol: Protocol) {
    agree_each(protocol, &[0, 1, -1, 42, i8::MIN, i8::MAX]);
    agree_each(protocol, &[0, 1, -1, 63, 64, -64, -65, 8191, 8192, i16::MIN, i16::MAX]);
    agree_each(protocol, &[0, 1, -1, 50_399, -1_000_000, i32::MIN, i32::MAX]);
    agree_each(protocol, &[0, 1, -1, 1 << 35, -1 << 49, i64::MIN, i64::MAX]);
}

fn doubles_agree_to_the_bit(protocol: Protocol) {
    let not_a_number = f64::from_bits(0xfff8_0000_0000_beef);
    for value in [
        0.0,
        -0.0,
        1.5,
        -1e300,
        f64::MIN_POSITIVE / 2.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
        not_a_number,
    ] {
        let golden = protocol.apache_encode(&value.meaning());
        assert_eq!(protocol.encode(&value), golden, "{value}");
        let decoded: f64 = protocol.decode(golden).unwrap();
        assert_eq!(decoded.to_bits(), value.to_bits(), "{value}");
    }
}

fn strings_and_binaries_agree(protocol: Protocol) {
    let long = "x".repeat(20_000);
    agree_each(protocol, &["", "Ada", "Ādā 🦀", "\0", &long].map(ByteString::from));
    agree_each(protocol, &[Bytes::new(), Bytes::from_static(&[0xff, 0]), long.into()]);
}

fn uuids_agree(protocol: Protocol) {
    agree_each(protocol, &[[0; 16], *b"0123456789abcdef", [0xff; 16]]);
}

fn values_agree_as_elements_and_as_fields(protocol: Protocol) {
    agree_inside(protocol, &[true, false]);
    agree_inside(protocol, &[0, -1, i8::MAX]);
    agree_inside(protocol, &[0, -65, i16::MAX]);
    agree_inside(protocol, &[0, -1, i32::MIN]);
    agree_inside(protocol, &[0, 1 << 35, i64::MIN]);
    agree_inside(protocol, &[0.0, 1.5]);
    agree_inside(protocol, &["", "Ada"].map(ByteString::from));
    agree_inside(protocol, &[Bytes::new(), Bytes::from_static(&[0xff, 0])]);
    agree_inside(protocol, &[[0; 16], [0xff; 16]]);
}

#[test]
fn lists_of_any_length_agree() {
    // Compact tells up to 14 elements in one byte with their type.
    for len in [0, 1, 14, 15, 127, 128, 20_000] {
        agree(&vec![-7_i32; len]);
    }
}

#[test]
fn sets_and_maps_of_any_length_agree() {
    for len in [0, 1, 14, 15, 300] {
        agree(&HashSet::<i16>::from_iter(0..len));
        agree(&HashMap::<i16, bool>::from_iter((0..len).map(|key| (key, key % 2 == 0))));
    }
}

#[test]
fn containers_in_containers_agree() {
    agree(&vec![vec![vec![true, false], vec![]], vec![]]);
    agree(&vec![HashSet::from([[1; 16]]), HashSet::new()]);
    agree(&HashMap::from([
        (ByteString::from("some"), vec![1.5]),
        (ByteString::from("none"), vec![]),
    ]));
    agree(&HashMap::from([(
        -1_i64,
        HashMap::from([(Bytes::new(), NotFound { id: 7 })]),
    )]));
}

#[test]
fn empty_containers_of_every_type_agree() {
    agree(&Vec::<bool>::new());
    agree(&Vec::<NotFound>::new());
    agree(&Vec::<Vec<i8>>::new());
    agree(&HashSet::<ByteString>::new());
    agree(&HashMap::<[u8; 16], HashSet<i64>>::new());
}

#[test]
fn ordered_sets_and_maps_are_encoded_as_the_others() {
    for protocol in Protocol::ALL {
        let set = protocol.encode(&HashSet::from([7_i32]));
        assert_eq!(protocol.encode(&BTreeSet::from([7_i32])), set);
        assert_eq!(protocol.decode(set), Ok(BTreeSet::from([7_i32])));

        let map = protocol.encode(&HashMap::from([(7_i8, true)]));
        assert_eq!(protocol.encode(&BTreeMap::from([(7_i8, true)])), map);
        assert_eq!(protocol.decode(map), Ok(BTreeMap::from([(7_i8, true)])));
    }
}

// === Structs ===

#[test]
fn fields_of_every_type_agree() {
    let fields = (1..).zip(Value::of_every_type());
    agree(&Fields(fields.collect()));
}

#[test]
fn field_ids_agree_at_any_distance() {
    for ids in [
        vec![1, 2, 3],
        vec![14, 28],
        vec![16, 32],
        vec![200, 16_000, i16::MAX],
        // Backwards: fields may stand in any order.
        vec![3, 2, 1],
        vec![0, 0, 5, 5],
        vec![-1, 4, -20, i16::MIN],
    ] {
        for value in [Value::I32(7), Value::Bool(true), Value::Bool(false)] {
            let fields = ids.iter().map(|&id| (id, value.clone()));
            agree(&Fields(fields.collect()));
        }
    }
}

#[test]
fn a_struct_in_a_struct_begins_to_count_anew() {
    let inner = Value::Struct(Fields(vec![(1, Value::Bool(true)), (2, Value::I8(1))]));
    agree(&Fields(vec![
        (4, inner.clone()),
        (5, Value::List(WireType::Struct, vec![inner; 2])),
        (6, Value::Bool(false)),
    ]));
}

/// The specification of compact says that a step of up to 15 stands in the byte of the
/// type, and the libraries for C++, Java, Go and JavaScript write it so, as ours does. The
/// one for Rust stops at 14, and writes the longer form for 15. All of them read both.
#[test]
fn a_step_of_fifteen_is_written_as_specified_and_read_in_both_forms() {
    let fields = Fields(vec![(15, Value::I8(1)), (30, Value::I8(2))]);
    let specified = Bytes::from_static(b"\xf3\x01\xf3\x02\x00");
    let apache_rust = Bytes::from_static(b"\x03\x1e\x01\x03\x3c\x02\x00");

    assert_eq!(Protocol::Compact.encode(&fields), specified);
    assert_eq!(Protocol::Compact.apache_encode(&fields.meaning()), apache_rust);
    for bytes in [specified, apache_rust] {
        let read = Protocol::Compact.apache_decode(WireType::Struct, &bytes);
        assert_eq!(read.unwrap(), fields.meaning());
        assert_eq!(Protocol::Compact.decode(bytes).as_ref(), Ok(&fields));
    }
}

/// The specification of compact says 2 for the type of a bool that is an element and 0 for
/// `false`. Apache's libraries write 1 and 2, and read all of these.
#[test]
fn bools_in_a_list_are_read_as_specified_and_as_practised() {
    for list in [b"\x22\x01\x00", b"\x21\x01\x02"] {
        let list = Bytes::from_static(list);
        assert_eq!(Protocol::Compact.decode(list), Ok(vec![true, false]));
    }
}

fn a_whole_user_is_written_as_apache_writes_it(protocol: Protocol) {
    let ada = ada();
    assert_eq!(protocol.encode(&ada), protocol.apache_encode(&ada.meaning()));
}

#[test]
fn a_whole_user_agrees() {
    agree(&ada());
}

#[test]
fn a_user_with_the_required_fields_alone_agrees() {
    agree(&User { id: i64::MIN, name: "".into(), ..User::default() });
}

#[test]
fn unions_and_enums_agree() {
    agree(&vec![Contact::Email("@".into()), Contact::Phone(-42)]);
    agree(&vec![Role::ADMIN, Role(-6)]);
}

// === Headers ===

fn headers_agree(protocol: Protocol) {
    for header in headers() {
        let golden = protocol.apache_encode_header(&header);
        let head = Head(header.clone());
        assert_eq!(protocol.encode(&head), golden, "{header:?}");
        assert_eq!(protocol.decode(golden.clone()), Ok(head));
        let read = protocol.apache_decode_header(&golden).unwrap();
        assert_eq!(read, apache::identifier(&header));
    }
}

#[test]
fn a_body_follows_its_header() {
    for header in headers() {
        for protocol in Protocol::ALL {
            let head = protocol.apache_encode_header(&header);
            let body = protocol.apache_encode(&ada().meaning());
            let message = [head, body].concat();
            let (read, rest) = protocol.decode_first::<Head>(message.into()).unwrap();
            assert_eq!(read.0, header);
            assert_eq!(protocol.decode(rest), Ok(ada()));
        }
    }
}

#[test]
fn a_binary_header_from_before_there_were_versions_is_read() {
    for header in headers() {
        let golden = apache::old_binary_header(&header);
        assert_eq!(Protocol::Binary.decode(golden), Ok(Head(header)));
    }
}

/// Headers of all four types, with sequence ids that take one to five bytes.
fn headers() -> impl Iterator<Item = Header> {
    let types = [
        MessageType::Call,
        MessageType::Reply,
        MessageType::Exception,
        MessageType::Oneway,
    ];
    let calls = [
        ("getUser", 0),
        ("", 127),
        ("Users:getUser", 128),
        ("größe", i32::MAX),
        ("getUser", -1),
        ("getUser", i32::MIN),
    ];
    types.into_iter().flat_map(move |ty| {
        calls.map(|(method, sequence_id)| Header {
            method: method.into(),
            ty,
            sequence_id,
        })
    })
}

/// A user with all fields, and a manager who has few.
fn ada() -> User {
    User {
        id: 1 << 40,
        name: "Ada".into(),
        role: Role::ADMIN,
        verified: Some(false),
        contact: Some(Contact::Phone(-42)),
        picture: Some(Bytes::from_static(&[0xff, 0xd8, 0xff])),
        nicknames: vec!["Countess".into(), "".into()],
        groups: HashSet::from(["staff".into(), "poets".into()]),
        labels: HashMap::from([("born".into(), "1815".into())]),
        manager: Some(Box::new(User {
            id: -1,
            name: "Charles".into(),
            verified: Some(true),
            ..User::default()
        })),
    }
}

/// Both libraries write the same bytes for `value`, and ours reads it back from them.
fn agree<T: Meaning + Debug + PartialEq>(value: &T) {
    for protocol in Protocol::ALL {
        agree_in(protocol, value);
    }
}

/// The same in one protocol.
fn agree_in<T: Meaning + Debug + PartialEq>(protocol: Protocol, value: &T) {
    let golden = protocol.apache_encode(&value.meaning());
    assert_eq!(protocol.encode(value), golden, "{protocol:?}: {value:?}");
    assert_eq!(protocol.decode(golden).as_ref(), Ok(value), "{protocol:?}");
}

/// The same for each value alone.
fn agree_each<T: Meaning + Debug + PartialEq>(protocol: Protocol, values: &[T]) {
    values.iter().for_each(|value| agree_in(protocol, value));
}

/// The same for all values in a list, and for each as a field.
fn agree_inside<T: Meaning + Clone + Debug + PartialEq>(
    protocol: Protocol,
    values: &[T],
) {
    for value in values {
        agree_in(protocol, &Fields(vec![(1, value.meaning())]));
    }
    agree_in(protocol, &values.to_vec());
}
