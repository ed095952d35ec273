//! A chapter as an exercise: a reader gets it without the bodies that are new in it, writes them
//! page by page, and sees tests turn green.
//!
//! [`plan`] finds the functions to write, [`skeleton`] takes out their bodies, [`folder`] turns a
//! chapter into a workspace of its own, and [`tests`] runs its tests. [`proof`] shows that every
//! page is a step, and [`record`] keeps its results.
//!
//! [`start`], [`try_page`], [`hint`], [`progress`] and [`report`] are the commands; [`exercise`] is
//! the folder in which a reader gives them.

pub mod bodies;
pub mod exercise;
pub mod folder;
pub mod hint;
pub mod naming;
pub mod numbers;
pub mod origin;
pub mod plan;
pub mod progress;
pub mod proof;
pub mod record;
pub mod report;
pub mod skeleton;
pub mod start;
pub mod tests;
pub mod try_page;

mod about;
mod shape;
mod switches;
mod tried;
mod verdict;
mod workbook;
