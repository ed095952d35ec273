//! Programs with files of different days: what an old one does with what only a new one knows.

use std::{collections::HashSet, fmt::Debug};

use mini_lust::{Body, Bytes, Protocol, protocol::Message};

use crate::unknown::{
    ForgetfulUser, KEYS, NewAddress, NewContact, NewFailure, NewUser, OldContact,
    OldFailure, OldKey, OldUser,
};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];

/// What a new program reads if an old one has read `new` and written it again.
fn through<Old: Message, New: Message>(new: &New, from: Protocol, to: Protocol) -> New {
    let old: Old = Body::encode(from, new).decode().expect("it was encoded");
    Body::encode(to, &old).decode().expect("it was encoded")
}

fn comes_back_through<Old: Message, New: Message + Debug + PartialEq>(new: &New) {
    for from in PROTOCOLS {
        for to in PROTOCOLS {
            assert_eq!(&through::<Old, New>(new, from, to), new, "{from:?} to {to:?}");
        }
    }
}

fn contacts() -> [NewContact; 13] {
    let next = Some(Box::new(NewAddress::default()));
    let address = NewAddress { street: "Main Street".into(), next };
    [
        NewContact::Email("ada@example.org".into()),
        NewContact::Yes(true),
        NewContact::Tiny(-1),
        NewContact::Small(i16::MIN),
        NewContact::Number(-32),
        NewContact::Large(i64::MAX),
        NewContact::Real(-0.5),
        NewContact::Bytes(Bytes::from_static(b"\0\xff")),
        NewContact::Id([7; 16]),
        NewContact::Address(address),
        NewContact::Table(
            [("no".into(), vec![]), ("all".into(), vec![NewContact::Yes(false)])].into(),
        ),
        NewContact::Numbers([1, i64::MIN].into()),
        NewContact::Bools(vec![true, false, true]),
    ]
}

fn user() -> NewUser {
    NewUser {
        id: 1,
        name: vec!["Ada".into(), "Lovelace".into()],
        unknown_fields: 3,
        contact: Some(NewContact::Table([("all".into(), contacts().into())].into())),
        verified: true,
    }
}

// === Unions ===

#[test]
fn a_variant_that_an_old_program_does_not_know_comes_back() {
    for contact in contacts() {
        comes_back_through::<OldContact, _>(&contact);
    }
}

#[test]
fn a_list_with_such_a_variant_can_be_read() {
    comes_back_through::<Vec<OldContact>, _>(&contacts().to_vec());
}

// === Structs ===

#[test]
fn fields_that_an_old_program_keeps_come_back() {
    comes_back_through::<OldUser, _>(&user());
    comes_back_through::<OldFailure, _>(&NewFailure { code: 7 });

    let old: OldUser = Body::encode(Protocol::Compact, &user()).decode().unwrap();
    let kept: Vec<_> = old.unknown_fields.iter().map(|field| field.id()).collect();
    // The name has another type now, so it is kept as well.
    assert_eq!((kept, &*old.name), (vec![2, 4, 5], "nobody"));
}

#[test]
fn fields_are_lost_without_the_annotation() {
    for from in PROTOCOLS {
        for to in PROTOCOLS {
            let read = through::<ForgetfulUser, _>(&user(), from, to);
            assert_eq!(read, NewUser { id: 1, ..NewUser::default() });
        }
    }
}

#[test]
fn kept_fields_are_written_after_all_others_in_their_order_and_as_often_as_they_came() {
    let (id, name) = (b"\x0a\0\x01\0\0\0\0\0\0\0\x07", b"\x0b\0\x02\0\0\0\x01A");
    let (nine, again) = (b"\x03\0\x09\x01", b"\x03\0\x09\x02");
    let other_type = b"\x02\0\x03\x01";
    let number = b"\x08\0\x03\0\0\0\x05";
    let came = [&nine[..], other_type, name, again, number, id, b"\0"].concat();
    let gone = [&id[..], name, number, nine, other_type, again, b"\0"].concat();
    let user: OldUser = Body::new(Protocol::Binary, came.into()).decode().unwrap();
    assert_eq!((user.id, &*user.name, user.unknown_fields_), (7, "A", 5));
    assert_eq!(Body::encode(Protocol::Binary, &user).bytes(), gone);
}

#[test]
fn kept_fields_are_part_of_what_a_struct_is() {
    assert!(KEYS.contains_key(&OldKey::default()));
    let decode = |bytes| Body::new(Protocol::Binary, Bytes::from_static(bytes)).decode();
    let keys = [&b"\0"[..], b"\x02\0\x09\x01\0", b"\x02\0\x09\0\0", b"\x02\0\x09\x02\0"];
    let keys: HashSet<OldKey> = keys.map(|bytes| decode(bytes).unwrap()).into();
    // A `bool` is true whatever its byte, unless that is 0.
    assert_eq!(keys.len(), 3);
}
