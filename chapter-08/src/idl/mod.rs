//! Thrift's interface definition language: reading and understanding files.
//!
//! [`Program::load`](program::Program::load) reads files, with everything they include, and
//! resolves every name in them. For each file, [`Document::parse`] turns the text into
//! [items](item). Each error in a file becomes a [`Diagnostic`](diagnostic::Diagnostic), which
//! shows the place.
//!
//! In the order that a file passes through them: `text`, `grammar` and `parse` make items of the
//! text; `files` and `namespace` make the files of a [`program`]; `names` and `meant` look up
//! names, for `types`; `circles` and `links` find items that lead back to themselves, for
//! `typedefs` and `services`; `values` checks values, with `paths`, `scalars` and `fields`, and
//! `endless` checks that they end. `load` calls them all.

pub(crate) mod circles;
pub mod diagnostic;
mod endless;
mod fields;
mod files;
mod grammar;
pub mod item;
mod links;
mod load;
mod meant;
mod names;
mod namespace;
mod parse;
mod paths;
pub mod program;
mod scalars;
mod services;
mod text;
mod typedefs;
mod types;
mod values;

pub use parse::Document;
