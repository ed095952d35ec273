//! `cargo book test`: the functions of a page that are still blank, and its tests.

use super::exercise::{Exercise, Status};
use super::origin;
use super::record::Record;
use super::tests::{self, Built, Run, Test};
use super::tried::{Group, Tried};
use crate::repo::Repo;
use crate::watch::{Changes, Waited};
use anyhow::Result;
use notify::RecursiveMode;
use std::path::Path;
use std::time::Duration;

/// What to try.
#[derive(Clone, Debug)]
pub struct Options {
    /// The page; the first that is not done if none is named.
    pub page: Option<String>,
    /// The longest that a test may take while functions are blank.
    pub limit: Duration,
    /// Whether lists are shown to their ends.
    pub all: bool,
}

/// Reports how far a page is. Returns whether it is done.
pub fn test(repo: &Repo, dir: &Path, options: &Options) -> Result<bool> {
    let mut exercise = Exercise::around(repo, dir)?;
    if let Some(warning) = origin::warning(repo, &exercise)? {
        println!("  {warning}\n");
    }
    let named = options.page.as_deref().map(|name| exercise.plan.page(name));
    let named = named.transpose()?;
    // Tests of later pages are not run.
    let last = named.map_or_else(|| exercise.current_page(), Ok)?;
    let built = tests::build(&exercise.dir, None)?;
    let has_errors = print_errors(&built);
    if built.tests.is_empty() {
        print_page(&exercise, last, options);
        println!("  Nothing can be tested before it compiles.");
        return Ok(false);
    }
    let record = Record::load(repo, exercise.plan.chapter)?;
    let tried = run(&exercise, &record, last, built.tests, options.limit)?;
    let page = named.or(tried.first_red_page()).unwrap_or(last);
    let blank = print_page(&exercise, page, options);
    let is_green = tried.print(&exercise, page, has_errors, options.all);
    tried.keep(&mut exercise.state.green);
    exercise.save()?;
    if blank > 0 && !is_green {
        println!("  Red is right as long as functions are blank.");
    }
    let is_done = blank == 0 && is_green && !has_errors;
    if is_done {
        print_next(&exercise, page);
    } else if page < last {
        let name = &exercise.plan.pages[last].name;
        println!("  `cargo book test {name}` goes on all the same.");
    }
    Ok(is_done)
}

/// Runs the tests of a page, those of the pages before it, and the reader's own.
fn run<'a>(
    exercise: &Exercise,
    record: &'a Record,
    last: usize,
    tests: Vec<Test>,
    limit: Duration,
) -> Result<Tried<'a>> {
    let mut tried = Tried::new(record, last);
    for test in tests {
        tried.add(exercise, test);
    }
    let is_written = |task| exercise.status(task) == Status::Written;
    let is_finished = exercise.plan.tasks_of(last).all(is_written);
    let run = |(test, group): (_, Group)| {
        let is_earlier = group == Group::Start || group < Group::Page(last);
        // Finished code does not hang, but may be slow on a busy machine.
        let limit = if is_earlier || is_finished { limit.max(PATIENCE) } else { limit };
        Run { test, env: Vec::new(), limit }
    };
    let runs: Vec<Run<'_>> = tried.tests().map(run).collect();
    let ended = tests::run(&runs, &exercise.dir)?;
    tried.ended = ended;
    Ok(tried)
}

/// Reports again whenever a file in the folder changes, until the process ends.
pub fn watch(repo: &Repo, dir: &Path, options: &Options) -> Result<()> {
    let root = Exercise::around(repo, dir)?.dir;
    let folder = root.clone();
    let mut changes = Changes::of(move |path| is_code(&folder, path))?;
    changes.add(&root, RecursiveMode::Recursive)?;
    loop {
        test(repo, dir, options)?;
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

/// Prints the first errors of the compiler. Returns whether there are any.
fn print_errors(built: &Built) -> bool {
    let errors = built.messages.iter().filter(|message| !message.is_warning);
    let errors: Vec<&str> = errors.map(|message| message.text.as_str()).collect();
    for error in errors.iter().take(SHOWN_ERRORS) {
        anstream::eprintln!("{error}");
    }
    if errors.len() > SHOWN_ERRORS {
        println!(
            "  … and {} more errors; `cargo check` shows all",
            errors.len() - SHOWN_ERRORS
        );
    }
    !errors.is_empty()
}

/// The functions that a page asks for. Returns how many are still to be written.
fn print_page(exercise: &Exercise, page: usize, options: &Options) -> usize {
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
    let shown = if options.all { open.len() } else { SHOWN };
    open.iter().take(shown).for_each(|line| println!("{line}"));
    if open.len() > shown {
        println!("    … and {} more; `--all` lists them", open.len() - shown);
    }
    open.len()
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
