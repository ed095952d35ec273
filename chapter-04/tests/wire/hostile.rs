//! Bytes that no honest peer sends: each is refused, with an error that says why and where.

use std::{
    collections::{HashMap, HashSet},
    fmt::Debug,
    thread,
};

use mini_lust::{
    ByteString, Bytes,
    protocol::{DecodeError, MAX_DEPTH, Message, Reason, WireType},
    user::{Contact, User},
};

use crate::{
    Protocol::{self, Binary, Compact},
    value::{Fields, Head, Value, required_fields},
};

// === Depth ===

#[test]
fn values_are_skipped_up_to_the_greatest_depth_and_no_deeper() {
    for protocol in Protocol::ALL {
        for wrap in WRAPS {
            // Field 1 of a user is a number, so the value is skipped.
            let skip = |depth| {
                let mut fields = required_fields();
                fields.push((1, nested(wrap, depth - 1)));
                decode_user_on_a_small_stack(protocol, &Fields(fields))
            };
            assert_eq!(skip(MAX_DEPTH), Ok(()));
            assert_eq!(skip(MAX_DEPTH + 1), Err(Reason::Depth));
            assert_eq!(skip(10 * MAX_DEPTH), Err(Reason::Depth));
        }
    }
}

#[test]
fn values_are_decoded_up_to_the_greatest_depth_and_no_deeper() {
    for protocol in Protocol::ALL {
        let decode = |depth| {
            let report =
                |manager| User { manager: Some(Box::new(manager)), ..User::default() };
            // The innermost user is not the innermost value: it has lists.
            let user = (2..depth).fold(User::default(), |user, _| report(user));
            decode_user_on_a_small_stack(protocol, &user)
        };
        assert_eq!(decode(MAX_DEPTH), Ok(()));
        assert_eq!(decode(MAX_DEPTH + 1), Err(Reason::Depth));
        assert_eq!(decode(10 * MAX_DEPTH), Err(Reason::Depth));
    }
}

/// Each level takes a few bytes, and the peer does not need a stack for them.
#[test]
fn a_million_levels_are_refused() {
    // A field or an element, and in it the next. Those in field 10, the manager, are decoded, the
    // others skipped.
    let levels: [(Protocol, &[u8], &[u8]); 10] = [
        (Binary, b"\x0c\0\x0a", b""),
        (Binary, b"\x0c\0\x63", b""),
        (Binary, b"\x0f\0\0\0\x01", b"\x0f\0\x63"),
        (Binary, b"\x0e\0\0\0\x01", b"\x0e\0\x63"),
        (Binary, b"\x03\x0d\0\0\0\x01\0", b"\x0d\0\x63"),
        (Compact, b"\xac", b""),
        (Compact, b"\xfc", b""),
        (Compact, b"\x19", b"\xf9"),
        (Compact, b"\x1a", b"\xfa"),
        (Compact, b"\x01\x3b\0", b"\xfb"),
    ];
    for (protocol, level, field) in levels {
        let message = Bytes::from([field, &level.repeat(1_000_000)].concat());
        let decoded = on_a_small_stack({
            let message = message.clone();
            move || protocol.decode_first::<User>(message).map(drop)
        });
        let reason = decoded.map_err(|error| error.reason().clone());
        assert_eq!(reason, Err(Reason::Depth), "{protocol:?} {level:02x?}");
        let skipped =
            on_a_small_stack(move || protocol.skip(WireType::Struct, message).map(drop));
        let reason = skipped.map_err(|error| error.reason().clone());
        assert_eq!(reason, Err(Reason::Depth), "{protocol:?} {level:02x?}");
    }
}

/// What is done with a value goes as deep as decoding it.
#[test]
fn the_deepest_value_can_be_used() {
    for protocol in Protocol::ALL {
        let boss = User::default();
        let user = (2..MAX_DEPTH).fold(boss, |manager, _| User {
            manager: Some(Box::new(manager)),
            ..User::default()
        });
        let message = protocol.encode(&user);
        on_a_small_stack(move || {
            let user: User = protocol.decode(message.clone()).expect("not too deep");
            assert_eq!(user.clone(), user);
            assert_eq!(protocol.encode(&user), message);
            assert_eq!(format!("{user:?}").matches("manager: Some").count(), 62);
            assert!(format!("{user:#?}").lines().count() > 62);
        });
    }
}

#[test]
fn unknown_fields_are_kept_up_to_the_greatest_depth_and_no_deeper() {
    for protocol in Protocol::ALL {
        for wrap in WRAPS {
            let keep = |depth| {
                let contact = Fields(vec![(9, nested(wrap, depth - 2))]);
                let mut fields = required_fields();
                fields.push((5, Value::Struct(contact)));
                decode_user_on_a_small_stack(protocol, &Fields(fields))
            };
            assert_eq!(keep(MAX_DEPTH), Ok(()));
            assert_eq!(keep(MAX_DEPTH + 1), Err(Reason::Depth));
            assert_eq!(keep(10 * MAX_DEPTH), Err(Reason::Depth));
        }
    }
}

