//! What a value in a file is, as a value of a type.

mod containers;
mod references;
mod structs;

use std::collections::HashMap;

use crate::idl::{
    ast::{self, DefinitionKind, Name, Span, ValueKind},
    diagnostic::Diagnostic,
    program::{ItemId, ItemKind, Program, Type, Value},
};

use super::{
    equality::Equality,
    files::Place,
    names::{Found, Names, Space},
    refused,
    scalars::{Given, Refused, scalar},
    types::underlying,
    unknown,
};

/// Works out values.
pub(super) struct Evaluator<'a, 'n> {
    names: &'a Names<'n>,
    program: &'a Program,
    /// The names inside items: of fields, or of an enum's values, by their index.
    members: HashMap<(ItemId, &'a str), usize>,
    /// The constants that are known.
    constants: HashMap<ItemId, Value>,
    equality: Equality<'a>,
    /// How many more values may be copied from constants of other types.
    copies: usize,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// What a path stands for, where a value is expected.
pub(super) enum Meaning {
    Constant(ItemId),
    /// An enum, and the index of one of its values.
    EnumValue(ItemId, usize),
    /// An enum, which has no such value.
    NoValue(ItemId),
    Nothing,
    /// What cannot be known for an error that has been told.
    Hidden,
}

/// How many values are copied from constants of other types. Copies of copies of copies
/// could be more than the memory holds.
const MAX_COPIES: usize = 100_000;

impl<'a, 'n> Evaluator<'a, 'n> {
    pub fn new(
        names: &'a Names<'n>,
        program: &'a Program,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            names,
            program,
            members: members(program),
            constants: HashMap::new(),
            equality: Equality::new(program),
            copies: MAX_COPIES,
            diagnostics,
        }
    }

    /// Works out a constant, all those that it refers to being known.
    pub fn constant(&mut self, id: ItemId) {
        let DefinitionKind::Const(_, value) = &self.names.definition(id).kind else {
            return;
        };
        let ItemKind::Const(ty, _) = &self.program[id].kind else { return };
        if let Some(value) = self.value(self.names.file(id), value, ty) {
            self.equality.constant(id, &value, ty);
            self.constants.insert(id, value);
        }
    }

    /// All constants that were worked out.
    pub fn into_constants(self) -> HashMap<ItemId, Value> {
        self.constants
    }

    /// What `value` in a file is as a value of `ty`; nothing if it is none, which is told.
    pub fn value(
        &mut self,
        file: usize,
        value: &ast::Value,
        ty: &Type,
    ) -> Option<Value> {
        let place = self.names.at(file, &value.span);
        let given = match &value.kind {
            ValueKind::Integer(value) => Given::Integer(*value),
            ValueKind::Double(value) => Given::Double(*value),
            ValueKind::Literal(text) => Given::Text(text),
            ValueKind::Path(path) => match &**path {
                "true" => Given::Integer(1),
                "false" => Given::Integer(0),
                _ => return self.path(file, path, &value.span, ty),
            },
            ValueKind::List(elements) => return self.list(file, place, elements, ty),
            ValueKind::Map(pairs) => return self.map(file, place, pairs, ty),
        };
        self.scalar(place, given, ty)
    }

    /// What a path stands for.
    pub fn meaning(&self, file: usize, path: &str) -> Meaning {
        let constant = self.names.find(file, Space::Constants, path);
        match (constant, self.enum_value(file, path)) {
            (Found::Item(id), _) => Meaning::Constant(id),
            (_, Some(meaning)) => meaning,
            (Found::Hidden, None) => Meaning::Hidden,
            (Found::Nothing, None) => Meaning::Nothing,
        }
    }

    fn enum_value(&self, file: usize, path: &str) -> Option<Meaning> {
        let (path, value) = path.rsplit_once('.')?;
        let id = match self.names.find(file, Space::Types, path) {
            Found::Item(id) => id,
            Found::Hidden => return Some(Meaning::Hidden),
            Found::Nothing => return None,
        };
        // An enum may be named by a typedef.
        let ty = Type::Item(id);
        let id = match underlying(self.program, &ty) {
            Some(Type::Item(id)) => id,
            Some(_) => return None,
            None => return Some(Meaning::Hidden),
        };
        let ItemKind::Enum(_) = self.program[*id].kind else { return None };
        Some(match self.members.get(&(*id, value)) {
            Some(index) => Meaning::EnumValue(*id, *index),
            None => Meaning::NoValue(*id),
        })
    }
}

// === Values without parts ===

impl Evaluator<'_, '_> {
    fn scalar(
        &mut self,
        place: Place<'_>,
        given: Given<'_>,
        ty: &Type,
    ) -> Option<Value> {
        let plain = underlying(self.program, ty)?;
        match scalar(self.program, given, plain) {
            Ok(value) => Some(value),
            Err(why) => {
                self.refuse(place, &refused::given(self.program, given), ty, why)
            }
        }
    }

