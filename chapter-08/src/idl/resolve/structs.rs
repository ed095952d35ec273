//! Structs without end: those that always contain themselves, and those whose default does.

use std::collections::HashSet;

use crate::idl::{
    ast::{Definition, DefinitionKind, Requiredness, Span, StructKind},
    diagnostic::Diagnostic,
    program::{Field, ItemId, ItemKind, Program, Type, Value},
};

use super::{links::Links, names::Names, types::underlying};

/// Tells of structs that are part of themselves by fields that are required.
pub(super) fn check(
    names: &Names<'_>,
    program: &Program,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut links = Links::new(program.items.len());
    for (id, _, definition) in names.items() {
        let DefinitionKind::Struct(_, written) = &definition.kind else { continue };
        for (written, field) in written.iter().zip(fields(program, id)) {
            if field.requiredness == Requiredness::Required
                && let Some(to) = structure(program, &field.ty)
            {
                links.add(id, to, &written.name.span);
            }
        }
    }
    let label = |from: &str, to: &str| format!("each `{from}` has a `{to}`");
    for group in links.groups() {
        let error = group.circle(names, "a struct always contains itself", label);
        diagnostics.extend(error.map(|error| error.help("make a field `optional`")));
    }
}

/// Tells of structs that their own defaults contain: to make one would take for ever.
pub(super) fn check_defaults(
    names: &Names<'_>,
    program: &Program,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let links = Links::new(program.items.len());
    let mut making = Making { program, links, given: HashSet::new() };
    for (id, _, definition) in names.items() {
        making.item(id, definition);
    }
    let Making { links, given, .. } = making;
    let is_given = |from, to| given.contains(&(from, to));
    let label = |from: &str, to: &str| format!("to make `{from}` takes `{to}`");
    for group in links.groups() {
        let error =
            group.circle_with(is_given, names, "a default contains itself", label);
        diagnostics.extend(error.map(|error| {
            error.help("remove the default, and make the field `optional`")
        }));
    }
}

/// What must be made to make a struct by its defaults, or a constant.
struct Making<'a, 'n> {
    program: &'a Program,
    links: Links<'n>,
    /// The links that are there by a value in a file. A circle of others is no error: one of
    /// its fields is left out.
    given: HashSet<(ItemId, ItemId)>,
}

impl<'n> Making<'_, 'n> {
    fn item(&mut self, id: ItemId, definition: &'n Definition) {
        match (&definition.kind, &self.program[id].kind) {
            (DefinitionKind::Const(_, written), ItemKind::Const(ty, value)) => {
                self.value(id, value, ty, &written.span);
            }
            (DefinitionKind::Struct(_, written), _) => {
                for (written, field) in written.iter().zip(fields(self.program, id)) {
                    self.field(id, field, &written.name.span);
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, id: ItemId, field: &Field, span: &'n Span) {
        if let Some(value) = &field.default {
            self.value(id, value, &field.ty, span);
        } else if field.requiredness != Requiredness::Optional
            && let Some(to) = structure(self.program, &field.ty)
        {
            self.links.add(id, to, span);
        }
    }

    fn value(&mut self, id: ItemId, value: &Value, ty: &Type, span: &'n Span) {
        for_each_made(self.program, value, ty, &mut |to| {
            self.given.insert((id, to));
            self.links.add(id, to, span);
        });
    }
}

/// The fields of a struct or exception. A union has but one, and no default.
fn fields(program: &Program, id: ItemId) -> &[Field] {
    match &program[id].kind {
        ItemKind::Struct(StructKind::Struct | StructKind::Exception, fields) => fields,
        _ => &[],
    }
}

/// The struct or exception that a type is.
fn structure(program: &Program, ty: &Type) -> Option<ItemId> {
    match underlying(program, ty)? {
        Type::Item(id) => match program[*id].kind {
            ItemKind::Struct(StructKind::Struct | StructKind::Exception, _) => Some(*id),
            _ => None,
        },
        _ => None,
    }
}

/// The structs that are made for a value, and the constants that it refers to.
fn for_each_made(
    program: &Program,
    value: &Value,
    ty: &Type,
    visit: &mut impl FnMut(ItemId),
) {
    match (value, underlying(program, ty)) {
        (Value::Const(id), _) => visit(*id),
        (Value::List(values), Some(Type::List(ty) | Type::Set(ty))) => {
            values.iter().for_each(|value| for_each_made(program, value, ty, visit));
        }
        (Value::Map(pairs), Some(Type::Map(key_ty, ty))) => {
            for (key, value) in pairs {
                for_each_made(program, key, key_ty, visit);
                for_each_made(program, value, ty, visit);
            }
        }
        (Value::Struct(set), Some(Type::Item(id))) => {
            visit(*id);
            let ItemKind::Struct(_, fields) = &program[*id].kind else { return };
            for (index, value) in set {
                for_each_made(program, value, &fields[*index].ty, visit);
            }
        }
        _ => {}
    }
}
