//! A program: files, and everything they define.
//!
//! # Examples
//!
//! This looks through a typedef, to the type that it names:
//!
//! ```
//! use mini_lust::idl::{item::{ItemKind, Type}, program::Program};
//!
//! let program = Program::load(&["idl/user.thrift".into()], &[])
//!     .unwrap_or_else(|errors| panic!("{}", errors[0]));
//! let user = program.items.iter().find(|item| item.name.text == "User");
//! let Some(ItemKind::Struct(_, fields)) = user.map(|user| &user.kind) else { panic!() };
//! assert_eq!(program.underlying(&fields[0].ty), &Type::I64);
//! ```

use std::{ops::Index, sync::Arc};

use super::{
    diagnostic::{Diagnostic, Source, Span},
    item::{Item, ItemId, ItemKind, Service, Type},
};

/// A set of files, with all the files that they include.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// The files: first the requested ones, then those that they include.
    pub files: Vec<File>,
    /// How many of the files were requested.
    pub roots: usize,
    /// All definitions, file by file, in the order of the text.
    pub items: Vec<Item>,
}

/// A file of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its path and its text.
    pub source: Arc<Source>,
    /// The module for its items, segment by segment: its `namespace rs`, or else its
    /// `namespace *`, or else the name of the file.
    pub namespace: Vec<String>,
    /// The files it includes.
    pub includes: Vec<Include>,
    /// Whether it could not be read, so that its items are unknown.
    pub broken: bool,
}

/// `include "shared.thrift"`
#[derive(Clone, Debug, PartialEq)]
pub struct Include {
    /// The prefix of names from that file: `shared`.
    pub prefix: String,
    /// The place of the line.
    pub span: Span,
    /// The index of the included file, unless it was not found.
    pub file: Option<usize>,
}

impl Program {
    /// Looks through typedefs: returns the type that `ty` names, or `ty` itself.
    pub fn underlying<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        while let Type::Item(id) = ty
            && let ItemKind::Typedef(aliased) = &self[*id].kind
        {
            ty = aliased;
        }
        ty
    }

    /// Returns the services that `service` extends, the nearest first.
    pub fn bases(&self, service: &Service) -> Vec<(ItemId, &Service)> {
        let mut bases: Vec<(ItemId, &Service)> = Vec::new();
        let mut next = service.base();
        while let Some(id) = next
            && let ItemKind::Service(base) = &self[id].kind
        {
            bases.push((id, base));
            next = base.base();
        }
        bases
    }

    /// Returns an error at a place in a file.
    pub(super) fn error(
        &self,
        file: usize,
        span: &Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(message, &self.files[file].source, span.clone(), label)
    }

    /// Adds the definition of an item to an error.
    pub(super) fn with_item(
        &self,
        error: Diagnostic,
        id: ItemId,
        label: impl Into<String>,
    ) -> Diagnostic {
        let item = &self[id];
        error.also(&self.files[item.file].source, item.name.span.clone(), label)
    }
}

impl Index<ItemId> for Program {
    type Output = Item;

    fn index(&self, ItemId(index): ItemId) -> &Item {
        &self.items[index]
    }
}
