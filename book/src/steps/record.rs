//! The proof's results, kept with the book: the functions that each page asks for, and those that
//! each test needs.

use super::numbers::Numbers;
use super::plan::{Plan, Step, Task};
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The results for a chapter.
#[derive(Debug, Default, PartialEq, Deserialize)]
pub struct Record {
    /// Its pages, in order.
    #[serde(default)]
    pub pages: Vec<Asked>,
    /// What each test needs, by the test's id. The last page turns it green; a test that needs no
    /// page is green from the start.
    #[serde(default)]
    pub tests: BTreeMap<String, Needs>,
}

/// What a test needs: pages, and the functions of each that it reaches, counted from 1.
pub type Needs = BTreeMap<String, Numbers>;

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

const HEAD: &str = "# What each page asks for, and which of these functions a test needs, by their \
    numbers on each page:\n# the last page turns it green. `cargo book steps --bless` writes this.\n\n";

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
        let text = self.text()?;
        std::fs::create_dir_all(repo.book().join("steps"))
            .and_then(|()| std::fs::write(&path, text))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// The results as they are kept: a line for each test.
    fn text(&self) -> Result<String> {
        let pages = BTreeMap::from([("pages", &self.pages)]);
        let mut text =
            HEAD.to_owned() + &toml::to_string_pretty(&pages)? + "\n[tests]\n";
        for (test, needs) in &self.tests {
            let needs: Vec<String> = self
                .in_order(needs)
                .map(|(page, numbers)| format!("{page} = \"{numbers}\""))
                .collect();
            text.push_str(&format!("\"{test}\" = {{ {} }}\n", needs.join(", ")));
        }
        Ok(text.replace("{  }", "{}"))
    }

    /// What a test needs, the first page first.
    fn in_order<'a>(
        &'a self,
        needs: &'a Needs,
    ) -> impl DoubleEndedIterator<Item = (&'a str, &'a Numbers)> {
        let names = self.pages.iter().map(|page| page.name.as_str());
        names.filter_map(|name| Some((name, needs.get(name)?)))
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
            && self.tests.keys().all(|test| kept.tests.contains_key(test))
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
        let is_turned = move |needs: &Needs| {
            self.in_order(needs).next_back().is_some_and(|(last, _)| last == page)
        };
        let tests = self.tests.iter().filter(move |(_, needs)| is_turned(needs));
        tests.map(|(test, _)| test.as_str())
    }

    /// The index of the page that turns a test green; none if it is green from the start.
    pub fn page_of(&self, plan: &Plan, test: &str) -> Option<usize> {
        let (last, _) = self.in_order(self.tests.get(test)?).next_back()?;
        plan.pages.iter().position(|page| page.name == last)
    }

    /// Whether a test needs a page.
    pub fn needs(&self, test: &str, page: &str) -> bool {
        self.tests.get(test).is_some_and(|needs| needs.contains_key(page))
    }

    /// The functions that a test needs.
    pub fn functions_of<'a>(
        &'a self,
        plan: &'a Plan,
        test: &str,
    ) -> impl Iterator<Item = &'a Task> + use<'a> {
        let needs = self.tests.get(test);
        plan.pages.iter().enumerate().flat_map(move |(i, page)| {
            let numbers = needs.and_then(|needs| needs.get(&page.name));
            let is_needed =
                move |number: usize| numbers.is_some_and(|n| n.contains(number));
            let tasks = (1..).zip(plan.tasks_of(i));
            tasks.filter(move |(number, _)| is_needed(*number)).map(|(_, task)| task)
        })
    }
}

/// The most functions that a page may ask for.
const MOST: usize = 30;

/// Compares the results in the book's folder with the pages and the code, without running a test,
/// and returns what is out of date or wrong. A book that keeps none has nothing to compare.
pub fn check(repo: &Repo) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if !repo.book().join("steps").is_dir() {
        return Ok(problems);
    }
    for chapter in repo.chapters()? {
        let plan = Plan::of(repo, chapter)?;
        let kept = Record::load(repo, chapter)?;
        if plan.tasks.is_empty() && kept.pages.is_empty() {
            continue;
        }
        let place = Place::new(repo.relative(&path(repo, chapter)), 1);
        let bless = format!("`cargo book steps {chapter} --bless` writes it");
        if kept.pages != pages(&plan) {
            let text = "does not have the functions that the pages ask for";
            problems.push(place.problem(format!("{text}: {bless}")));
        }
        let names = functions(repo, chapter)?;
        let is_gone =
            |test: &&String| !names.contains(test.rsplit("::").next().unwrap_or(test));
        for test in kept.tests.keys().filter(is_gone) {
            problems.push(place.problem(format!("there is no test `{test}`: {bless}")));
        }
        for (i, page) in plan.pages.iter().enumerate() {
            problems.extend(check_page(repo, &plan, &kept, (i, page))?);
        }
    }
    Ok(problems)
}

/// A page that asks for functions asks for few, turns a test green, and says so.
fn check_page(
    repo: &Repo,
    plan: &Plan,
    kept: &Record,
    (i, page): (usize, &Step),
) -> Result<Vec<Problem>> {
    let asked = plan.tasks_of(i).count();
    if asked == 0 {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(repo.root().join(&page.file))
        .with_context(|| format!("cannot read {}", page.file))?;
    let mut wrong = Vec::new();
    if asked > MOST {
        wrong.push(format!("asks for {asked} functions, more than {MOST}"));
    }
    if kept.newly_green(&page.name).next().is_none() {
        wrong.push("asks for functions, but turns no test green".to_owned());
    }
    if !text.lines().any(|line| line == "{{#steps}}") {
        wrong.push("asks for functions, but has no `{{#steps}}`".to_owned());
    }
    let place = Place::new(&page.file, 1);
    Ok(wrong.into_iter().map(|text| place.problem(text)).collect())
}

/// The words of a chapter's Rust files: the names of its tests are among them.
fn functions(repo: &Repo, chapter: Chapter) -> Result<BTreeSet<String>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = BTreeSet::new();
    for path in repo.files(chapter)?.iter().filter(|path| path.ends_with(".rs")) {
        let text = repo.read(chapter, path).unwrap_or_default();
        words.extend(text.split(|c| !is_word(c)).map(str::to_owned));
    }
    Ok(words)
}

/// The functions that each page asks for.
pub fn pages(plan: &Plan) -> Vec<Asked> {
    let asked = |(i, page): (usize, &Step)| Asked {
        name: page.name.clone(),
        lines: plan.lines_of(i),
        functions: plan.tasks_of(i).map(|task| task.body.name()).collect(),
    };
    plan.pages.iter().enumerate().map(asked).collect()
}

fn path(repo: &Repo, chapter: Chapter) -> PathBuf {
    repo.book().join(format!("steps/{chapter}.toml"))
}
