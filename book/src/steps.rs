//! A chapter as an exercise: a reader gets it without the bodies that are new in it, writes them
//! page by page, and sees tests turn green.
//!
//! [`plan`] finds what is to be written, [`skeleton`] takes it out, [`folder`] makes of a chapter
//! a workspace of its own, [`tests`] runs its tests. [`proof`] shows that every page is a step.

pub mod bodies;
pub mod folder;
pub mod plan;
pub mod proof;
pub mod report;
pub mod skeleton;
pub mod tests;

mod switches;
