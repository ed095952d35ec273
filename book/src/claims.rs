//! Which directive shows which changed line.
//!
//! A line goes to the directive that names the innermost item around it; what no directive
//! names goes to the directive that names the file alone. A blank line that was added or removed
//! before an unchanged item goes with the change above it.

use crate::diff::{FileDiff, Tag};
use crate::page::{Directive, Kind, Page, Target};
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use crate::select::{self, Selector};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// The diffs of all files that the book names, and who shows their lines.
#[derive(Debug, Default)]
pub struct Claims {
    files: BTreeMap<(Chapter, String), Claimed>,
}

/// A file's diff, with the directive that shows each of its lines.
#[derive(Debug)]
pub struct Claimed {
    /// The diff.
    pub diff: FileDiff,
    owners: Vec<Option<Claim>>,
}

#[derive(Clone, Debug)]
struct Claim {
    directive: Place,
    depth: usize,
}

impl Claims {
    /// Gives each changed line that a directive of `pages` names to that directive. Directives
    /// that name nothing, or what another one shows, are problems.
    pub fn of(repo: &Repo, pages: &[Page]) -> Result<(Claims, Vec<Problem>)> {
        let mut claims = Claims::default();
        let mut problems = Vec::new();
        let diffs = pages.iter().flat_map(|page| &page.directives).filter_map(as_diff);
        let (whole, parts): (Vec<_>, Vec<_>) =
            diffs.partition(|(_, target)| target.items.is_empty());
        for (place, target) in parts.iter().chain(&whole) {
            if let Err(problem) = claims.load(repo, place, target)? {
                problems.push(problem);
            }
        }
        for (place, target) in &parts {
            if let Some(file) = claims.files.get_mut(&target.key()) {
                file.claim_items(place, &target.items, &mut problems);
            }
        }
        for (place, target) in &parts {
            if let Some(file) = claims.files.get(&target.key()) {
                file.want_lines(place, target, &mut problems);
            }
        }
        for (place, target) in &whole {
            if let Some(file) = claims.files.get_mut(&target.key()) {
                problems.extend(file.claim_rest(place));
            }
        }
        for file in claims.files.values_mut() {
            file.claim_blank_lines();
        }
        Ok((claims, problems))
    }

    /// The file that `target` names.
    pub fn get(&self, target: &Target) -> Option<&Claimed> {
        self.files.get(&target.key())
    }

    /// The diff of a file, if a directive names it.
    pub fn file(&self, chapter: Chapter, path: &str) -> Option<&Claimed> {
        self.files.get(&(chapter, path.to_owned()))
    }

    /// The diffs of all files that directives name.
    pub fn diffs(&self) -> impl Iterator<Item = &FileDiff> {
        self.files.values().map(|file| &file.diff)
    }

    /// The chapters that directives name.
    pub fn chapters(&self) -> BTreeSet<Chapter> {
        self.files.keys().map(|(chapter, _)| *chapter).collect()
    }

    fn load(
        &mut self,
        repo: &Repo,
        place: &Place,
        target: &Target,
    ) -> Result<Result<(), Problem>> {
        if self.files.contains_key(&target.key()) {
            return Ok(Ok(()));
        }
        Ok(match FileDiff::load(repo, target.chapter, &target.path)? {
            None => Err(place.problem(no_such_file(repo, target)?)),
            Some(diff) => {
                let owners = vec![None; diff.lines.len()];
                self.files.insert(target.key(), Claimed { diff, owners });
                Ok(())
            }
        })
    }
}

impl Claimed {
    /// The changed lines that the directive at `place` shows.
    pub fn shown_at(&self, place: &Place) -> Vec<usize> {
        self.lines_where(|owner| owner.is_some_and(|claim| claim.directive == *place))
    }

    /// The directive that shows a line.
    pub fn shown_by(&self, line: usize) -> Option<&Place> {
        self.owners.get(line)?.as_ref().map(|claim| &claim.directive)
    }

    /// The changed lines that no directive shows.
    pub fn unshown(&self) -> Vec<usize> {
        self.lines_where(|owner| owner.is_none())
    }

    fn lines_where(&self, wanted: impl Fn(Option<&Claim>) -> bool) -> Vec<usize> {
        let changed = self.diff.narrated();
        changed.filter(|i| wanted(self.owners[*i].as_ref())).collect()
    }

    fn claim_items(
        &mut self,
        place: &Place,
        items: &[Selector],
        problems: &mut Vec<Problem>,
    ) {
        let mut twice = BTreeSet::new();
        for line in self.diff.narrated().collect::<Vec<_>>() {
            let path = self.diff.path_of(&self.diff.lines[line]);
            let depths = items.iter().filter_map(|item| item.depth_in(path));
            let Some(depth) = depths.max() else { continue };
            match &self.owners[line] {
                Some(claim) if claim.depth > depth => {}
                Some(claim) if claim.depth == depth && claim.directive != *place => {
                    twice.insert(claim.directive.clone());
                }
                _ => {
                    self.owners[line] = Some(Claim { directive: place.clone(), depth });
                }
            }
        }
        let written = items.iter().map(Selector::written).collect::<Vec<_>>().join(", ");
        for first in twice {
            let file = self.diff.file();
            problems.push(place.problem(format!(
                "`{written}` of {file} is shown twice: {first} shows it too"
            )));
        }
    }

