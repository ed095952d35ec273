//! The proof that every page of a chapter is a step: the code compiles after each page, each page
//! with functions to write turns a test green, and tests notice every function that is blank.
//!
//! The chapter is built once, with a switch in each function ([`switches`](super::switches)). A
//! first run of each test records the functions that it reaches. The test can pass once the last
//! of them has been written; a second run without that page shows whether it failed before.

use super::folder::{self, Files};
use super::plan::{Plan, Task};
use super::record::{self, Needs, Record};
use super::tests::{self, Ended, Message, Outcome, Run, Test};
use super::{skeleton, switches};
use crate::problem::{Place, Problem};
use crate::repo::Repo;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// The result for a chapter.
#[derive(Debug, Default)]
pub struct Proof {
    /// For each test the pages that it needs, by their indices.
    pub needs: BTreeMap<String, BTreeSet<usize>>,
    /// For each test the functions that it reaches, by their indices.
    pub reaches: BTreeMap<String, BTreeSet<usize>>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

/// The longest that a test may take when everything is there.
const LIMIT: Duration = Duration::from_secs(300);

/// The shortest time after which a test counts as one that hangs.
const LEAST: Duration = Duration::from_secs(10);

/// How often a test is run to be sure of what it does.
const TIMES: usize = 3;

/// Tests with switches, and which functions each of them reaches.
struct Reached {
    tests: Vec<Test>,
    functions: Vec<BTreeSet<usize>>,
    limits: Vec<Duration>,
}

/// Proves a chapter, in folders of `target/steps`.
pub fn of(repo: &Repo, plan: &Plan) -> Result<Proof> {
    let target = repo.root().join("target");
    let dir = target.join("steps").join(plan.chapter.to_string());
    let whole = folder::standalone(repo, plan.chapter)?;
    let mut proof = Proof::default();
    proof.compile(plan, &whole, &dir.join("blank"), &target)?;
    let mut files = whole;
    switches::install(plan, &mut files);
    let dir = dir.join("whole");
    folder::mirror(&dir, &files)?;
    let built = tests::build(&dir, Some(&target))?;
    proof.report(plan, &built.messages, "with all bodies");
    if proof.problems.iter().any(|problem| problem.text.contains("does not compile")) {
        return Ok(proof);
    }
    let reached = Reached::by(built.tests, &dir, plan, &mut proof)?;
    let ids = reached.tests.iter().map(Test::id);
    proof.reaches = ids.zip(reached.functions.iter().cloned()).collect();
    proof.find_needs(plan, &reached, &dir)?;
    proof.find_unnoticed(plan, &reached, &dir)?;
    tests::remove(&reached.tests);
    Ok(proof)
}

impl Proof {
    /// How many tests a page turns green; with none, how many are green from the start.
    pub fn newly_green(&self, page: Option<usize>) -> usize {
        self.needs.values().filter(|pages| pages.last().copied() == page).count()
    }

    /// The part of it that is kept with the book.
    pub fn record(&self, plan: &Plan) -> Record {
        let needs = |(test, pages): (&String, &BTreeSet<usize>)| {
            let reached = self.reaches.get(test).into_iter().flatten();
            let mut needs = Needs::new();
            for (page, number) in reached.map(|function| plan.number(*function)) {
                if pages.contains(&page) {
                    let name = plan.pages[page].name.clone();
                    needs.entry(name).or_default().insert(number);
                }
            }
            (test.clone(), needs)
        };
        Record {
            pages: record::pages(plan),
            tests: self.needs.iter().map(needs).collect(),
        }
    }

    /// Compiles the code as it is before the first page and after each page.
    fn compile(
        &mut self,
        plan: &Plan,
        whole: &Files,
        dir: &Path,
        target: &Path,
    ) -> Result<()> {
        for pages in 0..plan.pages.len() {
            let mut files = whole.clone();
            for (path, text) in skeleton::files(plan, |task| task.page >= pages) {
                files.insert(path.to_owned(), text.into_bytes());
            }
            folder::mirror(dir, &files)?;
            // Tests see signatures only, which are always the same.
            let what = if pages == 0 { "--all-targets" } else { "--lib" };
            let messages = tests::check(dir, target, what)?;
            let when = match pages.checked_sub(1) {
                None => "before the first page".to_owned(),
                Some(page) => format!("after page {}", plan.pages[page].name),
            };
            self.report(plan, &messages, &when);
        }
        Ok(())
    }

    /// Reports everything that the compiler says.
    fn report(&mut self, plan: &Plan, messages: &[Message], when: &str) {
        let place = Place::new(plan.chapter.to_string(), 1);
        self.problems.extend(messages.iter().map(|message| {
            let text = anstream::adapter::strip_str(&message.text);
            place.problem(format!("does not compile without a message {when}:\n{text}"))
        }));
    }

