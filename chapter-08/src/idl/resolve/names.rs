//! What the files define, and what their names stand for.

use std::{cell::Cell, collections::HashMap};

use crate::idl::{
    ast::{Definition, DefinitionKind, Span},
    program::ItemId,
};

use super::{
    files::{Loaded, Place},
    nearest::nearest,
};

/// All that is defined, by file and name.
pub(super) struct Names<'a> {
    files: &'a [Loaded],
    /// Of each item its file, and its definition there.
    definitions: Vec<(usize, &'a Definition)>,
    scopes: Vec<Scope<'a>>,
    /// For how many more unknown names another is looked for.
    looks: Cell<usize>,
}

/// To look for the name that was meant takes long in a large file; when so many are unknown,
/// their author needs no more help.
const MAX_LOOKS: usize = 100;

/// What names stand for in one file.
struct Scope<'a> {
    types: HashMap<&'a str, ItemId>,
    constants: HashMap<&'a str, ItemId>,
    /// The files that it includes, by what names from them begin with.
    prefixes: HashMap<&'a str, Option<usize>>,
}

/// Where a name is looked for. A constant may be called as a type is, as in Apache's compiler.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub(super) enum Space {
    /// Among types and services.
    Types,
    Constants,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Found {
    Item(ItemId),
    Nothing,
    /// What is in a file that could not be read, which has been told.
    Hidden,
}

impl<'a> Names<'a> {
    pub fn new(files: &'a [Loaded]) -> Self {
        let mut names = Self {
            files,
            definitions: Vec::new(),
            scopes: Vec::new(),
            looks: Cell::new(MAX_LOOKS),
        };
        for (file, loaded) in files.iter().enumerate() {
            names.scopes.push(Scope::new(loaded));
            for definition in loaded.document.iter().flat_map(|it| &it.definitions) {
                names.define(file, definition);
            }
        }
        names
    }

    /// All items in order, each with its file and definition.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, usize, &'a Definition)> {
        let items = self.definitions.iter().enumerate();
        items.map(|(index, (file, definition))| (ItemId(index), *file, *definition))
    }

    /// Which file an item is in.
    pub fn file(&self, ItemId(index): ItemId) -> usize {
        self.definitions[index].0
    }

    /// The definition of an item.
    pub fn definition(&self, ItemId(index): ItemId) -> &'a Definition {
        self.definitions[index].1
    }

    pub fn is_service(&self, id: ItemId) -> bool {
        matches!(self.definition(id).kind, DefinitionKind::Service(_))
    }

    /// Where an item is defined.
    pub fn place(&self, id: ItemId) -> Place<'a> {
        self.at(self.file(id), &self.definition(id).name.span)
    }

    /// A place in a file.
    pub fn at<'s>(&self, file: usize, span: &'s Span) -> Place<'s>
    where
        'a: 's,
    {
        Place { source: &self.files[file].source, span }
    }

    /// What a name in a file stands for.
    pub fn find(&self, file: usize, space: Space, path: &str) -> Found {
        let (file, name) = match path.rsplit_once('.') {
            None => (Some(file), path),
            Some((prefix, name)) => match self.scopes[file].prefixes.get(prefix) {
                None => return Found::Nothing,
                Some(file) => (*file, name),
            },
        };
        let Some(file) = file.filter(|file| self.files[*file].document.is_some()) else {
            return Found::Hidden;
        };
        let found = self.scopes[file].space(space).get(name);
        found.map_or(Found::Nothing, |id| Found::Item(*id))
    }

    /// The candidate that was probably meant by a name that stands for nothing.
    pub fn nearest(
        &self,
        name: &str,
        candidates: impl Iterator<Item = String>,
    ) -> Option<String> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        nearest(name, candidates)
    }

    /// Whether a file includes one that names with this prefix may be in.
    pub fn has_prefix(&self, file: usize, prefix: &str) -> bool {
        self.scopes[file].prefixes.contains_key(prefix)
    }

    /// What names from included files begin with.
    pub fn prefixes(&self, file: usize) -> impl Iterator<Item = &'a str> {
        self.files[file].includes.iter().map(|include| &*include.prefix)
    }

    /// All that a file may refer to in a space, as it would be written.
    pub fn visible(&self, file: usize, space: Space) -> impl Iterator<Item = String> {
        let own = self.names(file, space).map(str::to_owned);
        let included = self.files[file]
            .includes
            .iter()
            .filter_map(|include| Some((&include.prefix, include.file?)));
        own.chain(included.flat_map(move |(prefix, file)| {
            self.names(file, space).map(move |name| format!("{prefix}.{name}"))
        }))
    }

    /// What a file defines in a space.
    fn names(&self, file: usize, space: Space) -> impl Iterator<Item = &'a str> {
        let document = self.files[file].document.iter();
        document
            .flat_map(|document| &document.definitions)
            .filter(move |definition| Space::of(definition) == space)
            .map(|definition| &*definition.name.text)
    }

    /// Of several with one name the first counts.
    fn define(&mut self, file: usize, definition: &'a Definition) {
        let id = ItemId(self.definitions.len());
        let scope = &mut self.scopes[file];
        let space = match Space::of(definition) {
            Space::Types => &mut scope.types,
            Space::Constants => &mut scope.constants,
        };
        space.entry(&definition.name.text).or_insert(id);
        self.definitions.push((file, definition));
    }
}

impl<'a> Scope<'a> {
    fn new(file: &'a Loaded) -> Self {
        let includes = file.includes.iter();
        Self {
            types: HashMap::new(),
            constants: HashMap::new(),
            prefixes: includes.map(|include| (&*include.prefix, include.file)).collect(),
        }
    }

    fn space(&self, space: Space) -> &HashMap<&'a str, ItemId> {
        match space {
            Space::Types => &self.types,
            Space::Constants => &self.constants,
        }
    }
}

impl Space {
    pub fn of(definition: &Definition) -> Self {
        match definition.kind {
            DefinitionKind::Const(..) => Self::Constants,
            _ => Self::Types,
        }
    }
}
