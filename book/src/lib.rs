//! The tool of the book: it builds the pages from the chapters' code, proves that they
//! show all of it, and carries a change from one chapter into the later ones.
//!
//! A page names code by path, as `{{#diff chapter-04/src/codec.rs FrameCodec}}`. From there it
//! goes through these modules, in this order:
//!
//! 1. [`page`] finds the directives of a page, [`items`] the items of a source file, and
//!    [`diff`] the lines that differ between a chapter and the one before it.
//! 2. [`claims`] decides which directive shows which line, and [`coverage`] which line none shows.
//! 3. [`expand`] replaces directives by HTML, and [`build`] hands the pages to mdBook;
//!    [`trim`] takes out of its result what nobody looks for there.
//!
//! [`direction`] looks at how the chapters' layers import one another. [`live`] builds again
//! what changed. [`check`], [`serve`], [`carry`] and [`changes`] are the commands.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod build;
pub mod carry;
pub mod changes;
pub mod check;
pub mod claims;
pub mod coverage;
pub mod diff;
pub mod direction;
pub mod expand;
pub mod highlight;
pub mod items;
pub mod links;
pub mod live;
pub mod map;
pub mod page;
pub mod pager;
pub mod problem;
pub mod reading;
pub mod readme;
pub mod repo;
pub mod select;
pub mod serve;
pub mod steps;
pub mod transcript;
pub mod trim;

mod git;
mod html;
mod shell;
mod watch;
