//! Structs, unions and exceptions.

use std::collections::HashMap;

use crate::idl::{
    ast::{self, Definition, DefinitionKind, Requiredness, Span, StructKind, ValueKind},
    program::{Field, ItemId, ItemKind, Program, Value},
    resolve::{files::Place, refused, unknown},
};

use super::{Evaluator, containers::all};

impl Evaluator<'_, '_> {
    pub(super) fn structure(
        &mut self,
        file: usize,
        place: Place<'_>,
        pairs: &[(ast::Value, ast::Value)],
        id: ItemId,
    ) -> Option<Value> {
        let (kind, fields) = structure(self.program, id)?;
        let mut set = self.set(file, pairs, id, fields)?;
        set.sort_unstable_by_key(|(index, _)| *index);
        let wrong = match kind {
            StructKind::Union => refused::union(self.names, place, id, set.len()),
            StructKind::Struct | StructKind::Exception => {
                let missing = missing(self.names.definition(id), &set);
                refused::missing(self.names, place, id, &missing)
            }
        };
        match wrong {
            None => Some(Value::Struct(set)),
            Some(error) => {
                self.diagnostics.push(error);
                None
            }
        }
    }

    /// The fields that are set, if all of them are right.
    fn set(
        &mut self,
        file: usize,
        pairs: &[(ast::Value, ast::Value)],
        id: ItemId,
        fields: &[Field],
    ) -> Option<Vec<(usize, Value)>> {
        let mut known = HashMap::new();
        all(pairs.iter().map(|(name, value)| {
            let index = self.field(file, name, id, fields)?;
            let value = self.value(file, value, &fields[index].ty);
            match known.insert(index, &name.span) {
                None => value.map(|value| (index, value)),
                Some(before) => {
                    self.set_twice(file, &fields[index], (before, &name.span))
                }
            }
        }))
    }

    fn set_twice<T>(
        &mut self,
        file: usize,
        field: &Field,
        (before, again): (&Span, &Span),
    ) -> Option<T> {
        let message = format!("the field `{}` is set twice", field.name);
        let error = self.names.at(file, again).error(message, "again here");
        let error = error.and(self.names.at(file, before), "before here");
        self.diagnostics.push(error.help("remove one of them"));
        None
    }

    /// The index of the field that is named.
    fn field(
        &mut self,
        file: usize,
        name: &ast::Value,
        id: ItemId,
        fields: &[Field],
    ) -> Option<usize> {
        let place = self.names.at(file, &name.span);
        let ValueKind::Literal(text) = &name.kind else {
            self.diagnostics.push(refused::field_name(place));
            return None;
        };
        let index = self.members.get(&(id, &**text)).copied();
        if index.is_none() {
            let fields = fields.iter().map(|field| &*field.name);
            let error = unknown::member(self.names, place, (id, "field", text), fields);
            self.diagnostics.push(error);
        }
        index
    }
}

/// The fields of something that has some.
pub(super) fn structure(
    program: &Program,
    id: ItemId,
) -> Option<(StructKind, &[Field])> {
    match &program[id].kind {
        ItemKind::Struct(kind, fields) => Some((*kind, fields)),
        _ => None,
    }
}

/// The fields of a struct that must be set, and are not.
fn missing<'d>(definition: &'d Definition, set: &[(usize, Value)]) -> Vec<&'d str> {
    let DefinitionKind::Struct(_, fields) = &definition.kind else { return Vec::new() };
    let is_set =
        |index: usize| set.binary_search_by_key(&index, |(index, _)| *index).is_ok();
    let must_be_set = |field: &ast::Field| {
        field.requiredness == Requiredness::Required && field.default.is_none()
    };
    let unset = fields.iter().enumerate().filter(|(index, _)| !is_set(*index));
    let unset = unset.filter(|(_, field)| must_be_set(field));
    unset.map(|(_, field)| &*field.name.text).collect()
}
