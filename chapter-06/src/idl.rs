//! Thrift's interface definition language: files, and what they mean.
//!
//! [`parse`](ast::Document::parse) turns a file into a tree, the way it is written. The
//! resolver looks up what its names stand for, in this file and in those that it includes.
//! What is wrong with a file is a [`Diagnostic`](diagnostic::Diagnostic), which shows where.

pub mod ast;
pub mod diagnostic;
mod docs;
mod parse;
