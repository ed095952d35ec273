//! `cargo book check`: the book shows all of the code, its transcripts are true, its links
//! lead somewhere, and the chapters' imports run one way.

use crate::build;
use crate::claims::Claims;
use crate::coverage;
use crate::direction;
use crate::links::Links;
use crate::page::Page;
use crate::problem::{Place, Problem, Problems};
use crate::reading;
use crate::readme;
use crate::repo::{Chapter, Repo};
use crate::steps::record;
use crate::transcript;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fmt::Write;

/// What a check found.
#[derive(Debug, Default)]
pub struct Report {
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
    /// What could not be checked on this machine.
    pub skipped: Vec<Problem>,
    /// What was checked, a line each.
    pub summary: Vec<String>,
}

/// Checks everything. With `bless`, pages are rewritten to show what their commands print now.
pub fn check(repo: &Repo, options: &transcript::Options) -> Result<Report> {
    let mut report = Report::default();
    let pages = build::pages(repo)?;
    let (claims, problems) = match Claims::of(repo, &pages) {
        Ok(claims) => claims,
        Err(error) => return report.ended_by(error),
    };
    report.problems.extend(problems);
    let lines = check_lines(repo, &pages, &claims, &mut report)?;
    let links = match check_links(repo, &pages, &mut report) {
        Ok(links) => links,
        Err(error) => return report.ended_by(error),
    };
    match direction::check(repo) {
        Ok(problems) => report.problems.extend(problems),
        Err(error) => return report.ended_by(error),
    }
    report.problems.extend(record::check(repo)?);
    report.problems.extend(reading::check(&pages));
    report.problems.extend(readme::check(repo, options.bless)?);
    let transcripts = check_transcripts(repo, &pages, options, &mut report)?;
    report.summary.extend(summary(&pages, &lines, &links, &transcripts));
    report.problems.sort();
    report.problems.dedup();
    Ok(report)
}

impl Report {
    /// Code or pages that cannot be read end a check, with a place or without.
    fn ended_by(mut self, error: anyhow::Error) -> Result<Report> {
        if let Some(problems) = error.downcast_ref::<Problems>() {
            self.problems.extend(problems.0.iter().cloned());
        } else if let Some(error) = error.downcast_ref::<crate::diff::ParseError>() {
            self.problems.push(error.0.clone());
        } else {
            return Err(error);
        }
        self.problems.sort();
        self.problems.dedup();
        Ok(self)
    }

