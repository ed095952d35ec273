//! The generator: Rust code for IDL files, for a `build.rs` or to read.
//!
//! # Examples
//!
//! A `build.rs` calls [`compile`]. To see the code, call [`rust`]:
//!
//! ```
//! use mini_lust::{codegen, idl::program::Program};
//!
//! let program = Program::load(&["idl/user.thrift".into()], &[])
//!     .unwrap_or_else(|diagnostics| panic!("{}", diagnostics[0]));
//! let code = codegen::rust(&program);
//! assert!(code.contains("pub struct User {"));
//! ```
//!
//! First, `analysis` finds out what can be derived and what is boxed, and `layout` assigns
//! `names`; a `scope` has both. With it, `items`, `structs`, `union`, `service`, `method` and
//! `exceptions` write code, from `types`, `values`, `constants` and `docs`. Finally, `imports`
//! resolves the names that come from elsewhere, and `format` prints everything.

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::{
    item::{ItemId, ItemKind},
    program::Program,
};

mod analysis;
mod builder;
mod constants;
mod docs;
mod exceptions;
mod format;
mod imports;
mod items;
mod layout;
mod method;
mod names;
mod scope;
mod service;
mod structs;
mod types;
mod union;
mod values;

use analysis::Analysis;
pub use builder::{Builder, compile};
use docs::doc;
use layout::{Layout, Module};
use names::ident;
use scope::Scope;

/// Generates Rust code for `program`, as text.
pub fn rust(program: &Program) -> String {
    let roots = &program.files[..program.roots.min(program.files.len())];
    let paths: Vec<_> =
        roots.iter().map(|file| file.source.path.display().to_string()).collect();
    let code = format::format(tokens(program));
    format!("// {}, as Rust.\n\n{code}", paths.join(", "))
}

/// Generates Rust code for `program`, as tokens.
pub fn tokens(program: &Program) -> TokenStream {
    let (analysis, layout) = (Analysis::new(program), Layout::new(program));
    let scope = Scope { program, analysis: &analysis, layout: &layout, module: &[] };
    scope.module(&layout.root)
}

impl Scope<'_> {
    /// Returns the contents of a module.
    fn module(&self, module: &Module) -> TokenStream {
        let items = module.items.iter().map(|id| self.item_code(*id));
        let items = imports::resolve(items.collect(), &module.taken);
        let children = module.children.iter().map(|(name, child)| {
            let path: Vec<_> = self.module.iter().chain([name]).cloned().collect();
            let code = Scope { module: &path, ..*self }.module(child);
            let name = names::plain(&ident(name).to_string());
            quote!(pub mod #name { #code })
        });
        iter::once(items).chain(children).collect()
    }

    /// Returns the code of an item, with its comment.
    fn item_code(&self, id: ItemId) -> TokenStream {
        let item = self.item(id);
        let doc = doc(item.doc.as_deref());
        let code = match &item.kind {
            ItemKind::Const(ty, value) => self.const_item(id, ty, value),
            ItemKind::Typedef(ty) => self.typedef(id, ty),
            ItemKind::Enum(values) => self.enumeration(id, values),
            ItemKind::Struct(kind, fields) => self.structure(id, *kind, fields),
            ItemKind::Service(service) => self.service(id, service),
        };
        [doc, code].into_iter().collect()
    }
}
