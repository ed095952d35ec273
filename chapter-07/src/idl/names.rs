//! Name resolution: what names refer to.

use std::collections::HashMap;

use super::{
    diagnostic::{Diagnostic, Errors, Span},
    item::{ItemId, ItemKind, StructKind, Type},
    program::Program,
};

/// All definitions, by file and name.
pub(super) struct Names(HashMap<(usize, Space), HashMap<String, ItemId>>);

/// A file's view of its program: what names in it refer to.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) program: &'a Program,
    pub(super) names: &'a Names,
    pub(super) file: usize,
}

/// A space of names. Types and services share one; constants have another. A constant may have
/// the name of a type, just as in Apache's compiler.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub(super) enum Space {
    Types,
    Constants,
}

/// The result of looking up a name.
#[derive(Clone, Copy)]
pub(super) enum Found {
    Item(ItemId),
    Nothing,
    /// It is in a file that could not be read; that has been reported.
    Hidden,
}

impl Names {
    /// Collects all names, and reports items of the same module that have the same name.
    pub(super) fn new(program: &Program, errors: &mut Errors) -> Self {
        let (mut names, mut modules) = (Self(HashMap::new()), HashMap::new());
        for (index, item) in program.items.iter().enumerate() {
            let (space, id) = (Space::of(&item.kind), ItemId(index));
            let scope = names.0.entry((item.file, space)).or_default();
            scope.entry(item.name.text.clone()).or_insert(id);
            let module = &program.files[item.file].namespace;
            let first = *modules.entry((module, space, &*item.name)).or_insert(id);
            if first != id {
                errors.push(program.defined_twice(first, id));
            }
        }
        names
    }
}

impl View<'_> {
    /// Looks up a name in the form of the file: `Role` or `shared.Role`.
    pub(super) fn find(&self, space: Space, path: &str) -> Found {
        let files = &self.program.files;
        let (file, name) = match path.rsplit_once('.') {
            None => (Some(self.file), path),
            Some((prefix, name)) => {
                let mut includes = files[self.file].includes.iter();
                match includes.rfind(|include| include.prefix == prefix) {
                    None => return Found::Nothing,
                    Some(include) => (include.file, name),
                }
            }
        };
        let Some(file) = file.filter(|file| !files[*file].broken) else {
            return Found::Hidden;
        };
        let scope = self.names.0.get(&(file, space));
        let id = scope.and_then(|scope| scope.get(name));
        id.map_or(Found::Nothing, |id| Found::Item(*id))
    }

    /// Returns an error at a place in the file.
    pub(super) fn error(
        &self,
        span: &Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        self.program.error(self.file, span, message, label)
    }
}

impl Space {
    fn of(kind: &ItemKind) -> Self {
        match kind {
            ItemKind::Const(..) => Self::Constants,
            _ => Self::Types,
        }
    }
}

impl ItemKind {
    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::Const(..) => "a constant",
            Self::Typedef(_) => "a typedef",
            Self::Enum(_) => "an enum",
            Self::Struct(StructKind::Struct, _) => "a struct",
            Self::Struct(StructKind::Union, _) => "a union",
            Self::Struct(StructKind::Exception, _) => "an exception",
            Self::Service(_) => "a service",
        }
    }
}

impl Program {
    /// Returns a type as a file would write it.
    pub(super) fn show(&self, ty: &Type) -> String {
        match ty {
            Type::List(element) => format!("list<{}>", self.show(element)),
            Type::Set(element) => format!("set<{}>", self.show(element)),
            Type::Map(key, value) => {
                format!("map<{}, {}>", self.show(key), self.show(value))
            }
            Type::Item(id) => self[*id].name.text.clone(),
            Type::Named(name) => name.text.clone(),
            plain => format!("{plain:?}").to_lowercase(),
        }
    }

    fn defined_twice(&self, first: ItemId, again: ItemId) -> Diagnostic {
        let (item, name) = (&self[again], &self[again].name.text);
        let module = self.files[item.file].namespace.join(".");
        let (message, help) = match self[first].file == item.file {
            true => {
                (format!("`{name}` is defined twice"), "rename one of them".to_owned())
            }
            false => (
                format!("`{name}` is defined in two files of one module"),
                format!(
                    "give one of the files a module other than `{module}`, by `namespace rs`"
                ),
            ),
        };
        let error =
            self.error(item.file, &item.name.span, message, "defined again here");
        self.with_item(error, first, "first defined here").help(help)
    }
}
