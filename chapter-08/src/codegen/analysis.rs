//! What has to be known of a type before it can be written in Rust: which fields are boxed,
//! what is part of a key, and which traits can be derived.

use std::collections::{BTreeMap, HashSet};

use bytes::Bytes;

use crate::idl::{
    ast::{Requiredness, StructKind},
    graph::components,
    program::{Field, ItemId, ItemKind, Program, Type},
};

/// What is known of a program's types.
#[derive(Debug)]
pub(super) struct Analysis<'a> {
    program: &'a Program,
    /// Which items contain each other, as values: two of the same number do.
    cycles: Vec<usize>,
    /// The items that are part of a key of a map, or of an element of a set.
    keys: HashSet<ItemId>,
    /// What can be derived for each item.
    traits: Vec<Traits>,
    /// How many bytes each item takes, or fewer: without padding.
    sizes: Vec<usize>,
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
        let cycles = cycles(program);
        let keys = keys(program);
        let traits = vec![Traits::ALL; program.items.len()];
        let sizes = vec![0; program.items.len()];
        let mut analysis = Self { program, cycles, keys, traits, sizes };
        analysis.find_traits();
        analysis.find_sizes();
        analysis
    }

    /// Whether this item is part of a key.
    pub(super) fn is_key(&self, id: ItemId) -> bool {
        self.keys.contains(&id)
    }

    /// Whether a field of `owner` of type `ty` is boxed: without, `owner` would contain
    /// itself.
    pub(super) fn is_boxed(&self, owner: Option<ItemId>, ty: &Type) -> bool {
        match (owner, self.program.underlying(ty)) {
            (Some(owner), Type::Item(id)) => self.cycles[owner.0] == self.cycles[id.0],
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

    /// Groups come after what they lead to, so all that a group asks for outside itself is
    /// known. Inside, all traits are assumed, and taken away until nothing changes.
    fn find_traits(&mut self) {
        let edges = references(self.program, items_in);
        for group in components(&edges) {
            let mut changed = true;
            while changed {
                changed = false;
                for &index in &group {
                    let traits = self.of_item(ItemId(index));
                    changed |= traits != self.traits[index];
                    self.traits[index] = traits;
                }
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

// === Sizes ===

impl Analysis<'_> {
    /// How many bytes a value of this type takes, or fewer.
    pub(super) fn size(&self, ty: &Type) -> usize {
        match ty {
            Type::Bool | Type::I8 => 1,
            Type::I16 => 2,
            Type::I32 => 4,
            Type::I64 | Type::Double => 8,
            Type::String | Type::Binary => size_of::<Bytes>(),
            Type::Uuid => 16,
            Type::List(_) => size_of::<Vec<()>>(),
            // Inside of a key it is this, outside more.
            Type::Set(_) | Type::Map(..) => size_of::<BTreeMap<(), ()>>(),
            Type::Item(id) => self.sizes[id.0],
        }
    }

    /// The same for the variant of a union, or a field of a struct.
    pub(super) fn variant_size(&self, owner: ItemId, field: &Field) -> usize {
        match self.is_boxed(Some(owner), &field.ty) {
            true => size_of::<Box<()>>(),
            false => self.size(&field.ty),
        }
    }

    /// Begins with what is inside of others.
    fn find_sizes(&mut self) {
        for group in components(&references(self.program, items_in)) {
            for index in group {
                self.sizes[index] = self.item_size(ItemId(index));
            }
        }
    }

    fn item_size(&self, id: ItemId) -> usize {
        match &self.program[id].kind {
            ItemKind::Typedef(ty) => self.size(ty),
            ItemKind::Enum(_) => size_of::<i32>(),
            ItemKind::Struct(kind, fields) => {
                let sizes = fields.iter().map(|field| self.variant_size(id, field));
                match kind {
                    StructKind::Union => sizes.max().unwrap_or(0),
                    _ => sizes.fold(0, usize::saturating_add),
                }
            }
            _ => 0,
        }
    }
}

/// For each item the number of the group of items that contain each other, as values.
fn cycles(program: &Program) -> Vec<usize> {
    // What is in a container is on the heap already.
    let by_value = |ty: &Type, found: &mut Vec<usize>| {
        if let Type::Item(id) = ty {
            found.push(id.0);
        }
    };
    let mut numbers = vec![0; program.items.len()];
    for (number, group) in components(&references(program, by_value)).iter().enumerate()
    {
        group.iter().for_each(|item| numbers[*item] = number);
    }
    numbers
}

/// For each item those that it is made of, as far as `find` finds them in a type.
fn references(
    program: &Program,
    find: impl Fn(&Type, &mut Vec<usize>),
) -> Vec<Vec<usize>> {
    let of_item = |kind: &ItemKind| {
        let mut found = Vec::new();
        match kind {
            ItemKind::Typedef(ty) => find(ty, &mut found),
            ItemKind::Struct(_, fields) => {
                fields.iter().for_each(|field| find(&field.ty, &mut found));
            }
            _ => {}
        }
        found
    };
    program.items.iter().map(|item| of_item(&item.kind)).collect()
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

/// All items that are in a key, or in something that is.
fn keys(program: &Program) -> HashSet<ItemId> {
    let mut waiting = Vec::new();
    for item in &program.items {
        types_of(&item.kind, &mut |ty| keys_in(ty, &mut waiting));
    }
    let references = references(program, items_in);
    let mut keys = HashSet::new();
    while let Some(index) = waiting.pop() {
        if keys.insert(ItemId(index)) {
            waiting.extend(&references[index]);
        }
    }
    keys
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
