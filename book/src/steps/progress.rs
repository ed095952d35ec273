//! `cargo book progress`: how far each page is, in all folders of a reader.

use super::exercise::{Exercise, STATE, Status};
use crate::repo::Repo;
use anyhow::Result;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A table of the pages of each folder: the one around `dir`, and those in `mine/`.
pub fn of(repo: &Repo, dir: &Path) -> Result<String> {
    let mut text = String::new();
    for folder in folders(repo, dir) {
        let exercise = Exercise::at(repo, &folder)?;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&table(&exercise)?);
    }
    if text.is_empty() {
        text.push_str(
            "Nothing has been started: `cargo book start 03` starts chapter 3.\n",
        );
    }
    Ok(text)
}

fn folders(repo: &Repo, dir: &Path) -> Vec<PathBuf> {
    let around = dir.ancestors().find(|dir| dir.join(STATE).is_file());
    let mine = std::fs::read_dir(repo.root().join("mine"));
    let mine = mine.into_iter().flatten().flatten().map(|entry| entry.path());
    let mine = mine.filter(|dir| dir.join(STATE).is_file());
    let mut folders: Vec<PathBuf> =
        around.map(Path::to_owned).into_iter().chain(mine).collect();
    folders.sort();
    folders.dedup();
    folders
}

fn table(exercise: &Exercise) -> Result<String> {
    let Exercise { dir, plan, state } = exercise;
    let pages = exercise.pages();
    let is_written = |task: &&_| exercise.status(task) == Status::Written;
    let counts: Vec<(usize, usize)> = pages
        .iter()
        .map(|page| {
            let written = plan.tasks_of(*page).filter(is_written).count();
            (written, plan.tasks_of(*page).count())
        })
        .collect();
    let (written, all) =
        counts.iter().fold((0, 0), |sum, page| (sum.0 + page.0, sum.1 + page.1));
    let mut text = String::new();
    writeln!(text, "{} in {}", plan.chapter, dir.display())?;
    let width = pages.iter().map(|page| plan.pages[*page].name.len()).max().unwrap_or(0);
    for (page, (written, all)) in pages.iter().zip(counts) {
        let name = &plan.pages[*page].name;
        writeln!(text, "  {name:width$}  {}  {written} of {all}", bar(written, all))?;
    }
    let green = state.green.len();
    writeln!(
        text,
        "  {written} of {all} functions written, {green} tests green when last run"
    )?;
    Ok(text)
}

const WIDTH: usize = 20;

fn bar(done: usize, all: usize) -> String {
    let full = done * WIDTH / all.max(1);
    "█".repeat(full) + &"░".repeat(WIDTH - full)
}
