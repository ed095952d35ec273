//! Peers have newer and older versions of the same IDL file: what each makes of a message
//! that the other sends.

use mini_lust::{
    protocol::{Reason, WireType},
    user::{Contact, Role, User},
};

use crate::{
    Protocol, read_as,
    value::{Fields, Kept, Meaning, Value, required_fields},
};

// === Structs ===

#[test]
fn unknown_fields_of_every_type_are_skipped() {
    for unknown in Value::of_every_type() {
        for id in [-1, 0, 11, 1000] {
            let mut fields = required_fields();
            fields.insert(1, (id, unknown.clone()));
            assert_eq!(read_as::<User>(fields), Ok(user()), "{id}: {unknown:?}");
        }
    }
}

#[test]
fn a_field_of_another_type_than_expected_is_skipped() {
    let expected = [
        WireType::I64,
        WireType::Binary,
        WireType::I32,
        WireType::Bool,
        WireType::Struct,
        WireType::Binary,
        WireType::List,
        WireType::Set,
        WireType::Map,
        WireType::Struct,
    ];
    for (id, expected) in (1..).zip(expected) {
        for value in Value::of_every_type() {
            if value.ty() == expected {
                continue;
            }
            let mut fields = vec![(id, value)];
            fields.extend(required_fields());
            assert_eq!(read_as::<User>(fields), Ok(user()), "field {id}");
        }
    }
}

#[test]
fn a_missing_required_field_is_an_error_that_names_it() {
    for (field, name) in ["id", "name"].into_iter().enumerate() {
        let mut fields = required_fields();
        fields.remove(field);
        assert_eq!(read_as::<User>(fields), Err(Reason::Missing("User", name)));
    }
}

#[test]
fn a_required_field_of_another_type_is_missing() {
    let fields = vec![(1, Value::I32(1)), (2, Value::string("Ada"))];
    assert_eq!(read_as::<User>(fields), Err(Reason::Missing("User", "id")));
}

#[test]
fn fields_may_come_in_any_order_and_the_last_of_equal_ones_counts() {
    let mut fields = required_fields();
    fields.reverse();
    fields.insert(0, (1, Value::I64(99)));
    assert_eq!(read_as::<User>(fields), Ok(user()));
}

#[test]
fn elements_of_another_type_than_expected_are_an_error() {
    let wrong = Value::I32(7);
    let text = || Value::string("");
    let (string, number) = (WireType::Binary, WireType::I32);
    for (id, container) in [
        (7, Value::List(number, vec![wrong.clone()])),
        (8, Value::Set(number, vec![wrong.clone()])),
        (9, Value::Map(number, string, vec![(wrong.clone(), text())])),
        (9, Value::Map(string, number, vec![(text(), wrong.clone())])),
    ] {
        let mut fields = required_fields();
        fields.push((id, container));
        let (expected, found) = (WireType::Binary, WireType::I32);
        let reason = Reason::Element { expected, found };
        assert_eq!(read_as::<User>(fields), Err(reason), "field {id}");
    }
}

#[test]
fn the_type_of_no_elements_does_not_matter() {
    let mut fields = required_fields();
    fields.push((7, Value::List(WireType::I32, vec![])));
    fields.push((8, Value::Set(WireType::Uuid, vec![])));
    fields.push((9, Value::Map(WireType::I32, WireType::Bool, vec![])));
    assert_eq!(read_as::<User>(fields), Ok(user()));
}

// === Enums and unions ===

#[test]
fn an_enum_value_that_only_a_newer_peer_knows_is_passed_on() {
    let newer = User { role: Role(77), ..user() };
    for protocol in Protocol::ALL {
        let passed_on: User = protocol.decode(protocol.encode(&newer)).unwrap();
        assert_eq!(passed_on.role, Role(77));
    }
}

#[test]
fn a_union_has_exactly_one_field() {
    let email = || (1, Value::string("@"));
    let newer = || (9, Value::List(WireType::I8, vec![Value::I8(1)]));
    let several = Err(Reason::Union("Contact"));
    for (fields, expected) in [
        (vec![email()], Ok(Contact::Email("@".into()))),
        (vec![newer()], Ok(Contact::Unknown(newer().1.unknown(9)))),
        // `email` was a number once.
        (vec![(1, Value::I32(7))], Ok(Contact::Unknown(Value::I32(7).unknown(1)))),
        (vec![], several.clone()),
        (vec![email(), (2, Value::I64(42))], several.clone()),
        (vec![email(), newer()], several.clone()),
        (vec![newer(), email()], several),
    ] {
        assert_eq!(read_as(fields), expected);
    }
}

// === Fields that are kept ===

/// An old program between two newer ones, each of which is Apache's library.
#[test]
fn an_unknown_field_of_a_union_is_passed_on_from_any_protocol_to_any() {
    for value in Value::of_every_type() {
        for id in [-1, 1, 9, 1000] {
            let newer = Fields(vec![(id, value.clone())]).meaning();
            if matches!((id, &value), (1, Value::Binary(_))) {
                continue;
            }
            for from in Protocol::ALL {
                let old: Contact = from.decode(from.apache_encode(&newer)).unwrap();
                assert_eq!(old, Contact::Unknown(value.unknown(id)));
                for to in Protocol::ALL {
                    let message = to.encode(&old);
                    assert_eq!(message, to.apache_encode(&newer));
                    let read = to.apache_decode(WireType::Struct, &message);
                    assert_eq!(read.unwrap(), newer, "{from:?} to {to:?}");
                }
            }
        }
    }
}

#[test]
fn fields_are_kept_as_often_as_they_come_and_in_their_order() {
    let fields = [(7, Value::I8(1)), (7, Value::I8(2)), (2, Value::Bool(true))];
    let kept = fields.each_ref().map(|(id, value)| value.unknown(*id));
    assert_eq!(read_as(fields.to_vec()), Ok(Kept(kept.to_vec())));
    assert_eq!(read_as(fields.to_vec()), Ok(Fields(fields.to_vec())));
}

#[test]
fn an_empty_map_that_came_in_compact_is_an_empty_map_in_binary() {
    let newer = Fields(vec![(9, Value::Map(WireType::I32, WireType::Bool, vec![]))]);
    let old: Contact =
        Protocol::Compact.decode(Protocol::Compact.encode(&newer)).unwrap();
    let read = Protocol::Binary.decode(Protocol::Binary.encode(&old));
    let untyped = Value::Map(WireType::Void, WireType::Void, vec![]);
    assert_eq!(read, Ok(Fields(vec![(9, untyped)])));
}

#[test]
fn unknown_fields_are_equal_if_all_their_bits_are() {
    let zero = Value::Double(0.0).unknown(9);
    assert_eq!(Value::Double(f64::NAN).unknown(9), Value::Double(f64::NAN).unknown(9));
    for other in [
        Value::Double(-0.0).unknown(9),
        Value::Double(0.0).unknown(8),
        // Eight bytes of zeros, too.
        Value::I64(0).unknown(9),
    ] {
        assert_ne!(zero, other);
    }
}

fn user() -> User {
    User { id: 1, name: "Ada".into(), ..User::default() }
}