    /// Gives a changed blank line that nobody claimed, because what it stands before is unchanged,
    /// to the change above it.
    fn claim_blank_lines(&mut self) {
        for i in 1..self.owners.len() {
            let line = &self.diff.lines[i];
            let next = self.diff.lines.get(i + 1);
            let before_unchanged = next.is_none_or(|next| next.tag != line.tag);
            let is_ours = line.tag != Tag::Same && self.owners[i].is_none();
            if is_ours && before_unchanged && self.diff.is_blank(i) {
                self.owners[i] = self.owners[i - 1].clone();
            }
        }
    }

    /// Demands that each item of a directive exists, and has a change that the directive shows.
    fn want_lines(&self, place: &Place, target: &Target, problems: &mut Vec<Problem>) {
        let file = self.diff.file();
        let shown = self.shown_at(place);
        for item in &target.items {
            let outlines: Vec<_> =
                self.diff.sources().map(|source| &*source.outline).collect();
            let exists = outlines
                .iter()
                .any(|outline| outline.items().any(|path| item.selects(path)));
            let changed = |lines: &[usize]| {
                lines.iter().any(|i| {
                    let path = self.diff.path_of(&self.diff.lines[*i]);
                    item.depth_in(path).is_some()
                })
            };
            let written = item.written();
            if self.diff.is_deleted() {
                problems.push(place.problem(format!(
                    "{file} is deleted: name the file alone, without `{written}`"
                )));
            } else if !exists {
                let names = select::suggestions(item, &outlines);
                problems.push(place.problem(no_such_item(&file, written, &names)));
            } else if !changed(&self.diff.narrated().collect::<Vec<_>>()) {
                let since = self.diff.before.map(|before| format!(" since {before}"));
                problems.push(place.problem(format!(
                    "nothing changed in `{written}` of {file}{}",
                    since.unwrap_or_default()
                )));
            } else if !changed(&shown) && !self.shown_twice(place, problems) {
                problems.push(place.problem(format!(
                    "other directives show all that changed in `{written}` of {file}"
                )));
            }
        }
    }

    /// Whether it has been reported already that this directive shows what another one does.
    fn shown_twice(&self, place: &Place, problems: &[Problem]) -> bool {
        problems.iter().any(|problem| {
            problem.place == *place && problem.text.contains("shown twice")
        })
    }

    fn claim_rest(&mut self, place: &Place) -> Option<Problem> {
        let file = self.diff.file();
        let rest = self.unshown();
        for line in &rest {
            self.owners[*line] = Some(Claim { directive: place.clone(), depth: 0 });
        }
        let whole_file = self.owners.iter().flatten().find(|claim| claim.depth == 0);
        match whole_file {
            _ if !rest.is_empty() => None,
            Some(claim) => Some(place.problem(format!(
                "{file} is shown twice: {} shows it too",
                claim.directive
            ))),
            None if self.diff.narrated().next().is_none() => {
                let since = self.diff.before.map(|before| format!(" since {before}"));
                let since = since.unwrap_or_default();
                Some(place.problem(format!("nothing changed in {file}{since}")))
            }
            None => {
                Some(place.problem(format!(
                    "other directives show all that changed in {file}"
                )))
            }
        }
    }
}

impl Target {
    fn key(&self) -> (Chapter, String) {
        (self.chapter, self.path.clone())
    }
}

fn as_diff(directive: &Directive) -> Option<(&Place, &Target)> {
    match &directive.kind {
        Kind::Diff(target) => Some((&directive.place, target)),
        _ => None,
    }
}

/// What to say of an item that is not there.
pub fn no_such_item(file: &str, written: &str, names: &[String]) -> String {
    match names {
        [] => format!("{file} has no items, so no `{written}`: name the file alone"),
        names => format!(
            "{file} has no item `{written}`; did you mean `{}`?",
            names.join("`, `")
        ),
    }
}

/// What to say of a file that is not there.
pub fn no_such_file(repo: &Repo, target: &Target) -> Result<String> {
    let file = target.file();
    let chapters = repo.chapters()?;
    if !chapters.contains(&target.chapter) {
        return Ok(format!("no such file: {file}; there is no {}", target.chapter));
    }
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let likeness =
        |path: &String| strsim::jaro_winkler(&name(path), &name(&target.path));
    let files = repo.files(target.chapter)?;
    let alike = files.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    Ok(match alike {
        Some(path) => {
            format!("no such file: {file}; did you mean `{}/{path}`?", target.chapter)
        }
        None => format!("no such file: {file}"),
    })
}
