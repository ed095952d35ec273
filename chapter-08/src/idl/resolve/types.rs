//! Types, with typedefs looked through.

use crate::idl::program::{ItemKind, Program, Type};

use super::items::UNKNOWN;

/// The type itself, if `ty` is another name for it; nothing if nobody knows.
pub(super) fn underlying<'a>(
    program: &'a Program,
    mut ty: &'a Type,
) -> Option<&'a Type> {
    while let Type::Item(id) = ty {
        if *ty == UNKNOWN {
            return None;
        }
        let ItemKind::Typedef(aliased) = &program[*id].kind else { break };
        ty = aliased;
    }
    Some(ty)
}

/// Whether a type is known, and all that it is made of.
pub(super) fn is_known(program: &Program, ty: &Type) -> bool {
    match underlying(program, ty) {
        None => false,
        Some(Type::List(element) | Type::Set(element)) => is_known(program, element),
        Some(Type::Map(key, value)) => {
            is_known(program, key) && is_known(program, value)
        }
        Some(_) => true,
    }
}

/// Whether two types are the same by whatever names.
pub(super) fn same(program: &Program, one: &Type, other: &Type) -> bool {
    match (underlying(program, one), underlying(program, other)) {
        (Some(Type::List(one)), Some(Type::List(other)))
        | (Some(Type::Set(one)), Some(Type::Set(other))) => same(program, one, other),
        (Some(Type::Map(one, of_one)), Some(Type::Map(other, of_other))) => {
            same(program, one, other) && same(program, of_one, of_other)
        }
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// What a type is called in a file.
pub(super) fn name_of(program: &Program, ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::Double => "double".to_owned(),
        Type::String => "string".to_owned(),
        Type::Binary => "binary".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::List(element) => format!("list<{}>", name_of(program, element)),
        Type::Set(element) => format!("set<{}>", name_of(program, element)),
        Type::Map(key, value) => {
            format!("map<{}, {}>", name_of(program, key), name_of(program, value))
        }
        unknown if *unknown == UNKNOWN => "?".to_owned(),
        Type::Item(id) => program[*id].name.clone(),
    }
}
