//! Values without parts: numbers, texts, and what they are as values of a type.

use crate::idl::program::{ItemId, ItemKind, Program, Type, Value};

/// What is written, or what a constant is.
#[derive(Clone, Copy)]
pub(super) enum Given<'a> {
    /// A number, or `true` and `false`, which are other words for 1 and 0.
    Integer(i64),
    Double(f64),
    Text(&'a str),
    /// A value of an enum.
    Enum(ItemId, i32),
}

/// Why something is no value of a type.
pub(super) enum Refused {
    /// It never is: this is expected.
    Type,
    /// Others of its kind are: this is wrong with it.
    Value(&'static str),
    /// A set would have equal elements, or a map equal keys.
    Equal,
    /// It would be copied too often.
    TooLarge,
}

/// What `given` is as a value of `ty`, which is no typedef.
///
/// As in Apache's compiler, 0 and 1 are values of `bool`, whole numbers are values of
/// `double` and of enums, and values of enums are whole numbers.
pub(super) fn scalar(
    program: &Program,
    given: Given<'_>,
    ty: &Type,
) -> Result<Value, Refused> {
    match (given, ty) {
        (Given::Integer(value), Type::Bool) => boolean(value),
        (Given::Integer(value), Type::I8) => {
            integer(value, i8::try_from(value).is_ok(), "an `i8` is from -128 to 127")
        }
        (Given::Integer(value), Type::I16) => integer(
            value,
            i16::try_from(value).is_ok(),
            "an `i16` is from -32768 to 32767",
        ),
        (Given::Integer(value), Type::I32) => integer(
            value,
            i32::try_from(value).is_ok(),
            "an `i32` is from -2³¹ to 2³¹ - 1",
        ),
        (Given::Integer(value), Type::I64) => Ok(Value::Integer(value)),
        // As near as a double comes to it, which is what Rust's `1 as f64` is too.
        (Given::Integer(value), Type::Double) => Ok(Value::Double(value as f64)),
        (Given::Integer(value), Type::Item(id)) if is_enum(program, *id) => {
            let number = i32::try_from(value);
            number.map(Value::Enum).map_err(|_| Refused::Value("an enum has 32 bits"))
        }
        (Given::Double(value), Type::Double) if value.is_finite() => {
            Ok(Value::Double(value))
        }
        (Given::Double(_), Type::Double) => {
            Err(Refused::Value("no `double` is as large"))
        }
        (Given::Text(text), Type::String | Type::Binary) => {
            Ok(Value::Text(text.to_owned()))
        }
        (Given::Text(text), Type::Uuid) => {
            let label =
                "a uuid has 32 hexadecimal digits, in groups of 8, 4, 4, 4 and 12";
            uuid(text).map(Value::Uuid).ok_or(Refused::Value(label))
        }
        (Given::Enum(of, number), Type::Item(id)) if of == *id => {
            Ok(Value::Enum(number))
        }
        (Given::Enum(_, number), ty) if !matches!(ty, Type::Item(_)) => {
            scalar(program, Given::Integer(number.into()), ty)
        }
        _ => Err(Refused::Type),
    }
}

fn boolean(value: i64) -> Result<Value, Refused> {
    match value {
        0 => Ok(Value::Bool(false)),
        1 => Ok(Value::Bool(true)),
        _ => Err(Refused::Value("a `bool` is `true`, `false`, 1 or 0")),
    }
}

fn integer(value: i64, fits: bool, range: &'static str) -> Result<Value, Refused> {
    if fits { Ok(Value::Integer(value)) } else { Err(Refused::Value(range)) }
}

fn is_enum(program: &Program, id: ItemId) -> bool {
    matches!(program[id].kind, ItemKind::Enum(_))
}

/// Reads `00112233-4455-6677-8899-aabbccddeeff`, in braces or not.
fn uuid(text: &str) -> Option<[u8; 16]> {
    let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let groups: Vec<_> = bare.unwrap_or(text).split('-').collect();
    if !groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) {
        return None;
    }
    let digits = groups.concat();
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(&digits, 16).ok().map(u128::to_be_bytes)
}
