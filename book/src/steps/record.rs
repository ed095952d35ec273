//! The proof's results, kept with the book: the functions that each page asks for, and the pages
//! that each test needs.

use super::plan::Plan;
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The results for a chapter.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its pages, in order.
    #[serde(default)]
    pub pages: Vec<Asked>,
    /// The pages that a test needs, in order, by the test's id. The last one turns it green. A
    /// test that needs none is not listed.
    #[serde(default)]
    pub tests: BTreeMap<String, Vec<String>>,
}

/// The functions that a page asks for.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The page.
    pub name: String,
    /// How many lines its functions have.
    pub lines: usize,
    /// The functions, as the page shows them.
    pub functions: Vec<String>,
}

const HEAD: &str = "# What each page asks for, and which pages a test needs: the last turns it \
    green.\n# `cargo book steps --bless` writes this.\n\n";

impl Record {
    /// The results for a chapter; empty if it has not been proven yet.
    pub fn load(repo: &Repo, chapter: Chapter) -> Result<Record> {
        let path = path(repo, chapter);
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| repo.relative(&path)),
            Err(_) => Ok(Record::default()),
        }
    }

    /// Writes the results to the book's folder.
    pub fn save(&self, repo: &Repo, chapter: Chapter) -> Result<()> {
        let path = path(repo, chapter);
        let text = HEAD.to_owned() + &toml::to_string_pretty(self)?;
        std::fs::create_dir_all(repo.book().join("steps"))
            .and_then(|()| std::fs::write(&path, text))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// A problem, if these results of today contradict those in the book's folder. A test may turn
    /// green earlier than kept, because it does not reach the same functions each time.
    pub fn compare(
        &self,
        repo: &Repo,
        plan: &Plan,
        is_test: impl Fn(&str) -> bool,
    ) -> Result<Option<Problem>> {
        let chapter = plan.chapter;
        let kept = Record::load(repo, chapter)?;
        let is_later =
            |test: &String| self.page_of(plan, test) > kept.page_of(plan, test);
        if self.pages == kept.pages
            && !self.tests.keys().any(is_later)
            && kept.tests.keys().all(|test| is_test(test))
        {
            return Ok(None);
        }
        let place = Place::new(repo.relative(&path(repo, chapter)), 1);
        let text =
            format!("is not today's: `cargo book steps {chapter} --bless` writes it");
        Ok(Some(place.problem(text)))
    }

    /// The functions that a page asks for, if there are any.
    pub fn asked(&self, page: &str) -> Option<&Asked> {
        self.pages.iter().find(|asked| asked.name == page && !asked.functions.is_empty())
    }

    /// The tests that a page turns green.
    pub fn newly_green(&self, page: &str) -> impl Iterator<Item = &str> {
        let is_turned =
            move |pages: &Vec<String>| pages.last().is_some_and(|last| last == page);
        let tests = self.tests.iter().filter(move |(_, pages)| is_turned(pages));
        tests.map(|(test, _)| test.as_str())
    }

    /// The index of the page that turns a test green; none if it is green from the start.
    pub fn page_of(&self, plan: &Plan, test: &str) -> Option<usize> {
        let last = self.tests.get(test)?.last()?;
        plan.pages.iter().position(|page| page.name == *last)
    }

    /// Whether a test needs a page.
    pub fn needs(&self, test: &str, page: &str) -> bool {
        self.tests.get(test).is_some_and(|pages| pages.iter().any(|name| name == page))
    }
}

fn path(repo: &Repo, chapter: Chapter) -> PathBuf {
    repo.book().join(format!("steps/{chapter}.toml"))
}
