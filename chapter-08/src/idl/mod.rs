//! Thrift's interface definition language: files, and what they mean.
//!
//! [`parse`](ast::Document::parse) turns a file into a tree, the way it is written.
//! [`Program::load`](program::Program::load) reads files and what they include, and looks
//! up what their names stand for. What is wrong with a file is a
//! [`Diagnostic`](diagnostic::Diagnostic), which shows where.
//!
//! # Examples
//!
//! ```
//! use std::sync::Arc;
//!
//! use mini_lust::idl::{ast::Document, diagnostic::Source};
//!
//! let source = Source { path: "user.thrift".into(), text: "typedef i64".to_owned() };
//! let diagnostics = Document::parse(&Arc::new(source)).unwrap_err();
//! assert_eq!(
//!     diagnostics[0].to_string(),
//!     "error: unexpected end of the file
//!  --> user.thrift:1:12
//!   |
//! 1 | typedef i64
//!   |            ^ expected a name"
//! );
//! ```

pub mod ast;
pub mod diagnostic;
mod docs;
pub(crate) mod graph;
mod nesting;
mod parse;
mod pieces;
pub mod program;
mod resolve;
mod syntax_error;
