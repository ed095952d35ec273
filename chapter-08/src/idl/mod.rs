//! Thrift's interface definition language: reading files and making sense of them.
//!
//! [`Program::load`](program::Program::load) reads files, with all that they include, and
//! looks up what every name in them refers to. For each file, [`Document::parse`] turns the
//! text into [items](item). Whatever is wrong with a file becomes a
//! [`Diagnostic`](diagnostic::Diagnostic), which shows the place.
//!
//! In the order in which a file passes through them: `text`, `grammar` and `parse` make items
//! of it, `files` and `namespace` the files of a [`program`]; `names` and `meant` look up what
//! names refer to, for `types`; `circles` and `links` find what leads back to itself, for
//! `typedefs` and `services`; `values` checks values, with `paths`, `scalars` and `fields`, and
//! `endless` that they end. `load` calls them all.

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
