//! What has to be known of a type before it can be written in Rust: which fields are boxed,
//! what is part of a key, and which traits can be derived.

use std::collections::HashSet;

use crate::idl::{
    item::{Field, ItemId, ItemKind, Requiredness, StructKind, Type},
    program::Program,
};

/// What is known of a program's types.
#[derive(Debug)]
pub(super) struct Analysis<'a> {
    program: &'a Program,
    /// Of each item, the items that it contains as values, at any depth.
    contained: Vec<HashSet<usize>>,
    /// The items that are part of a key of a map, or of an element of a set.
    keys: HashSet<usize>,
    /// What can be derived for each item.
    traits: Vec<Traits>,
}

/// Which traits a type has, beside those that all have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Traits {
    pub(super) default: bool,
    pub(super) eq: bool,
    /// `Hash`, `Ord` and `PartialOrd`
    pub(super) key: bool,
}

impl Traits {
    pub(super) const ALL: Self = Self { default: true, eq: true, key: true };

    /// The traits of what is made of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            default: self.default && other.default,
            eq: self.eq && other.eq,
            key: self.key && other.key,
        }
    }
}

impl<'a> Analysis<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let parts = |find: fn(&Type, &mut Vec<usize>)| {
            let items = program.items.iter();
            items.map(|item| parts(&item.kind, find)).collect::<Vec<_>>()
        };
        // What is in a container is on the heap already.
        let values = parts(|ty, found| found.extend(ty.item().map(|id| id.0)));
        let contained = values.iter().map(|parts| reached(parts.clone(), &values));
        let contained = contained.collect();
        let mut in_keys = Vec::new();
        for item in &program.items {
            types_of(&item.kind, &mut |ty| keys_in(ty, &mut in_keys));
        }
        let keys = reached(in_keys, &parts(items_in));
        let traits = vec![Traits::ALL; program.items.len()];
        let mut analysis = Self { program, contained, keys, traits };
        analysis.find_traits();
        analysis
    }

    /// Whether this item is part of a key.
    pub(super) fn is_key(&self, id: ItemId) -> bool {
        self.keys.contains(&id.0)
    }

    /// Whether a field of `owner` of type `ty` is boxed: without, `owner` would contain
    /// itself.
    pub(super) fn is_boxed(&self, owner: Option<ItemId>, ty: &Type) -> bool {
        match (owner, self.program.underlying(ty)) {
            (Some(owner), Type::Item(id)) => {
                owner == *id || self.contained[id.0].contains(&owner.0)
            }
            _ => false,
        }
    }

    /// Whether a field is an `Option`. `owner` is what it is a field of; arguments have
    /// none.
    pub(super) fn is_option(&self, owner: Option<ItemId>, field: &Field) -> bool {
        match field.requiredness {
            Requiredness::Required => false,
            Requiredness::Optional => true,
            // A value that cannot be made up has to be left out.
            Requiredness::Default => {
                self.is_boxed(owner, &field.ty)
                    || owner.is_some() && !self.of(&field.ty, false).default
            }
        }
    }

    /// What the fields of `owner` have in common.
    pub(super) fn of_fields(&self, owner: Option<ItemId>, fields: &[Field]) -> Traits {
        let in_key = owner.is_some_and(|owner| self.is_key(owner));
        let of_field = |field: &Field| match self.of(&field.ty, in_key) {
            traits if self.is_option(owner, field) => Traits { default: true, ..traits },
            // Arguments have no values but those that are given.
            traits if owner.is_some() && field.default.is_some() => {
                Traits { default: true, ..traits }
            }
            traits => traits,
        };
        fields.iter().map(of_field).fold(Traits::ALL, Traits::and)
    }

    /// The traits of a type, where it is or is not part of a key.
    pub(super) fn of(&self, ty: &Type, in_key: bool) -> Traits {
        match ty {
            Type::Item(id) => self.traits[id.0],
            Type::Double => Traits { eq: in_key, key: in_key, ..Traits::ALL },
            Type::List(element) => Traits { default: true, ..self.of(element, in_key) },
            Type::Set(_) => Traits { key: in_key, ..Traits::ALL },
            Type::Map(_, value) => {
                let value = self.of(value, in_key);
                Traits { default: true, eq: value.eq, key: value.key && in_key }
            }
            _ => Traits::ALL,
        }
    }

    /// All traits are assumed, and taken away until nothing changes. What an item is made of
    /// mostly stands before it.
    fn find_traits(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for index in 0..self.traits.len() {
                let id = ItemId(index);
                let traits = match &self.program[id].kind {
                    ItemKind::Typedef(ty) => self.of(ty, self.is_key(id)),
                    ItemKind::Struct(kind, fields) => {
                        let traits = self.of_fields(Some(id), fields);
                        let default = traits.default && *kind != StructKind::Union;
                        Traits { default, ..traits }
                    }
                    _ => Traits::ALL,
                };
                changed |= traits != self.traits[index];
                self.traits[index] = traits;
            }
        }
    }
}

/// All items that are `found`, or lead there.
fn reached(mut found: Vec<usize>, parts: &[Vec<usize>]) -> HashSet<usize> {
    let mut reached = HashSet::new();
    while let Some(item) = found.pop() {
        if reached.insert(item) {
            found.extend(&parts[item]);
        }
    }
    reached
}

/// The items that an item is made of, as far as `find` finds them in a type.
fn parts(kind: &ItemKind, find: fn(&Type, &mut Vec<usize>)) -> Vec<usize> {
    let mut found = Vec::new();
    match kind {
        ItemKind::Typedef(ty) => find(ty, &mut found),
        ItemKind::Struct(_, fields) => {
            fields.iter().for_each(|field| find(&field.ty, &mut found));
        }
        _ => {}
    }
    found
}

/// Adds the items that `ty` names, in containers too.
fn items_in(ty: &Type, found: &mut Vec<usize>) {
    match ty {
        Type::Item(id) => found.push(id.0),
        Type::List(element) | Type::Set(element) => items_in(element, found),
        Type::Map(key, value) => {
            items_in(key, found);
            items_in(value, found);
        }
        _ => {}
    }
}

/// Adds the items that stand in a key in `ty`.
fn keys_in(ty: &Type, found: &mut Vec<usize>) {
    match ty {
        Type::List(element) => keys_in(element, found),
        Type::Set(element) => items_in(element, found),
        Type::Map(key, value) => {
            items_in(key, found);
            keys_in(value, found);
        }
        _ => {}
    }
}

/// Calls `visit` for each type that an item names.
fn types_of(kind: &ItemKind, visit: &mut impl FnMut(&Type)) {
    match kind {
        ItemKind::Const(ty, _) | ItemKind::Typedef(ty) => visit(ty),
        ItemKind::Enum(_) => {}
        ItemKind::Struct(_, fields) => fields.iter().for_each(|field| visit(&field.ty)),
        ItemKind::Service(service) => {
            for function in &service.functions {
                function.arguments.iter().for_each(|field| visit(&field.ty));
                function.returns.iter().for_each(&mut *visit);
            }
        }
    }
}
