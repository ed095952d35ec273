//! The proof that every page of a chapter is a step: what is there after each page compiles, each
//! page with functions to write turns a test green, and no function can stay blank unnoticed.
//!
//! The chapter is built once, with a switch in each function ([`switches`](super::switches)). A
//! first run of each test tells which functions it reaches. It can be green once the last of them
//! has been written, and a second run without that page shows whether it was red before.

use super::folder::{self, Files};
use super::plan::{Plan, Task};
use super::tests::{self, Ended, Message, Outcome, Run, Test};
use super::{skeleton, switches};
use crate::problem::{Place, Problem};
use crate::repo::Repo;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// What was found about a chapter.
#[derive(Debug, Default)]
pub struct Proof {
    /// The tests that pass before anything is written.
    pub at_start: Vec<String>,
    /// For each page, the tests that it turns green.
    pub newly_green: Vec<Vec<String>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The longest that a test may take when everything is there.
const LIMIT: Duration = Duration::from_secs(60);

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
    folder::write(&dir, &files)?;
    let built = tests::build(&dir, Some(&target))?;
    proof.report(plan, &built.messages, "with all bodies");
    let reached = Reached::by(built.tests, &dir, plan, &mut proof)?;
    proof.find_newly_green(plan, &reached, &dir)?;
    proof.find_unnoticed(plan, &reached, &dir)?;
    Ok(proof)
}

impl Proof {
    /// Compiles what is there after each page, from none on.
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
            folder::write(dir, &files)?;
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

    /// What the compiler has to say is a problem.
    fn report(&mut self, plan: &Plan, messages: &[Message], when: &str) {
        let place = Place::new(plan.chapter.to_string(), 1);
        self.problems.extend(messages.iter().map(|message| {
            let text = anstream::adapter::strip_str(&message.text);
            place.problem(format!("does not compile without a message {when}:\n{text}"))
        }));
    }

    /// Finds the page that turns each test green: the last of those that have what it reaches,
    /// without which it is red.
    fn find_newly_green(
        &mut self,
        plan: &Plan,
        reached: &Reached,
        dir: &Path,
    ) -> Result<()> {
        self.newly_green = vec![Vec::new(); plan.pages.len()];
        let page_of = |function: &usize| plan.tasks[*function].page;
        let mut open: Vec<(usize, BTreeSet<usize>)> = reached
            .functions
            .iter()
            .map(|functions| functions.iter().map(page_of).collect())
            .enumerate()
            .collect();
        loop {
            let (done, rest): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(_, pages)| pages.is_empty());
            self.at_start.extend(done.iter().map(|(test, _)| reached.tests[*test].id()));
            if rest.is_empty() {
                break;
            }
            let without_last = |(test, pages): &(usize, BTreeSet<usize>)| {
                let last = pages.last().copied().unwrap_or_default();
                let functions = (0..plan.tasks.len()).filter(|f| page_of(f) >= last);
                reached.run(*test, switches::off(functions))
            };
            let runs: Vec<Run<'_>> = rest.iter().map(without_last).collect();
            let ended = tests::run(&runs, dir)?;
            open = Vec::new();
            for ((test, mut pages), ended) in rest.into_iter().zip(ended) {
                let last = pages.pop_last().unwrap_or_default();
                match ended.outcome {
                    // It does not need that page.
                    Outcome::Green => open.push((test, pages)),
                    _ => self.newly_green[last].push(reached.tests[test].id()),
                }
            }
        }
        for (page, tests) in plan.pages.iter().zip(&self.newly_green) {
            let has_tasks =
                plan.tasks.iter().any(|task| plan.pages[task.page].name == page.name);
            if tests.is_empty() && has_tasks {
                let place = Place::new(&page.file, 1);
                self.problems
                    .push(place.problem("asks for functions, but turns no test green"));
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
            reached.limits.push(Duration::from_secs(3).max(took * 4));
        }
        Ok(reached)
    }

    fn run(&self, test: usize, off: (&'static str, String)) -> Run<'_> {
        Run { test: &self.tests[test], env: vec![off], limit: self.limits[test] }
    }

    /// The tests that reach a function, those first that reach little else.
    fn by_likelihood(&self, function: usize) -> Vec<usize> {
        let reaches = |test: &usize| self.functions[*test].contains(&function);
        let mut tests: Vec<usize> = (0..self.tests.len()).filter(reaches).collect();
        tests.sort_by_key(|test| self.functions[*test].len());
        tests
    }
}