#[test]
fn values_side_by_side_are_no_deeper_than_one() {
    for protocol in Protocol::ALL {
        let lists = vec![vec![1_i8]; MAX_DEPTH];
        let sets = vec![HashSet::from([1_i8]); MAX_DEPTH];
        let maps = vec![HashMap::from([(1_i8, 1_i8)]); MAX_DEPTH];
        assert_eq!(protocol.decode(protocol.encode(&lists)), Ok(lists));
        assert_eq!(protocol.decode(protocol.encode(&sets)), Ok(sets));
        assert_eq!(protocol.decode(protocol.encode(&maps)), Ok(maps));
    }
}

/// Ways to put a value into another.
const WRAPS: [fn(Value) -> Value; 4] = [
    |inner| Value::Struct(Fields(vec![(1, inner)])),
    |inner| Value::List(inner.ty(), vec![inner]),
    |inner| Value::Set(inner.ty(), vec![inner]),
    |inner| Value::Map(WireType::I8, inner.ty(), vec![(Value::I8(0), inner)]),
];

/// As many values inside one another as `depth` says.
fn nested(wrap: fn(Value) -> Value, depth: usize) -> Value {
    (1..depth).fold(Value::Struct(Fields(vec![])), |value, _| wrap(value))
}

/// Decodes a user where a thread has 256 KiB of stack, and does with it what can be done.
fn decode_user_on_a_small_stack(
    protocol: Protocol,
    message: &impl Message,
) -> Result<(), Reason> {
    let message = protocol.encode(message);
    let decoded = on_a_small_stack(move || {
        let user: User = protocol.decode(message)?;
        for protocol in Protocol::ALL {
            let read = protocol.decode(protocol.encode(&user));
            assert_eq!(read.as_ref(), Ok(&user), "{user:?}");
        }
        Ok(())
    });
    decoded.map_err(|error: DecodeError| error.reason().clone())
}

fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(256 * 1024);
    thread.spawn(run).expect("a thread").join().expect("no panic")
}

// === Lengths ===

#[test]
fn a_length_over_what_is_left_is_refused() {
    refuse::<Bytes>(&[
        (
            Binary,
            b"\0\0\0\x03ab",
            "3 more bytes are needed, 2 are left, at byte 4 of the message",
        ),
        (
            Compact,
            b"\x03ab",
            "3 more bytes are needed, 2 are left, at byte 1 of the message",
        ),
    ]);
    refuse::<Vec<bool>>(&[
        (
            Binary,
            b"\x02\x7f\xff\xff\xff\x01",
            "2147483647 more bytes are needed, 1 are left, at byte 5 of the message",
        ),
        (
            Compact,
            b"\xf1\xff\xff\xff\xff\x07\x01",
            "2147483647 more bytes are needed, 1 are left, at byte 6 of the message",
        ),
    ]);
    // An entry is two elements.
    refuse::<HashMap<i8, i8>>(&[
        (
            Binary,
            b"\x03\x03\0\0\0\x02abc",
            "4 more bytes are needed, 3 are left, at byte 6 of the message",
        ),
        (
            Compact,
            b"\x02\x33abc",
            "4 more bytes are needed, 3 are left, at byte 2 of the message",
        ),
    ]);
}

#[test]
fn a_negative_length_is_refused() {
    let minus_one = "-1 is no length, at byte 4 of the message";
    refuse::<ByteString>(&[(Binary, b"\xff\xff\xff\xff", minus_one)]);
    let minus_one = "-1 is no length, at byte 5 of the message";
    refuse::<Vec<i8>>(&[(Binary, b"\x03\xff\xff\xff\xff", minus_one)]);
    let minus_one = "-1 is no length, at byte 6 of the message";
    refuse::<HashMap<i8, i8>>(&[(Binary, b"\x03\x03\xff\xff\xff\xff", minus_one)]);
}

#[test]
fn a_length_of_more_than_31_bits_is_refused() {
    let large = "2147483648 is no length, at byte 5 of the message";
    refuse::<ByteString>(&[(Compact, b"\x80\x80\x80\x80\x08", large)]);
    refuse::<HashMap<i8, i8>>(&[(Compact, b"\x80\x80\x80\x80\x08", large)]);
    let large = "2147483648 is no length, at byte 6 of the message";
    refuse::<HashSet<i8>>(&[(Compact, b"\xf3\x80\x80\x80\x80\x08", large)]);
}

/// The inner list alone would fit, but the outer one has been promised the same bytes. So a
/// message never has more elements than bytes, however it nests them.
#[test]
fn elements_are_counted_over_all_containers() {
    let message = [b"\xf9\x14\xf3\x12".as_slice(), &[0; 18]].concat();
    let owed = "18 more bytes are needed, 2 are left, at byte 4 of the message";
    refuse::<Vec<Vec<i8>>>(&[(Compact, &message, owed)]);
}

// === Values ===

#[test]
fn a_string_that_is_not_utf8_is_refused() {
    refuse::<ByteString>(&[
        (
            Binary,
            b"\0\0\0\x02\xc3\x28",
            "a string is not UTF-8, at byte 6 of the message",
        ),
        (Compact, b"\x02\xc3\x28", "a string is not UTF-8, at byte 3 of the message"),
    ]);
}

