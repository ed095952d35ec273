//! What generated code does with values that are missing, unknown or recursive.

use mini_lust::{
    Body, Bytes, Protocol,
    protocol::{Double, Message},
};

use crate::{
    empty::Never,
    enums::{Numbers, Twice},
    keys,
    recursion::{Expression, Half, Node, Sum, Whole},
    services::{Busy, MoveException, NotFound},
    values::{self, Color, Defaults, Failure, OptionalDefaults, Point, Side},
};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];

/// A struct without fields, in any protocol.
fn nothing<T: Message>() -> Result<T, String> {
    decode(b"\0")
}

/// A value from its bytes in the binary protocol, or what is wrong with them.
fn decode<T: Message>(bytes: &'static [u8]) -> Result<T, String> {
    let body = Body::new(Protocol::Binary, Bytes::from_static(bytes));
    body.decode().map_err(|error| error.to_string())
}

fn there_and_back<T: Message>(value: &T) -> [T; 2] {
    PROTOCOLS
        .map(|protocol| Body::encode(protocol, value).decode().expect("it was encoded"))
}

// === Values of the file ===

#[test]
fn a_default_is_what_the_file_says() {
    let default = Defaults::default();
    assert_eq!((default.truth, default.tiny, default.small), (true, -1, 127));
    assert_eq!((default.number, default.large), (255, i64::MIN));
    assert_eq!((&*default.text, &*default.name), ("text", "Āda 🦀 ☃"));
    assert_eq!(default.bytes, "bytes: Ā\n".as_bytes());
    assert_eq!(default.numbers, [1, -2, 3, 255]);
    assert_eq!(default.table, [("a".into(), 1.0)].into());
    assert_eq!((default.color, default.paint), (Color::GREEN, Color(77)));
    assert_eq!(default.point.name.as_deref(), Some("origin"));
    assert_eq!(default.side, Some(Side::Number(3)));
    assert_eq!(default.limits.count, 20);
    assert_eq!(Failure::default().code, 500);
    assert_eq!(OptionalDefaults::default().words, Some([].into()));
}

#[test]
fn fields_that_are_not_there_have_their_defaults() {
    assert_eq!(nothing(), Ok(Defaults::default()));
    assert_eq!(nothing(), Ok(OptionalDefaults::default()));
    assert_eq!(nothing(), Ok(Failure::default()));
}

#[test]
fn a_constant_is_the_same_in_a_key() {
    let lengths: Vec<_> = values::LENGTHS.iter().copied().map(Double).collect();
    assert_eq!(values::BY_LIST[&lengths], values::NEGATIVE);
    assert!(values::MEASURES.contains(&Double(values::NEGATIVE)));
    let all = [[("all".into(), lengths)].into()].into();
    assert_eq!(*values::SETS_OF_LENGTHS, [all].into());
    assert_eq!(*keys::PLAIN, [0.5]);
}

#[test]
fn numbers_are_exact() {
    assert_eq!(values::NEARLY_PI.to_string(), "3.14");
    assert_eq!(values::SMALL.to_bits(), 1);
    assert_eq!(values::LARGEST, f64::MAX);
    assert!(values::NEGATIVE_ZERO.is_sign_negative());
    assert_eq!(values::SMALLEST_I64, i64::MIN);
}

#[test]
fn a_number_is_shown_by_its_first_name() {
    assert_eq!(format!("{:?}", Twice::GREY), "GRAY");
    assert_eq!(format!("{:?}", Numbers::SMALLEST), "SMALLEST");
    assert_eq!(format!("{:?}", Numbers(8)), "Numbers(8)");
}

// === What is missing or unknown ===

#[test]
fn a_required_field_that_is_missing_is_named() {
    let error = nothing::<Point>().unwrap_err();
    assert!(error.starts_with("Point.x is required but missing"), "{error}");
    // A required field's default is for who writes it.
    let error = nothing::<values::RequiredDefaults>().unwrap_err();
    assert!(error.starts_with("RequiredDefaults.number is required"), "{error}");
}

#[test]
fn a_field_of_another_type_is_not_there() {
    // Field 2, an `i32` in the file, is a `bool`.
    assert_eq!(decode(b"\x02\0\x02\x01\0"), Ok(Node::default()));
}

#[test]
fn a_variant_that_is_not_known_has_its_id() {
    // Field 9, a `bool`, then nothing.
    let id = |side| matches!(side, Side::Unknown(field) if field.id() == 9);
    assert_eq!(decode(b"\x02\0\x09\x01\0").map(id), Ok(true));
    let id = |never| matches!(never, Never::Unknown(field) if field.id() == 9);
    assert_eq!(decode(b"\x02\0\x09\x01\0").map(id), Ok(true));
}

#[test]
fn a_union_has_exactly_one_field() {
    let expected = "the union Side should have exactly one field";
    for bytes in [&b"\0"[..], b"\x02\0\x09\x01\x02\0\x09\x01\0"] {
        let error = decode::<Side>(bytes).unwrap_err();
        assert!(error.starts_with(expected), "{error}");
    }
}

// === Recursion ===

#[test]
fn recursive_values_go_there_and_back() {
    let number = |number| Box::new(Expression::Number(number));
    let sum = Sum { left: number(1), right: Box::new(Expression::Negated(number(2))) };
    let product = Expression::Product(vec![Expression::Sum(Box::new(sum)), *number(3)]);
    assert_eq!(there_and_back(&product), [product.clone(), product]);

    let half = Half { whole: Some(Box::new(Whole::default())) };
    assert_eq!(there_and_back(&half), [half.clone(), half]);
}

#[test]
fn values_that_are_nested_too_deeply_are_an_error() {
    let list = (0..100)
        .fold(Node::default(), |next, value| Node { next: Some(Box::new(next)), value });
    let error = Body::encode(Protocol::Binary, &list).decode::<Node>().unwrap_err();
    assert!(error.to_string().starts_with("values are nested too deeply"), "{error}");
}

// === Exceptions ===

#[test]
fn exceptions_of_one_type_are_told_apart() {
    for exception in [MoveException::NoSource, MoveException::NoTarget] {
        let reply: Result<(), _> = Err(exception(NotFound { id: 7 }));
        assert_eq!(there_and_back(&reply), [reply.clone(), reply]);
    }
    let busy: Result<(), MoveException> = Err(Busy { seconds: 0.5 }.into());
    assert_eq!(there_and_back(&busy), [busy.clone(), busy]);
}
