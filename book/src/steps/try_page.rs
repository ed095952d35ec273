//! `cargo book test`: the functions of a page that are still blank, and its tests.

use super::exercise::{Exercise, Status};
use super::record::Record;
use super::tests::{self, Ended, Outcome, Run, Test};
use super::verdict;
use crate::repo::Repo;
use crate::watch::{Changes, Waited};
use anyhow::Result;
use notify::RecursiveMode;
use std::path::Path;
use std::time::Duration;

/// Reports how far a page is: the named one, or the first that is not done. Returns whether it is
/// done.
pub fn test(
    repo: &Repo,
    dir: &Path,
    page: Option<&str>,
    limit: Duration,
) -> Result<bool> {
    let mut exercise = Exercise::around(repo, dir)?;
    let page = match page {
        Some(name) => exercise.plan.page(name)?,
        None => exercise.current_page()?,
    };
    let blank = print_page(&exercise, page);
    let built = tests::build(&exercise.dir, None)?;
    let errors = built.messages.iter().filter(|message| !message.is_warning);
    let errors: Vec<&str> = errors.map(|message| message.text.as_str()).collect();
    if !errors.is_empty() {
        errors
            .iter()
            .take(SHOWN_ERRORS)
            .for_each(|error| anstream::eprintln!("{error}"));
        let rest = errors.len().saturating_sub(SHOWN_ERRORS);
        if rest > 0 {
            println!("  … and {rest} more errors");
        }
    }
    if built.tests.is_empty() {
        println!("  Nothing can be tested before it compiles.");
        return Ok(false);
    }
    let chapter = exercise.plan.chapter;
    let record = Record::load(repo, chapter)?;
    if record.tests.is_empty() {
        println!(
            "  Which tests are this page's is not known: `cargo book steps {chapter} --bless` finds out."
        );
    }
    let (own, earlier) = split(&exercise, &record, page, built.tests);
    // Finished code does not hang, but may be slow on a busy machine.
    let limit_of_written = limit.max(PATIENCE);
    let limit = if blank == 0 { limit_of_written } else { limit };
    let runs = |tests: &[Test], limit: Duration| -> Result<Vec<Ended>> {
        let run = |test| Run { test, env: Vec::new(), limit };
        tests::run(&tests.iter().map(run).collect::<Vec<_>>(), &exercise.dir)
    };
    let (ended, ended_earlier) = (runs(&own, limit)?, runs(&earlier, limit_of_written)?);
    let green = print_tests(&exercise, &own, &ended);
    let is_kept = print_earlier(&exercise, &earlier, &ended_earlier);
    for (test, ended) in
        own.iter().chain(&earlier).zip(ended.iter().chain(&ended_earlier))
    {
        match ended.outcome {
            Outcome::Green => exercise.state.green.insert(test.id()),
            _ => exercise.state.green.remove(&test.id()),
        };
    }
    exercise.save()?;
    if blank > 0 && green < own.len() {
        println!("  Red is right as long as functions are blank.");
    }
    let is_done = blank == 0 && green == own.len() && is_kept && errors.is_empty();
    if is_done {
        print_next(&exercise, page);
    }
    Ok(is_done)
}

/// Reports again whenever a file in the folder changes, until the process ends.
pub fn watch(
    repo: &Repo,
    dir: &Path,
    page: Option<&str>,
    limit: Duration,
) -> Result<()> {
    let root = Exercise::around(repo, dir)?.dir;
    let folder = root.clone();
    let mut changes = Changes::of(move |path| is_code(&folder, path))?;
    changes.add(&root, RecursiveMode::Recursive)?;
    loop {
        test(repo, dir, page, limit)?;
        println!();
        if matches!(changes.wait(None), Waited::End) {
            return Ok(());
        }
    }
}

/// Whether a file is the reader's: not one of cargo's, nor an editor's temporary file.
fn is_code(dir: &Path, path: &Path) -> bool {
    let path = path.strip_prefix(dir).unwrap_or(path);
    let mut parts = path.iter().map(|part| part.to_string_lossy());
    let is_made = parts.any(|part| part == "target" || part.starts_with('.'));
    let known = ["rs", "toml", "thrift", "pest"];
    !is_made
        && path.extension().is_some_and(|end| known.iter().any(|known| end == *known))
}

