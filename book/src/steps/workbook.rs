//! A file of tests for a reader's folder: one for each exercise in which something is built.

use super::plan::Plan;
use crate::build;
use crate::reading::{self, Exercise};
use crate::repo::Repo;
use anyhow::Result;
use std::fmt::Write;

/// Where the file is in the folder.
pub const FILE: &str = "tests/exercises.rs";

/// The tests of a chapter's exercises, still to be written; none if it has nothing to build.
pub fn of(repo: &Repo, plan: &Plan) -> Result<Option<String>> {
    let mut text = String::from(HEAD);
    let pages = build::pages(repo)?;
    let mut count = 0;
    for step in &plan.pages {
        let Some(page) = pages.iter().find(|page| page.file == step.file) else {
            continue;
        };
        for exercise in reading::exercises(page) {
            if exercise.kind == "build" {
                count += 1;
                write_test(&mut text, &step.file, &exercise)?;
            }
        }
    }
    Ok((count > 0).then_some(text))
}

fn write_test(text: &mut String, file: &str, exercise: &Exercise<'_>) -> Result<()> {
    writeln!(text, "\n// {file}:")?;
    for line in exercise.task.lines() {
        writeln!(text, "{}", format!("// {line}").trim_end())?;
    }
    let number = exercise.number;
    let name = number.replace('.', "_");
    writeln!(text, "#[test]\n#[ignore = \"exercise {number}\"]")?;
    writeln!(text, "fn exercise_{name}() {{\n    todo!(\"exercise {number}\")\n}}")?;
    Ok(())
}

const HEAD: &str = "\
//! Exercises of the book, to build. Write what an exercise asks for, here or in `src`, and in its test
//! what its *Check* says. Without its `#[ignore]`, the test is among your own in `cargo book test`.
";