#[test]
fn a_varint_of_too_many_bits_is_refused() {
    let out_of_range = |byte: usize| {
        format!(
            "a varint is out of the range of its type, at byte {byte} of the message"
        )
    };
    // Zigzag has the sign in the lowest bit: these are one over the maximum.
    refuse::<i16>(&[(Compact, b"\x80\x80\x04", &out_of_range(3))]);
    refuse::<i32>(&[(Compact, b"\x80\x80\x80\x80\x10", &out_of_range(5))]);
    refuse::<i64>(&[
        // A tenth byte has room for one bit, and there is no eleventh.
        (Compact, b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", &out_of_range(10)),
        (Compact, b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\0", &out_of_range(10)),
    ]);
}

/// Padded with zeros a number has another encoding. Nothing depends on there being one.
#[test]
fn a_varint_with_needless_bytes_is_read() {
    assert_eq!(Compact.decode(b"\x8e\x80\x00".as_slice()), Ok(7_i32));
}

#[test]
fn a_step_beyond_the_last_field_id_is_refused() {
    let fields = [b"\x01\xfe\xff\x03".as_slice(), b"\x11\0"].concat();
    refuse::<Fields>(&[(
        Compact,
        &fields,
        "a varint is out of the range of its type, at byte 5 of the message",
    )]);
}

#[test]
fn an_element_that_is_no_bool_is_refused() {
    let three = "3 is no bool, at byte 2 of the message";
    refuse::<Vec<bool>>(&[(Compact, b"\x11\x03", three)]);
}

#[test]
fn a_type_code_that_is_not_defined_is_refused() {
    refuse::<Fields>(&[
        (Binary, b"\x11\0\x01", "17 is no type of a value, at byte 1 of the message"),
        (Binary, b"\x05\0\x01", "5 is no type of a value, at byte 1 of the message"),
        // That of `void`, which is no value.
        (Binary, b"\x01\0\x01", "1 is no type of a value, at byte 1 of the message"),
        (Compact, b"\x1e", "14 is no type of a value, at byte 1 of the message"),
        (Compact, b"\x10", "0 is no type of a value, at byte 1 of the message"),
    ]);
    refuse::<Vec<i8>>(&[
        (
            Binary,
            b"\x07\0\0\0\x01\0",
            "7 is no type of a value, at byte 5 of the message",
        ),
        (Compact, b"\x1f\0", "15 is no type of a value, at byte 1 of the message"),
    ]);
}

#[test]
fn of_no_elements_the_type_does_not_matter() {
    for (protocol, message) in [(Binary, &b"\0\0\0\0\0"[..]), (Compact, b"\0")] {
        let list: Vec<i8> = protocol.decode(Bytes::from_static(message)).unwrap();
        assert_eq!(list, []);
    }
}

// === Structs ===

#[test]
fn an_error_names_what_the_idl_names() {
    refuse::<User>(&[(
        Compact,
        b"\x16\x02\0",
        "User.name is required but missing, at byte 3 of the message",
    )]);
    refuse::<Contact>(&[(
        Compact,
        b"\0",
        "the union Contact should have exactly one field, at byte 1 of the message",
    )]);
    refuse::<Vec<i8>>(&[(
        Binary,
        b"\x08\0\0\0\x01\0\0\0\0",
        "elements should be I8, but are I32, at byte 5 of the message",
    )]);
}

// === Headers ===

#[test]
fn a_header_of_another_version_or_type_is_refused() {
    refuse::<Head>(&[
        (
            Binary,
            b"\x80\x02\0\x01\0\0\0\0\0\0\0\0",
            "0x80020001 is no version of this protocol, at byte 4 of the message",
        ),
        (
            Binary,
            b"\x80\x01\0\x05\0\0\0\0\0\0\0\0",
            "5 is no type of a message, at byte 4 of the message",
        ),
        (
            Binary,
            b"GET / HTTP/1.1",
            "1195725856 more bytes are needed, 10 are left, at byte 4 of the message",
        ),
        (
            Compact,
            b"\x82\x22\x01\x01f",
            "0x8222 is no version of this protocol, at byte 2 of the message",
        ),
        (
            Compact,
            b"\x80\x01\0\x01",
            "0x8001 is no version of this protocol, at byte 2 of the message",
        ),
        (
            Compact,
            b"\x82\x01\x01\x01f",
            "0 is no type of a message, at byte 2 of the message",
        ),
        (
            Compact,
            b"\x82\x21\xff\xff\xff\xff\x1f\x01f",
            "a varint is out of the range of its type, at byte 7 of the message",
        ),
    ]);
}

/// Each message is refused as a `T`, for the given reason and at the given place.
fn refuse<T: Message + Debug>(cases: &[(Protocol, &[u8], &str)]) {
    for &(protocol, message, error) in cases {
        let result = protocol.decode::<T>(Bytes::copy_from_slice(message));
        let refused = result.map_err(|error| error.to_string());
        assert_eq!(refused.unwrap_err(), error, "{protocol:?}: {message:02x?}");
    }
}