    /// Whether the book is right.
    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = self.problems.iter().map(|problem| format!("error: {problem}"));
        let skipped = self.skipped.iter().map(|skipped| format!("note: {skipped}"));
        for line in problems.chain(skipped).chain(self.summary.iter().cloned()) {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// What is said of each chapter's lines.
fn check_lines(
    repo: &Repo,
    pages: &[Page],
    claims: &Claims,
    report: &mut Report,
) -> Result<BTreeMap<Chapter, String>> {
    let unwritten = check_unwritten(repo, claims, report)?;
    let told: BTreeSet<Chapter> = claims.chapters();
    let mut lines = BTreeMap::new();
    for chapter in repo.chapters()? {
        if unwritten.contains(&chapter) {
            lines.insert(chapter, "not written yet".to_owned());
            continue;
        }
        let coverage = coverage::of(repo, chapter, claims)?;
        let (changed, missing) = (coverage.changed, coverage.missing);
        let line = match missing {
            0 => format!("{changed} changed lines, all in the book"),
            missing => {
                format!("{changed} changed lines, {missing} of them not in the book")
            }
        };
        lines.insert(chapter, line);
        if told.contains(&chapter) || coverage.problems.is_empty() {
            report.problems.extend(coverage.problems);
        } else {
            let place =
                pages.first().map_or(Place::new("book", 1), |page| page.place(0));
            report.problems.push(place.problem(format!(
                "no page shows any code of {chapter}; until one does, list it as unwritten in book/book.toml"
            )));
        }
    }
    Ok(lines)
}

/// The chapters that `book.toml` lists as unwritten, which must exist and be so.
fn check_unwritten(
    repo: &Repo,
    claims: &Claims,
    report: &mut Report,
) -> Result<BTreeSet<Chapter>> {
    let mut unwritten = BTreeSet::new();
    let (chapters, told) = (repo.chapters()?, claims.chapters());
    for name in build::unwritten(repo)? {
        let problem = match Chapter::parse(&name)
            .filter(|chapter| chapters.contains(chapter))
        {
            None => {
                format!("`{name}` is listed as unwritten, but there is no such chapter")
            }
            Some(chapter) if told.contains(&chapter) => {
                format!("`{name}` is listed as unwritten, but a page shows code of it")
            }
            Some(chapter) => {
                unwritten.insert(chapter);
                continue;
            }
        };
        let place = place_in_config(repo, &name)?;
        report.problems.push(place.problem(problem));
    }
    Ok(unwritten)
}

fn place_in_config(repo: &Repo, text: &str) -> Result<Place> {
    let config = std::fs::read_to_string(repo.book().join("book.toml"))?;
    let line = config.lines().position(|line| line.contains(text));
    Ok(Place::new("book/book.toml", line.unwrap_or(0) + 1))
}

/// The number of links of each page.
fn check_links(
    repo: &Repo,
    pages: &[Page],
    report: &mut Report,
) -> Result<BTreeMap<String, usize>> {
    let built = build::build(repo)?;
    let source = build::source(repo)?;
    let mut links = Links::new(repo, &source, &built.dir);
    let mut counts = BTreeMap::new();
    for page in pages {
        let found = links.check(page)?;
        counts.insert(page.file.clone(), found.count);
        report.problems.extend(found.problems);
    }
    Ok(counts)
}

/// The number of transcripts of each page. Pages that are blessed are written.
fn check_transcripts(
    repo: &Repo,
    pages: &[Page],
    options: &transcript::Options,
    report: &mut Report,
) -> Result<BTreeMap<String, usize>> {
    let mut counts = BTreeMap::new();
    if options.skip {
        let place = Place::new("book", 1);
        report.skipped.push(place.problem("transcripts were not run".to_owned()));
        return Ok(counts);
    }
    for page in pages {
        let found = transcript::run(page, repo.root(), options)?;
        counts.insert(page.file.clone(), found.count);
        report.problems.extend(found.problems);
        report.skipped.extend(found.skipped);
        if let Some(text) = found.blessed {
            std::fs::write(repo.root().join(&page.file), text)
                .with_context(|| format!("cannot write {}", page.file))?;
            report.summary.push(format!("{}: rewritten", page.file));
        }
    }
    Ok(counts)
}

/// A line for each chapter, with what its pages have; then one for all other pages.
fn summary(
    pages: &[Page],
    lines: &BTreeMap<Chapter, String>,
    links: &BTreeMap<String, usize>,
    transcripts: &BTreeMap<String, usize>,
) -> Vec<String> {
    let mut rest: Vec<&Page> = pages.iter().collect();
    let mut summary = Vec::new();
    let sum = |counts: &BTreeMap<String, usize>, pages: &[&Page]| -> usize {
        pages.iter().filter_map(|page| counts.get(&page.file)).sum()
    };
    for (chapter, what) in lines {
        let (own, others) = rest.into_iter().partition(|page| page.is_of(*chapter));
        rest = others;
        let own: Vec<&Page> = own;
        let mut line = format!("{chapter}: {what}");
        if !own.is_empty() {
            let _ = write!(
                line,
                "; {}; {}",
                count(sum(transcripts, &own), "transcript"),
                count(sum(links, &own), "link")
            );
        }
        summary.push(line);
    }
    if !rest.is_empty() {
        summary.push(format!(
            "other pages: {}; {}",
            count(sum(transcripts, &rest), "transcript"),
            count(sum(links, &rest), "link")
        ));
    }
    summary
}

fn count(n: usize, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}
