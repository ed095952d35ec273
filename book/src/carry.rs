//! `cargo book carry`: takes what changed in a chapter since the last commit into all later ones.
//!
//! Chapter by chapter, each changed file is merged into the next chapter's: the base is the
//! committed version of the earlier chapter's file, theirs the version in its folder now, ours
//! the later chapter's file. So a change goes on from 03 to 04, and from there to 05.
//!
//! After a conflict, or a second change before the next commit, the same change must not be
//! merged again: [`Notes`] remember what the next chapter has taken already, which is then the
//! base. They count only for the commit they were made on.

mod notes;

use crate::git::{Change, Git};
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use notes::Notes;
use std::{fmt, fs};

/// What came of it.
#[derive(Debug, Default)]
pub struct Report {
    /// What was done to each file.
    pub done: Vec<String>,
    /// Conflicts that somebody has to resolve before it goes on.
    pub conflicts: Vec<Problem>,
}

/// Which changes to carry.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The first chapter whose changes count; all, if there is none.
    pub from: Option<Chapter>,
    /// Whether to forget what was carried since the last commit.
    pub afresh: bool,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.done {
            writeln!(f, "{line}")?;
        }
        for conflict in &self.conflicts {
            writeln!(f, "error: {conflict}")?;
        }
        if !self.conflicts.is_empty() {
            writeln!(
                f,
                "Resolve this in the file, then run `cargo book carry` again: it goes on from there."
            )
        } else if self.done.is_empty() {
            writeln!(f, "Nothing to carry.")
        } else {
            Ok(())
        }
    }
}

/// Carries changes until all chapters have them, or one of them conflicts.
pub fn carry(repo: &Repo, options: Options) -> Result<Report> {
    let git = Git { root: repo.root() };
    let notes = Notes::new(git.private_dir("carried")?);
    if options.afresh {
        notes.forget()?;
    }
    let mut report = Report { conflicts: unresolved(repo, &git)?, ..Report::default() };
    for pair in repo.chapters()?.windows(2) {
        if !report.conflicts.is_empty() {
            break;
        }
        let (earlier, later) = (pair[0], pair[1]);
        if options.from.is_some_and(|from| earlier < from) {
            continue;
        }
        let mut step =
            Step { repo, git: &git, notes: &notes, earlier, later, report: &mut report };
        if git.committed(&format!("{earlier}/Cargo.toml"))?.is_none() {
            let message = "not committed yet, so nothing tells what changed";
            step.report.done.push(format!("{earlier}: {message}"));
            continue;
        }
        for change in git.changes(&earlier.to_string())? {
            step.carry(&change).with_context(|| {
                format!("cannot carry {change:?} from {earlier} to {later}")
            })?;
        }
    }
    Ok(report)
}

/// Changed files in which there are still the markers of a conflict.
fn unresolved(repo: &Repo, git: &Git<'_>) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for chapter in repo.chapters()? {
        for change in git.changes(&chapter.to_string())? {
            let (Change::New(path)
            | Change::Modified(path)
            | Change::Renamed { to: path, .. }) = change
            else {
                continue;
            };
            let text = fs::read(repo.dir(chapter).join(&path)).unwrap_or_default();
            if let Some(line) = first_marker(&text) {
                let place = Place::new(format!("{chapter}/{path}"), line);
                problems.push(place.problem("this conflict is not resolved yet"));
            }
        }
    }
    Ok(problems)
}

/// The line of the first marker that a merge left, counted from 1.
fn first_marker(text: &[u8]) -> Option<usize> {
    let mut lines = text.split(|byte| *byte == b'\n');
    let marker = lines.position(|line| line.starts_with(b"<<<<<<< chapter-"));
    marker.map(|line| line + 1)
}

/// The way from one chapter to the next.
struct Step<'a> {
    repo: &'a Repo,
    git: &'a Git<'a>,
    notes: &'a Notes,
    earlier: Chapter,
    later: Chapter,
    report: &'a mut Report,
}

