//! The proof that the book shows every changed line: what no directive shows is a problem.

use crate::claims::Claims;
use crate::diff::FileDiff;
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo, is_narrated};
use anyhow::Result;
use std::collections::BTreeSet;

/// How much of a chapter the book shows.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The changed lines, of which a deleted file is one.
    pub changed: usize,
    /// Those that no directive shows.
    pub missing: usize,
    /// The same, told by file and line.
    pub problems: Vec<Problem>,
}

/// Looks for changed lines of `chapter` that are not in the book.
pub fn of(repo: &Repo, chapter: Chapter, claims: &Claims) -> Result<Coverage> {
    let mut coverage = Coverage::default();
    for path in narrated_files(repo, chapter)? {
        match claims.file(chapter, &path) {
            Some(file) => coverage.add(&file.diff, file.unshown()),
            None => {
                if let Some(diff) = FileDiff::load(repo, chapter, &path)? {
                    let changed = diff.changed().collect();
                    coverage.add(&diff, changed);
                }
            }
        }
    }
    Ok(coverage)
}

/// The files of a chapter, and those of the one before, that the book has to tell of.
pub fn narrated_files(repo: &Repo, chapter: Chapter) -> Result<BTreeSet<String>> {
    let mut files = repo.files(chapter)?;
    if let Some(before) = repo.before(chapter)? {
        files.extend(repo.files(before)?);
    }
    files.retain(|path| is_narrated(path));
    Ok(files)
}

impl Coverage {
    fn add(&mut self, diff: &FileDiff, missing: Vec<usize>) {
        if diff.is_deleted() {
            self.changed += 1;
            if !missing.is_empty() {
                self.missing += 1;
                let place = Place::new(diff.file(), 1);
                self.problems
                    .push(place.problem("deleted, and the book does not say so"));
            }
            return;
        }
        self.changed += diff.changed().count();
        self.missing += missing.len();
        self.problems.extend(by_item(diff, &missing));
    }
}

/// A problem for each item that has missing lines, at the first of them.
fn by_item(diff: &FileDiff, missing: &[usize]) -> Vec<Problem> {
    let item = |i: &usize| -> String {
        let path = diff.path_of(&diff.lines[*i]);
        let shown: Vec<&str> = path.iter().map(|label| label.shown()).collect();
        shown.join("::")
    };
    // A blank line is not worth a problem of its own.
    let runs = missing.chunk_by(|a, b| item(a) == item(b) || diff.is_blank(*b));
    runs.map(|run| {
        let number = run.iter().map(|i| diff.lines[*i].number).min().unwrap_or(0) + 1;
        let (removed, added) = diff.counts(run);
        let counts = match (removed, added) {
            (0, n) => format!("+{n}"),
            (n, 0) => format!("−{n}"),
            (removed, added) => format!("−{removed} +{added}"),
        };
        let lines = if run.len() == 1 { "line is" } else { "lines are" };
        let place = match item(&run[0]).as_str() {
            "" => String::new(),
            item => format!(" (`{item}`)"),
        };
        let text = format!("{counts} {lines} not in the book{place}");
        Place::new(diff.file(), number).problem(text)
    })
    .collect()
}
