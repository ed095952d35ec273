//! `cargo book progress`: how far each page is, in all folders of a reader.

use super::exercise::{Exercise, STATE, Status};
use super::record::Record;
use crate::repo::Repo;
use anyhow::Result;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

/// A table of the pages of each folder: the one around `dir`, and those in `mine/`.
pub fn of(repo: &Repo, dir: &Path) -> Result<String> {
    let mut text = String::new();
    let mut sum = Count::default();
    let folders = folders(repo, dir);
    for folder in &folders {
        let exercise = Exercise::at(repo, folder)?;
        let (table, count) = table(repo, &exercise)?;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&table);
        sum.add(&count);
    }
    if folders.len() > 1 {
        writeln!(text, "\nall folders: {sum}")?;
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

fn table(repo: &Repo, exercise: &Exercise) -> Result<(String, Count)> {
    let Exercise { dir, plan, state, .. } = exercise;
    let record = Record::load(repo, plan.chapter)?;
    let is_written = |task: &&_| exercise.status(task) == Status::Written;
    let is_green = |test: &&String| state.green.contains(*test);
    let mut text = String::new();
    writeln!(text, "{} in {}", plan.chapter, dir.display())?;
    let pages = exercise.pages();
    let width = pages.iter().map(|page| plan.pages[*page].name.len()).max().unwrap_or(0);
    let mut sum = Count::default();
    for page in pages {
        let name = &plan.pages[page].name;
        let written = plan.tasks_of(page).filter(is_written).count();
        let all = plan.tasks_of(page).count();
        let tests = record.tests.keys().filter(|test| match state.page {
            Some(_) => record.needs(test, name),
            None => record.page_of(plan, test) == Some(page),
        });
        let green = tests.clone().filter(is_green).count();
        let count = Count { functions: (written, all), tests: (green, tests.count()) };
        writeln!(text, "  {name:width$}  {}  {count}", bar(written, all))?;
        sum.add(&count);
    }
    writeln!(text, "  {:width$}  {:WIDTH$}  {sum} when last run", "all", "")?;
    Ok((text, sum))
}

/// Functions that are written, and tests that were green when they were last run, each of how many.
#[derive(Default)]
struct Count {
    functions: (usize, usize),
    tests: (usize, usize),
}

impl Count {
    fn add(&mut self, other: &Count) {
        for (sum, more) in
            [(&mut self.functions, other.functions), (&mut self.tests, other.tests)]
        {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { functions: (written, functions), tests: (green, tests) } = self;
        write!(f, "{written} of {functions} functions, {green} of {tests} tests")
    }
}

const WIDTH: usize = 20;

fn bar(done: usize, all: usize) -> String {
    let full = done * WIDTH / all.max(1);
    "█".repeat(full) + &"░".repeat(WIDTH - full)
}
