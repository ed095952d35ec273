//! What to say of a value that is none of its type.

use crate::idl::{
    ast::Name,
    diagnostic::Diagnostic,
    program::{ItemId, ItemKind, Program, Type},
};

use super::{
    files::Place,
    names::Names,
    scalars::{Given, Refused},
    types::{name_of, underlying},
};

/// What is written, in words.
pub(super) fn given(program: &Program, given: Given<'_>) -> String {
    match given {
        Given::Integer(_) => "a whole number".to_owned(),
        Given::Double(_) => "a number with a fraction".to_owned(),
        Given::Text(_) => "a string".to_owned(),
        Given::Enum(id, _) => format!("a value of `{}`", program[id].name),
    }
}

/// `found` is no value of `ty`.
pub(super) fn error(
    program: &Program,
    place: Place<'_>,
    found: &str,
    ty: &Type,
    why: Refused,
) -> Diagnostic {
    let name = name_of(program, ty);
    let message = format!("expected a value of type `{name}`");
    match why {
        Refused::Type => {
            let error = place.error(message, format!("this is {found}"));
            error.help(how_to_write(program, ty))
        }
        Refused::Value(label) => {
            place.error(message, label).help("change the value, or the type")
        }
        Refused::Equal => {
            let error = place.error(message, "two of its elements or keys are equal");
            error.help("write out the ones that are meant")
        }
        Refused::TooLarge => {
            let message = "too many values are copied from constants of other types";
            let label = format!("this is copied as a `{name}`");
            place
                .error(message, label)
                .help("give the constant the type that is used here")
        }
    }
}

/// A constant is no value of a type.
pub(super) fn reference(
    names: &Names<'_>,
    program: &Program,
    place: Place<'_>,
    (id, ty): (ItemId, &Type),
    why: Refused,
) -> Diagnostic {
    let ItemKind::Const(of, _) = &program[id].kind else {
        return error(program, place, "a constant", ty, why);
    };
    let found = format!("a constant of type `{}`", name_of(program, of));
    error(program, place, &found, ty, why)
        .and(names.place(id), format!("`{}` is defined here", program[id].name))
}

/// What is wrong with a value of a union that has so many fields.
pub(super) fn union(
    names: &Names<'_>,
    place: Place<'_>,
    id: ItemId,
    set: usize,
) -> Option<Diagnostic> {
    let label = match set {
        1 => return None,
        0 => "none is set".to_owned(),
        set => format!("{set} are set"),
    };
    let Name { text, .. } = &names.definition(id).name;
    let error = place.error(format!("of the union `{text}` one field is set"), label);
    let error = error.and(names.place(id), format!("`{text}` is defined here"));
    Some(error.help("set one field"))
}

/// What is wrong with a value of a struct that does not set these fields.
pub(super) fn missing(
    names: &Names<'_>,
    place: Place<'_>,
    id: ItemId,
    fields: &[&str],
) -> Option<Diagnostic> {
    let first = fields.first()?;
    let Name { text, .. } = &names.definition(id).name;
    let message = match fields.len() - 1 {
        0 => format!("the field `{first}` of `{text}` is required"),
        more => format!("the field `{first}` of `{text}` is required, and {more} more"),
    };
    let error = place.error(message, "not set here");
    let error = error.and(names.place(id), format!("`{text}` is defined here"));
    Some(error.help(format!("set it: `\"{first}\": …`")))
}

/// The name of a field is not a string.
pub(super) fn field_name(place: Place<'_>) -> Diagnostic {
    let error = place.error("a field is named by a string", "this is no string");
    error.help("write the field's name in quotes")
}

fn how_to_write(program: &Program, ty: &Type) -> String {
    match underlying(program, ty) {
        None => String::new(),
        Some(Type::Bool) => "write `true` or `false`".to_owned(),
        Some(Type::I8 | Type::I16 | Type::I32 | Type::I64) => {
            "write a whole number".to_owned()
        }
        Some(Type::Double) => "write a number".to_owned(),
        Some(Type::String | Type::Binary) => "write a text in quotes".to_owned(),
        Some(Type::Uuid) => {
            "write it as `\"00112233-4455-6677-8899-aabbccddeeff\"`".to_owned()
        }
        Some(Type::List(_) | Type::Set(_)) => "write elements in `[` and `]`".to_owned(),
        Some(Type::Map(..)) => "write `{key: value, …}`".to_owned(),
        Some(Type::Item(id)) => match &program[*id].kind {
            ItemKind::Enum(values) => match values.first() {
                Some(value) => {
                    format!(
                        "write one of its values, as `{}.{}`",
                        program[*id].name, value.name
                    )
                }
                None => "write a number".to_owned(),
            },
            _ => "write `{\"field\": value, …}`".to_owned(),
        },
    }
}
