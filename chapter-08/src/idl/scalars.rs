//! Values without parts.

use super::{
    item::{ItemId, ItemKind, Type, ValueKind},
    program::Program,
};

/// Converts a value to one of type `ty`, or says why it is not one.
///
/// Like in Apache's compiler, 0 and 1 are values of `bool`, integers are values of `double` and
/// of enums, and the values of enums are integers.
pub(super) fn scalar(
    program: &Program,
    given: &ValueKind,
    ty: &Type,
) -> Result<ValueKind, &'static str> {
    match (given, ty) {
        (ValueKind::Text(_), Type::String | Type::Binary) => Ok(given.clone()),
        (ValueKind::Text(text), Type::Uuid) => uuid(text)
            .map(ValueKind::Uuid)
            .ok_or("a uuid has 32 hexadecimal digits, in groups of 8, 4, 4, 4 and 12"),
        (ValueKind::Double(value), Type::Double) if value.is_finite() => {
            Ok(given.clone())
        }
        (ValueKind::Uuid(_), Type::Uuid) => Ok(given.clone()),
        _ => match integer(given) {
            Some(value) => number(program, value, ty),
            None if matches!(ty, Type::I8 | Type::I16 | Type::I32 | Type::I64) => {
                Err("this is not a whole number")
            }
            None => Err("this is something else"),
        },
    }
}

fn integer(given: &ValueKind) -> Option<i64> {
    match given {
        ValueKind::Bool(value) => Some((*value).into()),
        ValueKind::Integer(value) => Some(*value),
        ValueKind::Enum(value) => Some((*value).into()),
        _ => None,
    }
}

fn number(program: &Program, value: i64, ty: &Type) -> Result<ValueKind, &'static str> {
    let fits = match ty {
        Type::Bool => value == 0 || value == 1,
        Type::I8 => i8::try_from(value).is_ok(),
        Type::I16 => i16::try_from(value).is_ok(),
        Type::I32 => i32::try_from(value).is_ok(),
        _ => true,
    };
    match ty {
        _ if !fits => Err("this number is out of range"),
        Type::Bool => Ok(ValueKind::Bool(value == 1)),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => Ok(ValueKind::Integer(value)),
        // `as` rounds to the nearest double.
        Type::Double => Ok(ValueKind::Double(value as f64)),
        Type::Item(id) if is_enum(program, *id) => i32::try_from(value)
            .map(ValueKind::Enum)
            .map_err(|_| "the number of an enum's value has 32 bits"),
        _ => Err("this is a number"),
    }
}

/// Reads `00112233-4455-6677-8899-aabbccddeeff`, with or without braces around it.
fn uuid(text: &str) -> Option<[u8; 16]> {
    let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let groups: Vec<_> = bare.unwrap_or(text).split('-').collect();
    let digits = groups.concat();
    let fits = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u128::from_str_radix(&digits, 16).ok().filter(|_| fits).map(u128::to_be_bytes)
}

pub(super) fn is_enum(program: &Program, id: ItemId) -> bool {
    matches!(program[id].kind, ItemKind::Enum(_))
}

/// Returns the number of an enum's value.
pub(super) fn enum_value(program: &Program, id: ItemId, name: &str) -> Option<i32> {
    let ItemKind::Enum(values) = &program[id].kind else { return None };
    values.iter().find(|value| value.name.text == name).map(|value| value.number)
}