    fn path(
        &mut self,
        file: usize,
        path: &str,
        span: &Span,
        ty: &Type,
    ) -> Option<Value> {
        let place = self.names.at(file, span);
        match self.meaning(file, path) {
            Meaning::Constant(id) => self.reference(place, id, ty),
            Meaning::EnumValue(id, index) => {
                self.scalar(place, Given::Enum(id, number(self.program, id, index)), ty)
            }
            Meaning::NoValue(id) => self.no_value(place, id, path),
            Meaning::Hidden => None,
            Meaning::Nothing => self.bare(file, path, span, ty),
        }
    }

    /// The name of an enum's value, where one is expected: alone, or after the name of the
    /// enum, which may be in an included file.
    fn bare(
        &mut self,
        file: usize,
        path: &str,
        span: &Span,
        ty: &Type,
    ) -> Option<Value> {
        let plain = underlying(self.program, ty)?;
        let place = self.names.at(file, span);
        if let Type::Item(id) = plain
            && let ItemKind::Enum(_) = self.program[*id].kind
            && let Some(value) = within(path, &self.program[*id].name)
        {
            return match self.members.get(&(*id, value)) {
                Some(index) => Some(Value::Enum(number(self.program, *id, *index))),
                None => self.no_value(place, *id, path),
            };
        }
        let name = Name { text: path.to_owned(), span: span.clone() };
        self.diagnostics.push(unknown::value(self.names, file, &name));
        None
    }

    fn no_value(&mut self, place: Place<'_>, id: ItemId, path: &str) -> Option<Value> {
        let value = path.rsplit_once('.').map_or(path, |(_, value)| value);
        let ItemKind::Enum(values) = &self.program[id].kind else { return None };
        let values = values.iter().map(|value| &*value.name);
        let error = unknown::member(self.names, place, (id, "value", value), values);
        self.diagnostics.push(error);
        None
    }

    fn refuse(
        &mut self,
        place: Place<'_>,
        found: &str,
        ty: &Type,
        why: Refused,
    ) -> Option<Value> {
        self.diagnostics.push(refused::error(self.program, place, found, ty, why));
        None
    }
}

/// The last name of a path, if nothing stands before it but the name of the enum.
fn within<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    match path.rsplit_once('.') {
        None => Some(path),
        Some((before, last)) => (before == name).then_some(last),
    }
}

/// The names inside all items. Of several with one name the first counts.
fn members(program: &Program) -> HashMap<(ItemId, &str), usize> {
    let mut members = HashMap::new();
    for (id, item) in program.items.iter().enumerate() {
        let names: Vec<_> = match &item.kind {
            ItemKind::Enum(values) => values.iter().map(|value| &*value.name).collect(),
            ItemKind::Struct(_, fields) => {
                fields.iter().map(|field| &*field.name).collect()
            }
            _ => continue,
        };
        for (index, name) in names.into_iter().enumerate() {
            members.entry((ItemId(id), name)).or_insert(index);
        }
    }
    members
}

/// The number of an enum's value.
fn number(program: &Program, id: ItemId, index: usize) -> i32 {
    match &program[id].kind {
        ItemKind::Enum(values) => values[index].number,
        _ => 0,
    }
}