impl Step<'_> {
    fn carry(&mut self, change: &Change) -> Result<()> {
        match change {
            Change::Modified(path) => self.carry_contents(path),
            Change::New(path) => self.carry_new(path),
            Change::Deleted(path) => self.carry_deletion(path),
            Change::Renamed { from, to } => self.carry_renaming(from, to),
        }
    }

    fn carry_contents(&mut self, path: &str) -> Result<()> {
        let (base, theirs) = (self.base(path)?, self.theirs(path));
        if base == theirs {
            return Ok(());
        }
        match self.ours(path) {
            None => {
                let (earlier, later) = (self.earlier, self.later);
                self.say(
                    path,
                    &format!(
                        "{later} no longer has it, so the change in {earlier} ends here"
                    ),
                );
                Ok(())
            }
            Some(ours) => self.merge(path, base, ours, theirs),
        }
    }

    fn carry_new(&mut self, path: &str) -> Result<()> {
        let (base, theirs) = (self.base(path)?, self.theirs(path));
        if base == theirs {
            return Ok(());
        }
        match self.ours(path) {
            Some(ours) => self.merge(path, base, ours, theirs),
            None if base.is_some() => {
                self.say(path, "deleted since it was carried, and stays so");
                Ok(())
            }
            None => {
                self.write(path, &theirs.clone().unwrap_or_default())?;
                self.say(path, "new");
                self.note(path, theirs)
            }
        }
    }

    fn carry_deletion(&mut self, path: &str) -> Result<()> {
        let base = self.base(path)?;
        let Some(ours) = self.ours(path) else {
            return Ok(());
        };
        if base.is_none() {
            return Ok(());
        }
        if base.as_ref() == Some(&ours) {
            fs::remove_file(self.repo.dir(self.later).join(path))?;
            self.say(path, "deleted");
        } else {
            let (earlier, later) = (self.earlier, self.later);
            let message = format!(
                "deleted in {earlier}, but {later} changed it: delete it, or keep it"
            );
            self.conflict(path, 1, &message);
        }
        self.note(path, None)
    }

    fn carry_renaming(&mut self, from: &str, to: &str) -> Result<()> {
        if self.ours(to).is_some() || self.notes.taken(self.earlier, to, None)?.is_some()
        {
            self.carry_deletion(from)?;
            return self.carry_new(to);
        }
        let Some(ours) = self.ours(from) else {
            return self.carry_contents(from);
        };
        let base = self.base(from)?;
        let theirs = self.theirs(to);
        self.write(to, &ours)?;
        fs::remove_file(self.repo.dir(self.later).join(from))?;
        self.say(to, &format!("renamed from {from}"));
        match base == theirs {
            true => self.note(to, theirs),
            false => self.merge(to, base, ours, theirs),
        }
    }

    /// Merges, writes what came of it, and remembers it.
    fn merge(
        &mut self,
        path: &str,
        base: Option<Vec<u8>>,
        ours: Vec<u8>,
        theirs: Option<Vec<u8>>,
    ) -> Result<()> {
        let base = base.unwrap_or_default();
        let new = theirs.clone().unwrap_or_default();
        if ours == base {
            self.write(path, &new)?;
            self.say(path, "carried");
        } else if ours != new {
            let (earlier, later) = (self.earlier.to_string(), self.later.to_string());
            let merged = self.git.merge(&base, (&later, &ours), (&earlier, &new))?;
            if merged.text != ours {
                self.write(path, &merged.text)?;
            }
            match merged.conflicts {
                0 if merged.text == ours => {}
                0 => self.say(path, "merged"),
                1 => self.conflict(
                    path,
                    first_marker(&merged.text).unwrap_or(1),
                    "a conflict",
                ),
                n => {
                    let line = first_marker(&merged.text).unwrap_or(1);
                    self.conflict(
                        path,
                        line,
                        &format!("{n} conflicts, of which this is the first"),
                    );
                }
            }
        }
        self.note(path, theirs)
    }

    /// What the later chapter has of the earlier one's file: what it took since the last commit,
    /// or else what was committed.
    fn base(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let committed = self.committed(path)?;
        let taken = self.notes.taken(self.earlier, path, committed.as_deref())?;
        Ok(taken.unwrap_or(committed))
    }

    fn committed(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let text = self.git.committed(&format!("{}/{path}", self.earlier))?;
        Ok(text.map(|text| self.renamed(text)))
    }

    fn theirs(&self, path: &str) -> Option<Vec<u8>> {
        let text = fs::read(self.repo.dir(self.earlier).join(path)).ok()?;
        Some(self.renamed(text))
    }

    fn ours(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.repo.dir(self.later).join(path)).ok()
    }

    /// A text of the earlier chapter as the later one would have it: with its own name.
    fn renamed(&self, text: Vec<u8>) -> Vec<u8> {
        let (earlier, later) = (self.earlier.to_string(), self.later.to_string());
        match String::from_utf8(text) {
            Ok(text) => text.replace(&earlier, &later).into_bytes(),
            Err(binary) => binary.into_bytes(),
        }
    }

    fn write(&self, path: &str, text: &[u8]) -> Result<()> {
        let target = self.repo.dir(self.later).join(path);
        if let Some(dir) = target.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(&target, text)
            .with_context(|| format!("cannot write {}", target.display()))?;
        let source = self.repo.dir(self.earlier).join(path);
        if let Ok(source) = fs::metadata(source) {
            fs::set_permissions(&target, source.permissions())?;
        }
        Ok(())
    }

    fn note(&self, path: &str, taken: Option<Vec<u8>>) -> Result<()> {
        let committed = self.committed(path)?;
        self.notes.write(self.earlier, path, committed.as_deref(), taken.as_deref())
    }

    fn say(&mut self, path: &str, what: &str) {
        self.report.done.push(format!("{}/{path}: {what}", self.later));
    }

    fn conflict(&mut self, path: &str, line: usize, what: &str) {
        let place = Place::new(format!("{}/{path}", self.later), line);
        self.report.conflicts.push(place.problem(what));
    }
}
