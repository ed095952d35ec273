//! Which values are equal: no two elements of a set are, and no two keys of a map.

use std::collections::{HashMap, HashSet};

use crate::idl::program::{ItemId, ItemKind, Program, Type, Value};

use super::types::underlying;

/// Gives equal values one number, so that no two large ones are ever compared.
pub(super) struct Equality<'a> {
    program: &'a Program,
    numbers: HashMap<Outline, usize>,
    constants: HashMap<ItemId, usize>,
}

/// A value, its parts by their numbers.
#[derive(Eq, Hash, PartialEq)]
enum Outline {
    Integer(i64),
    Double(u64),
    Text(String),
    Uuid([u8; 16]),
    List(Vec<usize>),
    Map(Vec<(usize, usize)>),
}

impl<'a> Equality<'a> {
    pub fn new(program: &'a Program) -> Self {
        Self { program, numbers: HashMap::new(), constants: HashMap::new() }
    }

    /// Remembers what a constant is. It refers to none but those that are known.
    pub fn constant(&mut self, id: ItemId, value: &Value, ty: &Type) {
        let number = self.number(value, ty);
        self.constants.insert(id, number);
    }

    /// The number of a value, and of all that are equal to it.
    pub fn number(&mut self, value: &Value, ty: &Type) -> usize {
        let outline = match (value, underlying(self.program, ty)) {
            (Value::Const(id), _) => {
                return self.constants.get(id).copied().unwrap_or(0);
            }
            (Value::Bool(value), _) => Outline::Integer((*value).into()),
            (Value::Integer(value), _) => Outline::Integer(*value),
            (Value::Enum(number), _) => Outline::Integer((*number).into()),
            // Adding 0 makes 0 of -0, which is equal to it.
            (Value::Double(value), _) => Outline::Double((value + 0.0).to_bits()),
            (Value::Text(text), _) => Outline::Text(text.clone()),
            (Value::Uuid(bytes), _) => Outline::Uuid(*bytes),
            (Value::List(values), Some(Type::List(ty))) => {
                Outline::List(self.numbers_of(values, ty))
            }
            (Value::List(values), Some(Type::Set(ty))) => {
                let mut numbers = self.numbers_of(values, ty);
                numbers.sort_unstable();
                Outline::List(numbers)
            }
            (Value::Map(pairs), Some(Type::Map(key, ty))) => self.map(pairs, key, ty),
            (Value::Struct(fields), Some(Type::Item(id))) => self.structure(fields, *id),
            // No value is of another type.
            _ => Outline::List(Vec::new()),
        };
        let next = self.numbers.len() + 1;
        *self.numbers.entry(outline).or_insert(next)
    }

    /// Whether a set in `value` has equal elements, or a map equal keys.
    pub fn has_equal(&mut self, value: &Value, ty: &Type) -> bool {
        match (value, underlying(self.program, ty)) {
            (Value::List(values), Some(Type::List(ty))) => {
                values.iter().any(|value| self.has_equal(value, ty))
            }
            (Value::List(values), Some(Type::Set(ty))) => {
                self.any_equal(values.iter(), ty)
                    || values.iter().any(|value| self.has_equal(value, ty))
            }
            (Value::Map(pairs), Some(Type::Map(key_ty, ty))) => {
                self.any_equal(pairs.iter().map(|(key, _)| key), key_ty)
                    || pairs.iter().any(|(key, value)| {
                        self.has_equal(key, key_ty) || self.has_equal(value, ty)
                    })
            }
            _ => false,
        }
    }

    fn any_equal<'v>(
        &mut self,
        mut values: impl Iterator<Item = &'v Value>,
        ty: &Type,
    ) -> bool {
        let mut known = HashSet::new();
        values.any(|value| !known.insert(self.number(value, ty)))
    }

    fn numbers_of(&mut self, values: &[Value], ty: &Type) -> Vec<usize> {
        values.iter().map(|value| self.number(value, ty)).collect()
    }

    fn map(&mut self, pairs: &[(Value, Value)], key_ty: &Type, ty: &Type) -> Outline {
        let numbers = pairs
            .iter()
            .map(|(key, value)| (self.number(key, key_ty), self.number(value, ty)));
        let mut numbers: Vec<_> = numbers.collect();
        numbers.sort_unstable();
        Outline::Map(numbers)
    }

    fn structure(&mut self, set: &[(usize, Value)], id: ItemId) -> Outline {
        let ItemKind::Struct(_, fields) = &self.program[id].kind else {
            return Outline::Map(Vec::new());
        };
        let numbers = set
            .iter()
            .map(|(index, value)| (*index, self.number(value, &fields[*index].ty)));
        Outline::Map(numbers.collect())
    }
}