    /// Finds the pages that each test needs: the pages of the functions that it reaches, without
    /// the last ones if it passes without them.
    fn find_needs(&mut self, plan: &Plan, reached: &Reached, dir: &Path) -> Result<()> {
        let page_of = |function: &usize| plan.tasks[*function].page;
        let pages =
            |functions: &BTreeSet<usize>| functions.iter().map(page_of).collect();
        let mut open: Vec<(usize, BTreeSet<usize>)> =
            reached.functions.iter().map(pages).enumerate().collect();
        while !open.is_empty() {
            let (done, rest): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(_, pages)| pages.is_empty());
            let id = |test: usize| reached.tests[test].id();
            self.needs.extend(done.into_iter().map(|(test, pages)| (id(test), pages)));
            let without_last = |(test, pages): &(usize, BTreeSet<usize>)| {
                let last = pages.last().copied().unwrap_or_default();
                let functions = (0..plan.tasks.len()).filter(|f| page_of(f) >= last);
                reached.run(*test, switches::off(functions))
            };
            open = rest;
            // Once is no proof: some tests reach a function only now and then.
            for _ in 0..TIMES {
                let runs: Vec<Run<'_>> = open.iter().map(without_last).collect();
                let ended = tests::run(&runs, dir)?;
                let mut green = Vec::new();
                for ((test, pages), ended) in open.into_iter().zip(ended) {
                    if ended.outcome == Outcome::Green {
                        green.push((test, pages));
                    } else {
                        self.needs.insert(id(test), pages);
                    }
                }
                open = green;
            }
            for (_, pages) in &mut open {
                pages.pop_last();
            }
        }
        for (i, page) in plan.pages.iter().enumerate() {
            if plan.tasks_of(i).next().is_some() && self.newly_green(Some(i)) == 0 {
                let nearest = reached.nearest(plan, i).unwrap_or_default();
                let text =
                    format!("asks for functions, but turns no test green{nearest}");
                self.problems.push(Place::new(&page.file, 1).problem(text));
            }
        }
        Ok(())
    }

    /// Turns each function off alone: one of the tests that reach it must see that.
    fn find_unnoticed(
        &mut self,
        plan: &Plan,
        reached: &Reached,
        dir: &Path,
    ) -> Result<()> {
        let mut unnoticed: Vec<usize> = (0..plan.tasks.len()).collect();
        for round in 0.. {
            let runs: Vec<(usize, Run<'_>)> = unnoticed
                .iter()
                .flat_map(|function| {
                    let tests = reached.by_likelihood(*function);
                    let few = tests.into_iter().skip(round * 3).take(3);
                    few.map(|test| {
                        (*function, reached.run(test, switches::off([*function])))
                    })
                })
                .collect();
            if runs.is_empty() {
                break;
            }
            let only: Vec<Run<'_>> = runs.iter().map(|(_, run)| run.clone()).collect();
            for ((function, _), ended) in runs.iter().zip(tests::run(&only, dir)?) {
                if ended.outcome != Outcome::Green {
                    unnoticed.retain(|f| f != function);
                }
            }
        }
        for Task { file, body, .. } in unnoticed.iter().map(|f| &plan.tasks[*f]) {
            let place =
                Place::new(format!("{}/{file}", plan.chapter), body.lines.start + 1);
            let text = format!("no test notices that `{}` is blank", body.name());
            self.problems.push(place.problem(text));
        }
        Ok(())
    }
}

impl Reached {
    /// Runs all tests. One that fails is a problem, and of no use here.
    fn by(
        all: Vec<Test>,
        dir: &Path,
        plan: &Plan,
        proof: &mut Proof,
    ) -> Result<Reached> {
        let notes = tempfile::TempDir::new().context("cannot make a folder")?;
        let file = |test: usize| notes.path().join(test.to_string());
        let run =
            |(i, test)| Run { test, env: vec![switches::notes(&file(i))], limit: LIMIT };
        let runs: Vec<Run<'_>> = all.iter().enumerate().map(run).collect();
        let mut reached =
            Reached { tests: Vec::new(), functions: Vec::new(), limits: Vec::new() };
        // What a test reaches may differ from run to run: notes are of all of them.
        for _ in 1..TIMES {
            tests::run(&runs, dir)?;
        }
        for (i, Ended { outcome, printed, took }) in
            tests::run(&runs, dir)?.into_iter().enumerate()
        {
            let test = &all[i];
            if outcome != Outcome::Green {
                let place = Place::new(format!("{}/{}", plan.chapter, test.file), 1);
                let text =
                    format!("`{}` fails with all bodies there:\n{printed}", test.name);
                proof.problems.push(place.problem(text));
                continue;
            }
            reached.tests.push(test.clone());
            reached.functions.push(switches::noted(&file(i)));
            reached.limits.push(LEAST.max(took * 8));
        }
        Ok(reached)
    }

    fn run(&self, test: usize, off: (&'static str, String)) -> Run<'_> {
        Run { test: &self.tests[test], env: vec![off], limit: self.limits[test] }
    }

    /// The test of a page that needs fewest functions of later pages, and those, in words.
    fn nearest(&self, plan: &Plan, page: usize) -> Option<String> {
        let page_of = |function: &&usize| plan.tasks[**function].page;
        let later = |test: &usize| -> Vec<&usize> {
            let functions = self.functions[*test].iter();
            functions.filter(|function| page_of(function) > page).collect()
        };
        let is_of =
            |test: &usize| self.functions[*test].iter().any(|f| page_of(&f) == page);
        let tests = (0..self.tests.len()).filter(is_of);
        let nearest = tests.min_by_key(|test| later(test).len())?;
        let missing: Vec<String> = later(&nearest)
            .into_iter()
            .map(|function| {
                let task = &plan.tasks[*function];
                format!("`{}` ({})", task.body.name(), plan.pages[task.page].name)
            })
            .collect();
        let id = self.tests[nearest].id();
        Some(format!("; {id} needs of later pages: {}", missing.join(", ")))
    }

    /// The tests that reach a function, those first that reach little else.
    fn by_likelihood(&self, function: usize) -> Vec<usize> {
        let reaches = |test: &usize| self.functions[*test].contains(&function);
        let mut tests: Vec<usize> = (0..self.tests.len()).filter(reaches).collect();
        tests.sort_by_key(|test| self.functions[*test].len());
        tests
    }
}
