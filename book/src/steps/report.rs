//! `cargo book steps`: the proof of each chapter, as a table of its pages.

use super::plan::Plan;
use super::proof::{self, Proof};
use crate::repo::{Chapter, Repo};
use anyhow::Result;
use std::time::Instant;

/// Proves chapters, all of them if `chapters` is empty, and prints a table of each. With `bless`,
/// the records are written. Returns whether all is well.
pub fn print(repo: &Repo, chapters: &[Chapter], bless: bool) -> Result<bool> {
    let mut is_ok = true;
    let chapters = match chapters {
        [] => repo.chapters()?,
        some => some.to_vec(),
    };
    for chapter in chapters {
        let begun = Instant::now();
        let plan = Plan::of(repo, chapter)?;
        let mut proof = proof::of(repo, &plan)?;
        let record = proof.record(&plan);
        match bless {
            true => record.save(repo, chapter)?,
            false => {
                let is_test = |test: &str| proof.needs.contains_key(test);
                let problem = record.compare(repo, &plan, is_test)?;
                proof.problems.extend(problem);
            }
        }
        is_ok &= proof.problems.is_empty();
        for problem in &proof.problems {
            println!("error: {problem}");
        }
        println!("{}", table(&plan, &proof));
        println!("{chapter} took {} s\n", begun.elapsed().as_secs());
    }
    Ok(is_ok)
}

/// A line for each page: its functions, and the tests that it turns green.
fn table(plan: &Plan, proof: &Proof) -> String {
    let width = plan.pages.iter().map(|page| page.name.len()).max().unwrap_or(0).max(7);
    let mut green = proof.newly_green(None);
    let mut text = format!(
        "{:width$}  functions  lines  newly green  green\n{:width$}  {:>9}  {:>5}  {:>11}  {green:>5}",
        plan.chapter.to_string(),
        "start",
        "",
        "",
        ""
    );
    for (i, page) in plan.pages.iter().enumerate() {
        let functions = plan.tasks_of(i).count();
        let lines = plan.lines_of(i);
        let new = proof.newly_green(Some(i));
        green += new;
        text.push_str(&format!(
            "\n{:width$}  {functions:>9}  {lines:>5}  {new:>11}  {green:>5}",
            page.name
        ));
    }
    text
}