/// How long a test may take when all that it needs should be there.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest list of functions, and how many errors of the compiler, are worth reading.
const SHOWN: usize = 12;
const SHOWN_ERRORS: usize = 3;

/// The functions that a page asks for. Returns how many are still to be written.
fn print_page(exercise: &Exercise, page: usize) -> usize {
    let step = &exercise.plan.pages[page];
    println!("{}: {} ({})", step.name, step.title, step.file);
    let tasks: Vec<_> = exercise.plan.tasks_of(page).collect();
    let open: Vec<String> = tasks
        .iter()
        .filter_map(|task| {
            let name = task.body.name();
            match exercise.status(task) {
                Status::Written => None,
                Status::Blank(line) => Some(format!("    {}:{line}  {name}", task.file)),
                Status::Missing => {
                    Some(format!("    {}  {name}, which is not there", task.file))
                }
            }
        })
        .collect();
    match open.len() {
        0 if tasks.is_empty() => println!("  It asks for no function."),
        0 => println!("  All {} functions are written.", tasks.len()),
        n => println!("  {n} of {} functions are still blank:", tasks.len()),
    }
    open.iter().take(SHOWN).for_each(|line| println!("{line}"));
    if open.len() > SHOWN {
        println!("    … and {} more", open.len() - SHOWN);
    }
    open.len()
}

/// The tests of a page, and those that should be green before it.
fn split(
    exercise: &Exercise,
    record: &Record,
    page: usize,
    all: Vec<Test>,
) -> (Vec<Test>, Vec<Test>) {
    let name = &exercise.plan.pages[page].name;
    let is_own = |test: &Test| match &exercise.state.page {
        _ if record.tests.is_empty() => true,
        Some(_) => record.needs(&test.id(), name),
        None => record.page_of(&exercise.plan, &test.id()) == Some(page),
    };
    let (own, others): (Vec<Test>, Vec<Test>) = all.into_iter().partition(is_own);
    let is_earlier = |test: &Test| {
        exercise.state.page.is_some()
            || record
                .page_of(&exercise.plan, &test.id())
                .is_none_or(|other| other < page)
    };
    (own, others.into_iter().filter(is_earlier).collect())
}

/// How many of a page's tests pass, and why the first of the others does not.
fn print_tests(exercise: &Exercise, own: &[Test], ended: &[Ended]) -> usize {
    let is_green = |ended: &&Ended| ended.outcome == Outcome::Green;
    let green = ended.iter().filter(is_green).count();
    match own.len() {
        0 => println!("  No test is this page's own."),
        all => println!("  {green} of {all} tests are green."),
    }
    let red = own.iter().zip(ended).find(|(_, ended)| !is_green(ended));
    if let Some((test, ended)) = red {
        println!("  Next: {}", verdict::explain(exercise, test, ended));
    }
    green
}

/// Reports earlier tests that fail. Returns whether there are none.
fn print_earlier(exercise: &Exercise, earlier: &[Test], ended: &[Ended]) -> bool {
    let red: Vec<_> = earlier
        .iter()
        .zip(ended)
        .filter(|(_, ended)| ended.outcome != Outcome::Green)
        .collect();
    let Some((test, ended)) = red.first() else {
        return true;
    };
    println!("  {} of {} earlier tests are red.", red.len(), earlier.len());
    println!("  First: {}", verdict::explain(exercise, test, ended));
    false
}

fn print_next(exercise: &Exercise, page: usize) {
    let pages = exercise.pages();
    match pages.iter().find(|other| **other > page) {
        Some(next) => {
            let next = &exercise.plan.pages[*next];
            println!(
                "  Done. The next page is {}: {} ({})",
                next.name, next.title, next.file
            );
        }
        None => println!("  Done, and with it {}.", exercise.plan.chapter),
    }
}
