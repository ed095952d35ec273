//! Values are written by our code and read by Apache's, and the other way round.
//!
//! `apache.rs` is what Apache's compiler makes of `wire.thrift`:
//! `thrift --gen rs wire.thrift`, without what it imports for services.

use std::{collections::BTreeMap, fmt::Debug, io::Cursor};

use mini_lust::{
    Body, Bytes, Protocol,
    protocol::{Double, Message},
};
use thrift::protocol::{
    TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol,
    TCompactOutputProtocol, TInputProtocol, TOutputProtocol, TSerializable, TType,
    field_id,
};

use crate::{
    apache,
    ids::Mixed,
    unknown::{OldContact, OldFailure},
    wire::{
        Choice, Color, Containers, Failure, Ids, Key, Keys, Presence, Scalars, Tree,
    },
};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];

fn read<T: TSerializable>(body: &Body) -> T {
    T::read_from_in_protocol(&mut *input(body)).expect("Apache's code reads ours")
}

fn input(body: &Body) -> Box<dyn TInputProtocol> {
    let bytes = Cursor::new(body.bytes());
    match body.protocol() {
        Protocol::Binary => Box::new(TBinaryInputProtocol::new(bytes, true)),
        Protocol::Compact => Box::new(TCompactInputProtocol::new(bytes)),
    }
}

fn write(protocol: Protocol, value: &impl TSerializable) -> Body {
    let mut bytes = Vec::new();
    let mut out: Box<dyn TOutputProtocol + '_> = match protocol {
        Protocol::Binary => Box::new(TBinaryOutputProtocol::new(&mut bytes, true)),
        Protocol::Compact => Box::new(TCompactOutputProtocol::new(&mut bytes)),
    };
    value.write_to_out_protocol(&mut *out).expect("a buffer takes everything");
    drop(out);
    Body::new(protocol, bytes.into())
}

/// Has Apache's code read `ours` and write it again, and gives what it has read.
fn round_trip<Theirs>(ours: &(impl Message + PartialEq + Debug)) -> Theirs
where
    Theirs: TSerializable + PartialEq + Debug,
{
    let [binary, compact] = PROTOCOLS.map(|protocol| {
        let body = Body::encode(protocol, ours);
        let theirs: Theirs = read(&body);
        let written = write(protocol, &theirs);
        assert_eq!(written.decode().as_ref(), Ok(ours));
        // The elements of a set may be in another order.
        assert_eq!(written.bytes().len(), body.bytes().len());
        theirs
    });
    assert_eq!(binary, compact);
    binary
}

fn scalars() -> Scalars {
    Scalars {
        yes: true,
        no: false,
        tiny: -128,
        small: i16::MIN,
        medium: i32::MAX,
        large: i64::MIN,
        real: -0.1,
        text: "Āda 🦀".into(),
        bytes: Bytes::from_static(b"\0\xff"),
        color: Color::GREEN,
    }
}

fn tree() -> Tree {
    let leaf = |value| Some(Box::new(Tree { left: None, right: None, value }));
    Tree { left: leaf(-1), right: leaf(1), value: 0 }
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::Truth(false),
        Choice::Text("".into()),
        Choice::Choices(vec![Choice::Truth(true), Choice::Choices(vec![])]),
        Choice::Tree(tree()),
    ]
}

fn key() -> Key {
    Key {
        weight: Double(1.5),
        weights: [2.5, -0.0].map(Double).into(),
        names: [(-1, "minus one".into()), (1, "one".into())].into(),
        color: Some(Color(77)),
    }
}

#[test]
fn scalars_are_what_they_are_to_apache() {
    let theirs: apache::Scalars = round_trip(&scalars());
    assert_eq!((theirs.yes, theirs.no), (true, false));
    let numbers = (theirs.tiny, theirs.small, theirs.medium, theirs.large);
    assert_eq!(numbers, (-128, i16::MIN, i32::MAX, i64::MIN));
    assert_eq!((theirs.real.0, &*theirs.text), (-0.1, "Āda 🦀"));
    assert_eq!((theirs.bytes, theirs.color), (vec![0, 0xff], apache::Color::GREEN));
}

#[test]
fn containers_go_there_and_back() {
    let containers = containers();
    let theirs: apache::Containers = round_trip(&containers);
    assert_eq!(theirs.bools, [true, false, true]);
    assert_eq!(theirs.truths, BTreeMap::from([(1, true), (2, false)]));
    assert_eq!(theirs.nested[1].len(), 2);
    assert_eq!(theirs.choices[&-1]["all"].len(), 4);
}

