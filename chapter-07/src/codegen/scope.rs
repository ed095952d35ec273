//! What is known where an item is written.

use proc_macro2::TokenStream;

use crate::idl::program::{Item, ItemId, Program};

use super::{analysis::Analysis, layout::Layout};

/// A module, and all that its items may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) program: &'a Program,
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) layout: &'a Layout,
    /// The path of the module.
    pub(super) module: &'a [String],
}

impl<'a> Scope<'a> {
    pub(super) fn item(&self, id: ItemId) -> &'a Item {
        &self.program[id]
    }

    /// How the module names an item.
    pub(super) fn path(&self, id: ItemId) -> TokenStream {
        self.beside(id, self.layout.name(id))
    }

    /// How the module names what is called `name` and made of an item.
    pub(super) fn beside(&self, id: ItemId, name: &str) -> TokenStream {
        self.layout.path(self.module, id, name)
    }
}
