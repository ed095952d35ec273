//! `cargo book diff`: what a chapter changed, in the terminal.

use crate::diff::{FileDiff, Line, Tag};
use crate::repo::{Chapter, Repo};
use anstyle::{AnsiColor, Style};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::{self, Write};

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const FAINT: Style = AnsiColor::Cyan.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// A file that a chapter changed.
#[derive(Debug)]
pub struct FileChange {
    /// The difference; of a renamed file, to what it was renamed from.
    pub diff: FileDiff,
    /// The name it had in the chapter before.
    pub renamed_from: Option<String>,
}

/// All files that `chapter` changed, tests among them.
pub fn of(repo: &Repo, chapter: Chapter) -> Result<Vec<FileChange>> {
    let mut paths: BTreeSet<String> = repo.files(chapter)?;
    if let Some(before) = repo.before(chapter)? {
        paths.extend(repo.files(before)?);
    }
    let mut changes = Vec::new();
    for path in paths {
        let diff = FileDiff::load(repo, chapter, &path)?;
        changes.extend(
            diff.filter(|diff| diff.changed().next().is_some())
                .map(|diff| FileChange { diff, renamed_from: None }),
        );
    }
    join_renamed(&mut changes);
    Ok(changes)
}

/// Prints the changes: the statistics of each file, and with `whole` its lines too.
pub fn print(
    changes: &[FileChange],
    whole: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let width =
        changes.iter().map(|change| change.name().chars().count()).max().unwrap_or(0);
    let (mut removed, mut added) = (0, 0);
    for change in changes {
        let all: Vec<usize> = change.diff.changed().collect();
        let counts = change.diff.counts(&all);
        removed += counts.0;
        added += counts.1;
        print_counts(change, width, counts, out)?;
        if whole {
            print_hunks(&change.diff, &all, out)?;
        }
    }
    let files = match changes.len() {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    writeln!(
        out,
        "{BOLD}{files}, {ADDED}+{added}{ADDED:#} {REMOVED}−{removed}{REMOVED:#}"
    )
}

impl FileChange {
    fn name(&self) -> String {
        match &self.renamed_from {
            Some(from) => format!("{from} → {}", self.diff.path),
            None => self.diff.path.clone(),
        }
    }

    fn what(&self) -> &'static str {
        match (&self.diff.old, &self.diff.new, &self.renamed_from) {
            (_, _, Some(_)) => "renamed",
            (None, _, _) => "new",
            (_, None, _) => "deleted",
            _ => "",
        }
    }
}

/// A new file that is mostly a deleted one was renamed.
fn join_renamed(changes: &mut Vec<FileChange>) {
    for new in 0..changes.len() {
        if changes[new].diff.old.is_some() {
            continue;
        }
        let source = (0..changes.len())
            .filter(|old| changes[*old].diff.is_deleted())
            .filter_map(|old| {
                Some((old, renamed(&changes[old].diff, &changes[new].diff)?))
            })
            .max_by_key(|(_, lines)| {
                lines.iter().filter(|line| line.tag == Tag::Same).count()
            });
        if let Some((old, lines)) = source {
            let deleted = &mut changes[old].diff;
            let (source, from) = (deleted.old.take(), deleted.path.clone());
            let change = &mut changes[new];
            change.renamed_from = Some(from);
            change.diff.old = source;
            change.diff.lines = lines;
        }
    }
    changes.retain(|change| change.diff.old.is_some() || change.diff.new.is_some());
}

/// The lines of both files, if more than half of them are the same.
fn renamed(old: &FileDiff, new: &FileDiff) -> Option<Vec<Line>> {
    let (old, new) = (old.old.as_ref()?, new.new.as_ref()?);
    let lines = crate::diff::compare(&old.text, &new.text);
    let same = lines.iter().filter(|line| line.tag == Tag::Same).count();
    let longer = old.line_count().max(new.line_count());
    (same * 2 > longer).then_some(lines)
}

fn print_counts(
    change: &FileChange,
    width: usize,
    (removed, added): (usize, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    let name = change.name();
    let space = width - name.chars().count();
    write!(out, "{BOLD}{name}{BOLD:#}{:space$}  ", "")?;
    let part = |style: Style, text: String| format!("{style}{text}{style:#}");
    let mut parts = Vec::new();
    if added > 0 {
        parts.push(part(ADDED, format!("+{added}")));
    }
    if removed > 0 {
        parts.push(part(REMOVED, format!("−{removed}")));
    }
    if !change.what().is_empty() {
        parts.push(part(PLAIN, change.what().to_owned()));
    }
    writeln!(out, "{}", parts.join(" "))
}

fn print_hunks(
    diff: &FileDiff,
    changed: &[usize],
    out: &mut impl Write,
) -> io::Result<()> {
    let runs = changed.chunk_by(|a, b| b - a <= 2 * CONTEXT + 1);
    for run in runs {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let start = first.saturating_sub(CONTEXT);
        let end = (last + CONTEXT + 1).min(diff.lines.len());
        let path = diff.path_of(&diff.lines[*first]);
        let place: Vec<&str> = path.iter().map(|label| label.shown()).collect();
        let number = diff.lines[start].number + 1;
        writeln!(out, "{FAINT}@@ {number} @@ {}{FAINT:#}", place.join(" › "))?;
        for line in &diff.lines[start..end] {
            print_line(diff, line, out)?;
        }
    }
    writeln!(out)
}

fn print_line(diff: &FileDiff, line: &Line, out: &mut impl Write) -> io::Result<()> {
    let text = diff.text_of(line);
    let (style, sign) = match line.tag {
        Tag::Same => (PLAIN, ' '),
        Tag::Old => (REMOVED, '-'),
        Tag::New => (ADDED, '+'),
    };
    writeln!(out, "{style}{sign}{text}{style:#}")
}