fn containers() -> Containers {
    Containers {
        bools: vec![true, false, true],
        bytes: vec![-1, 0, 1],
        shorts: vec![i16::MAX; 20],
        longs: vec![],
        reals: vec![0.5, f64::INFINITY, f64::MIN_POSITIVE],
        binaries: vec![Bytes::from_static(b"\xff"), Bytes::new()],
        texts: ["a".into(), "".into()].into(),
        colors: [Color::RED, Color(-7)].into(),
        numbers: [("a".into(), 1)].into(),
        truths: [(1, true), (2, false)].into(),
        nested: vec![vec![], vec![[1, 2].into(), [].into()]],
        choices: [(-1, [("all".into(), choices())].into()), (1, [].into())].into(),
        structs: vec![scalars()],
    }
}

#[test]
fn keys_are_made_of_anything() {
    let keys = Keys {
        reals: [0.5, -1.0].map(Double).into(),
        lists: [vec![], vec![Double(1.0), Double(2.0)]].into(),
        sets: [[1, 2].into(), [].into()].into(),
        keys: [(key(), 0.5)].into(),
        lists_of_keys: [(vec![key(), key()], [Color::BLUE].into())].into(),
        maps: [[("a".into(), Double(1.0))].into()].into(),
    };
    let theirs: apache::Keys = round_trip(&keys);
    assert_eq!(theirs.keys.values().copied().map(f64::from).sum::<f64>(), 0.5);
    assert_eq!(theirs.lists_of_keys.keys().map(Vec::len).sum::<usize>(), 2);
}

#[test]
fn unions_and_recursion_go_there_and_back() {
    for choice in choices() {
        let _: apache::Choice = round_trip(&choice);
    }
    let theirs: apache::Tree = round_trip(&tree());
    assert_eq!(theirs.left.map(|left| left.value), Some(-1));
}

/// What Apache's code has sent comes back to it from a program with an older file.
#[test]
fn what_only_apache_knows_goes_there_and_back() {
    for choice in choices() {
        goes_through::<OldContact, apache::Choice>(&choice);
    }
    goes_through::<OldFailure, apache::Containers>(&containers());
}

fn goes_through<Old, Theirs>(value: &impl Message)
where
    Old: Message,
    Theirs: TSerializable + PartialEq + Debug,
{
    for from in PROTOCOLS {
        let theirs: Theirs = read(&Body::encode(from, value));
        let old: Old = write(from, &theirs).decode().unwrap();
        for to in PROTOCOLS {
            assert_eq!(read::<Theirs>(&Body::encode(to, &old)), theirs);
        }
    }
}

#[test]
fn exceptions_go_there_and_back() {
    let failure = Failure {
        reason: "it had to".into(),
        choice: Some(Choice::Text("this".into())),
    };
    let theirs: apache::Failure = round_trip(&failure);
    assert_eq!(theirs.reason.as_deref(), Some("it had to"));
}

#[test]
fn ids_may_be_large_and_far_apart() {
    let ids = Ids {
        one: false,
        hundred: true,
        two: 2,
        largest: "largest".into(),
        thousand: false,
    };
    let theirs: apache::Ids = round_trip(&ids);
    assert_eq!((theirs.one, theirs.hundred, theirs.thousand), (false, true, false));
    assert_eq!((theirs.two, &*theirs.largest), (2, "largest"));
}

/// For fields without an id Apache's compiler makes no Rust that compiles, but its library
/// reads them.
#[test]
fn ids_that_are_missing_are_negative() {
    let mixed = Mixed { before: 1, seven: 2, between: 3, three: 4, last: 5 };
    for protocol in PROTOCOLS {
        let body = Body::encode(protocol, &mixed);
        let ids = fields(&mut *input(&body)).expect("Apache's library reads them");
        assert_eq!(ids, [(-1, 1), (7, 2), (-2, 3), (3, 4), (-3, 5)]);
        assert_eq!(body.decode().as_ref(), Ok(&mixed));
    }
}

/// The fields of a struct, all of which are an `i32`, and their ids.
fn fields(input: &mut dyn TInputProtocol) -> thrift::Result<Vec<(i16, i32)>> {
    let mut fields = Vec::new();
    input.read_struct_begin()?;
    loop {
        let field = input.read_field_begin()?;
        if field.field_type == TType::Stop {
            return Ok(fields);
        }
        fields.push((field_id(&field)?, input.read_i32()?));
        input.read_field_end()?;
    }
}

#[test]
fn what_is_not_there_is_what_the_file_says() {
    let theirs = apache::Presence::new(1, None, None, None, None, 2);
    for protocol in PROTOCOLS {
        let ours: Presence = write(protocol, &theirs).decode().unwrap();
        let expected = Presence {
            required_field: 1,
            optional_field: None,
            usual: 0,
            usual_with_default: 4,
            optional_with_default: Some("five".into()),
            required_with_default: 2,
        };
        assert_eq!(ours, expected);
    }
}

#[test]
fn what_is_there_may_be_there_for_no_reason() {
    let default = Presence::default();
    assert_eq!(default.required_with_default, 6);
    let theirs: apache::Presence = round_trip(&default);
    let expected = apache::Presence::new(0, None, 0, 4, "five".to_owned(), 6);
    assert_eq!(theirs, expected);
}
