//! A body is bytes to whoever moves it, and a value to whoever decodes it.

use mini_lust::{
    Body, Bytes, Protocol,
    protocol::Reason,
    user::{Contact, User},
};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];

#[test]
fn a_body_is_decoded_as_often_as_one_likes() {
    for protocol in PROTOCOLS {
        let body = Body::encode(protocol, &user());
        assert_eq!(body.protocol(), protocol);
        assert_eq!(body.len(), body.bytes().len());
        assert!(!body.is_empty());
        for _ in 0..2 {
            assert_eq!(body.decode(), Ok(user()));
        }
    }
}

/// To retry a call, or to send it twice, costs no copy.
#[test]
fn clones_share_the_bytes() {
    for protocol in PROTOCOLS {
        let body = Body::encode(protocol, &user());
        assert_eq!(body.clone().into_bytes().as_ptr(), body.bytes().as_ptr());
    }
}

#[test]
fn strings_and_binaries_of_a_value_share_the_bytes_too() {
    for protocol in PROTOCOLS {
        let body = Body::encode(protocol, &user());
        let user: User = body.decode().unwrap();
        let bytes = body.bytes();
        let all = bytes.as_ptr_range();
        for part in [user.picture.unwrap(), user.name.into_bytes()] {
            assert!(all.contains(&part.as_ptr()));
        }
    }
}

/// What is over the limit must not pass for a shorter value.
#[test]
fn a_value_is_encoded_until_it_is_over_the_limit() {
    for protocol in PROTOCOLS {
        let list = vec![true; 100];
        let whole = Body::encode(protocol, &list).bytes().len();
        let head = whole - list.len();
        for limit in 0..=whole {
            let len = Body::encode_within(limit, protocol, &list).bytes().len();
            assert_eq!(len, whole.min(head.max(limit + 1)), "{protocol:?}: {limit}");
        }
    }
}

/// A proxy may move what it has no types for.
#[test]
fn bytes_may_be_moved_that_are_no_value() {
    for protocol in PROTOCOLS {
        let body = Body::new(protocol, Bytes::from_static(b"\xff"));
        assert_eq!(body.clone().into_bytes(), Bytes::from_static(b"\xff"));
        let error = body.decode::<User>().unwrap_err();
        assert!(matches!(error.reason(), Reason::WireType(_)), "{error}");
    }
}

#[test]
fn the_protocols_are_told_apart_by_the_body_and_not_by_its_bytes() {
    let binary = Body::encode(Protocol::Binary, &user());
    let compact = Body::new(Protocol::Compact, binary.bytes());
    assert_ne!(binary, compact);
    assert!(compact.decode::<User>().is_err());
}

fn user() -> User {
    User {
        id: 1,
        name: "Ada".into(),
        contact: Some(Contact::Phone(42)),
        picture: Some("picture".into()),
        ..User::default()
    }
}
