//! Type analysis, before types are written in Rust: which fields are boxed, what is part of a
//! key, and which traits can be derived.

use std::collections::HashSet;

use crate::idl::{
    circles::groups,
    item::{Field, Item, ItemId, ItemKind, Requiredness, StructKind, Type},
    program::Program,
};

/// The analysis of a program's types.
#[derive(Debug)]
pub(super) struct Analysis<'a> {
    program: &'a Program,
    /// The group of each item. Items of one group contain each other.
    groups: Vec<usize>,
    /// The items that are part of a map's key or a set's element.
    keys: HashSet<usize>,
    /// The traits that can be derived for each item.
    traits: Vec<Traits>,
}

/// The traits of a type, apart from those that all types have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Traits {
    pub(super) default: bool,
    pub(super) eq: bool,
    /// `Hash`, `Ord` and `PartialOrd`
    pub(super) key: bool,
}

impl Traits {
    pub(super) const ALL: Self = Self { default: true, eq: true, key: true };

    /// Returns the traits of a type that is made of both.
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
        let edges = |items: fn(&Type) -> Vec<ItemId>| -> Vec<Vec<usize>> {
            let of = |item: &Item| -> Vec<usize> {
                let found = parts(&item.kind).into_iter().flat_map(items);
                found.map(|id| id.0).collect()
            };
            program.items.iter().map(of).collect()
        };
        // A container's elements are on the heap already.
        let mut numbers = vec![0; program.items.len()];
        let by_value = edges(|ty| ty.item().into_iter().collect());
        for (number, group) in groups(&by_value).into_iter().enumerate() {
            group.into_iter().for_each(|item| numbers[item] = number);
        }
        let all = edges(Type::items);
        let keys = keys(program, &all);
        let traits = vec![Traits::ALL; program.items.len()];
        let mut analysis = Self { program, groups: numbers, keys, traits };
        groups(&all).iter().for_each(|group| analysis.find_traits(group));
        analysis
    }

    /// Returns whether this item is part of a key.
    pub(super) fn is_key(&self, id: ItemId) -> bool {
        self.keys.contains(&id.0)
    }

    /// Returns whether a field of `owner` of type `ty` is boxed, because otherwise `owner` would
    /// contain itself.
    pub(super) fn is_boxed(&self, owner: Option<ItemId>, ty: &Type) -> bool {
        match (owner, self.program.underlying(ty)) {
            (Some(owner), Type::Item(id)) => self.groups[owner.0] == self.groups[id.0],
            _ => false,
        }
    }

    /// Returns whether a field is an `Option`. `owner` is the item that has the field; arguments
    /// have none.
    pub(super) fn is_option(&self, owner: Option<ItemId>, field: &Field) -> bool {
        match field.requiredness {
            Requiredness::Required => false,
            Requiredness::Optional => true,
            // A field without a default value has to be left out.
            Requiredness::Default => {
                self.is_boxed(owner, &field.ty)
                    || owner.is_some() && !self.of(&field.ty, false).default
            }
        }
    }

    /// Returns the traits that all fields of `owner` have.
    pub(super) fn of_fields(&self, owner: Option<ItemId>, fields: &[Field]) -> Traits {
        let in_key = owner.is_some_and(|owner| self.is_key(owner));
        let of_field = |field: &Field| {
            let traits = self.of(&field.ty, in_key);
            // Arguments have no default values.
            let has_default = self.is_option(owner, field)
                || owner.is_some() && field.default.is_some();
            Traits { default: traits.default || has_default, ..traits }
        };
        fields.iter().map(of_field).fold(Traits::ALL, Traits::and)
    }

    /// Returns the traits of a type, inside or outside a key.
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

    /// Finds the traits of a group, after those of the items that it contains. At first every
    /// item has all traits; then traits are removed until nothing changes.
    fn find_traits(&mut self, group: &[usize]) {
        let mut changed = true;
        while changed {
            changed = false;
            for &index in group {
                let traits = self.of_item(ItemId(index));
                changed |= traits != self.traits[index];
                self.traits[index] = traits;
            }
        }
    }

    fn of_item(&self, id: ItemId) -> Traits {
        match &self.program[id].kind {
            ItemKind::Typedef(ty) => self.of(ty, self.is_key(id)),
            ItemKind::Struct(StructKind::Union, fields) => {
                Traits { default: false, ..self.of_fields(Some(id), fields) }
            }
            ItemKind::Struct(_, fields) => self.of_fields(Some(id), fields),
            _ => Traits::ALL,
        }
    }
}

/// Returns all items that are in a key, and all that these contain.
fn keys(program: &Program, edges: &[Vec<usize>]) -> HashSet<usize> {
    let types = program.items.iter().flat_map(|item| parts(&item.kind));
    let mut found: Vec<_> = types.flat_map(keys_in).map(|id| id.0).collect();
    let mut keys = HashSet::new();
    while let Some(item) = found.pop() {
        if keys.insert(item) {
            found.extend(&edges[item]);
        }
    }
    keys
}

/// Returns the items that are part of a key in `ty`.
fn keys_in(ty: &Type) -> Vec<ItemId> {
    match ty {
        Type::List(element) => keys_in(element),
        Type::Set(element) => element.items(),
        Type::Map(key, value) => [key.items(), keys_in(value)].concat(),
        _ => Vec::new(),
    }
}

/// Returns the types in an item.
fn parts(kind: &ItemKind) -> Vec<&Type> {
    match kind {
        ItemKind::Const(ty, _) | ItemKind::Typedef(ty) => vec![ty],
        ItemKind::Enum(_) => Vec::new(),
        ItemKind::Struct(_, fields) => fields.iter().map(|field| &field.ty).collect(),
        ItemKind::Service(service) => {
            let functions = service.functions.iter();
            let types = functions.flat_map(|function| {
                let arguments = function.arguments.iter().map(|field| &field.ty);
                arguments.chain(&function.returns)
            });
            types.collect()
        }
    }
}
