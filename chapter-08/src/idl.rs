//! Thrift's interface definition language: files, and what they mean.
//!
//! [`parse`](ast::Document::parse) turns a file into a tree, the way it is written.
//! [`Program::load`](program::Program::load) reads files and what they include, and looks
//! up what their names stand for. What is wrong with a file is a
//! [`Diagnostic`](diagnostic::Diagnostic), which shows where.

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
