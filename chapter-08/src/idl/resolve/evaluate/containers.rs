//! Lists, sets and maps.

use std::collections::{HashMap, HashSet};

use crate::idl::{
    ast::{self, Span},
    program::{Type, Value},
    resolve::{files::Place, scalars::Refused, types::underlying},
};

use super::{Evaluator, structs::structure};

impl Evaluator<'_, '_> {
    pub(super) fn list(
        &mut self,
        file: usize,
        place: Place<'_>,
        elements: &[ast::Value],
        ty: &Type,
    ) -> Option<Value> {
        match underlying(self.program, ty)? {
            Type::List(element) => {
                self.elements(file, elements, element).map(Value::List)
            }
            Type::Set(element) => {
                let mut values = self.elements(file, elements, element)?;
                // A set that says something twice has it once.
                let mut known = HashSet::new();
                values
                    .retain(|value| known.insert(self.equality.number(value, element)));
                Some(Value::List(values))
            }
            // Apache's compiler takes either pair of brackets if nothing is inside.
            Type::Map(..) if elements.is_empty() => Some(Value::Map(Vec::new())),
            _ => self.refuse(place, "a list", ty, Refused::Type),
        }
    }

    pub(super) fn map(
        &mut self,
        file: usize,
        place: Place<'_>,
        pairs: &[(ast::Value, ast::Value)],
        ty: &Type,
    ) -> Option<Value> {
        match underlying(self.program, ty)? {
            Type::Map(key, value) => {
                let values = pairs.iter().map(|(written, of_key)| {
                    let key = self.value(file, written, key);
                    key.zip(self.value(file, of_key, value))
                });
                let values = all(values)?;
                let keys = values.iter().map(|(key, _)| key);
                let spans = pairs.iter().map(|(key, _)| &key.span);
                self.distinct(file, keys.zip(spans), key)?;
                Some(Value::Map(values))
            }
            Type::List(_) | Type::Set(_) if pairs.is_empty() => {
                Some(Value::List(Vec::new()))
            }
            Type::Item(id) if structure(self.program, *id).is_some() => {
                self.structure(file, place, pairs, *id)
            }
            _ => self.refuse(place, "a map", ty, Refused::Type),
        }
    }

    fn elements(
        &mut self,
        file: usize,
        elements: &[ast::Value],
        ty: &Type,
    ) -> Option<Vec<Value>> {
        all(elements.iter().map(|element| self.value(file, element, ty)))
    }

    /// Tells of keys that are equal.
    fn distinct<'v>(
        &mut self,
        file: usize,
        values: impl Iterator<Item = (&'v Value, &'v Span)>,
        ty: &Type,
    ) -> Option<()> {
        let mut known = HashMap::new();
        let mut distinct = Some(());
        for (value, span) in values {
            if let Some(before) = known.insert(self.equality.number(value, ty), span) {
                let place = self.names.at(file, span);
                let error = place.error("two keys are equal", "again here");
                let error = error.and(self.names.at(file, before), "before here");
                self.diagnostics.push(error.help("remove one of them"));
                distinct = None;
            }
        }
        distinct
    }
}

/// All values, or none if one of them is wrong; each of them is looked at.
pub(super) fn all<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let values: Vec<_> = values.collect();
    values.into_iter().collect()
}
