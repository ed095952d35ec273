//! `cargo book test`: the functions of a page that are still blank, and its tests.

use super::exercise::{Exercise, Status};
use super::origin;
use super::record::Record;
use super::tests::{self, Built, Run};
use super::tried::{Group, Tried};
use crate::repo::Repo;
use crate::watch::{Changes, Waited};
use anyhow::Result;
use notify::RecursiveMode;
use std::collections::BTreeSet;
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
    let record = Record::load(repo, exercise.plan.chapter)?;
    let mut tried = Tried::new(&record, last);
    // The page that is worked on: its functions may all be written, and its tests red.
    let is_open = |page: &usize| {
        let green = &exercise.state.green;
        tried.ids_of(&exercise, *page).any(|id| !green.contains(id))
    };
    let focus = named.or((0..last).find(is_open)).unwrap_or(last);

    let chapter = exercise.plan.chapter;
    let first = targets(&exercise, &record, &tried, focus);
    match &first {
        Some(_) => eprintln!(
            "Building {chapter} and the tests of {} …",
            exercise.plan.pages[focus].name
        ),
        None => eprintln!("Building {chapter} and its tests …"),
    }
    let built = tests::build_some(&exercise.dir, None, first.as_ref())?;
    let mut has_errors = print_errors(&built);
    if built.tests.is_empty() {
        print_page(&exercise, last, options);
        println!("  Nothing can be tested before it compiles.");
        return Ok(false);
    }
    built.tests.into_iter().for_each(|test| tried.add(&exercise, test));
    run(&exercise, &mut tried, focus, options.limit, |group| {
        matches!(group, Group::Page(page) if page == focus) || group == Group::Own
    })?;
    // The earlier tests may be many: a page that is red is shown before they are run.
    let is_shown = named.is_some() || !tried.is_green(focus);
    let mut blank = 0;
    if is_shown {
        blank = print_page(&exercise, focus, options);
        tried.print(&exercise, focus, has_errors, options.all);
        tried.keep(&mut exercise.state.green);
        exercise.save()?;
    }
    if first.is_some() {
        eprintln!("Building the other tests …");
        let built = tests::build(&exercise.dir, None)?;
        has_errors = has_errors || print_errors(&built);
        built.tests.into_iter().for_each(|test| tried.add(&exercise, test));
    }
    run(&exercise, &mut tried, focus, options.limit, |_| true)?;
    let page = named.or(tried.first_red_page()).unwrap_or(last);
    if !is_shown || page != focus {
        if is_shown {
            println!();
        }
        blank = print_page(&exercise, page, options);
        tried.print(&exercise, page, has_errors, options.all);
    }
    let is_green = tried.print_earlier(&exercise, page, options.all);
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

/// The files of tests that a page needs, and the reader's own. They are built first, because a
/// chapter may have dozens. None if some of the tests are in the sources, or not known.
fn targets(
    exercise: &Exercise,
    record: &Record,
    tried: &Tried<'_>,
    page: usize,
) -> Option<BTreeSet<String>> {
    let target = |id: &String| id.split("::").next().unwrap_or_default().to_owned();
    let mut targets: BTreeSet<String> =
        tried.ids_of(exercise, page).map(target).collect();
    if targets.is_empty() || targets.contains("lib") {
        return None;
    }
    let known: BTreeSet<String> = record.tests.keys().map(target).collect();
    let files = std::fs::read_dir(exercise.dir.join("tests")).ok()?.flatten();
    let files: BTreeSet<String> = files
        .filter(|file| {
            let path = file.path();
            path.extension().is_some_and(|end| end == "rs")
                || path.join("main.rs").is_file()
        })
        .filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    // A file may have been deleted.
    targets.retain(|target| files.contains(target));
    targets.extend(files.difference(&known).cloned());
    for target in with_features(exercise) {
        targets.remove(&target);
    }
    (!targets.is_empty()).then_some(targets)
}

/// The files of tests that cargo builds only with some features.
fn with_features(exercise: &Exercise) -> Vec<String> {
    let text = std::fs::read_to_string(exercise.dir.join("Cargo.toml"));
    let manifest: toml::Table = text.unwrap_or_default().parse().unwrap_or_default();
    let tests = manifest.get("test").and_then(toml::Value::as_array);
    let tests = tests.into_iter().flatten();
    let tests = tests.filter(|test| test.get("required-features").is_some());
    tests.filter_map(|test| Some(test.get("name")?.as_str()?.to_owned())).collect()
}

/// Runs the tests of the groups that are meant, as far as they have not been run, and says so.
fn run(
    exercise: &Exercise,
    tried: &mut Tried<'_>,
    focus: usize,
    limit: Duration,
    is_meant: impl Fn(Group) -> bool,
) -> Result<()> {
    let is_written = |task| exercise.status(task) == Status::Written;
    let is_finished = exercise.plan.tasks_of(focus).all(is_written);
    let is_of_page = |group| matches!(group, Group::Page(page) if page == focus);
    let (places, runs): (Vec<usize>, Vec<Run<'_>>) = tried
        .waiting()
        .filter(|(_, _, group)| is_meant(*group))
        .map(|(place, test, group)| {
            // Finished code does not hang, but may be slow on a busy machine.
            let limit = match is_of_page(group) || group == Group::Own {
                true if !is_finished => limit,
                true => limit.max(PATIENCE),
                false => limit.max(MORE_PATIENCE),
            };
            (place, Run { test, env: Vec::new(), limit })
        })
        .unzip();
    if runs.is_empty() {
        return Ok(());
    }
    let own = tried.waiting().filter(|(place, _, group)| {
        places.contains(place) && (is_of_page(*group) || *group == Group::Own)
    });
    let name = &exercise.plan.pages[focus].name;
    match own.count() {
        0 => {
            eprintln!("Running what should be green already: {} …", counted(runs.len()))
        }
        n => eprintln!("Running {name}: {} …", counted(n)),
    }
    let ended = tests::run(&runs, &exercise.dir)?;
    tried.end(places, ended);
    Ok(())
}

fn counted(tests: usize) -> String {
    format!("{tests} test{}", if tests == 1 { "" } else { "s" })
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

/// How long a test may take when all that it needs should be there, and how long one of an earlier
/// page, which most likely was green.
const PATIENCE: Duration = Duration::from_secs(60);
const MORE_PATIENCE: Duration = Duration::from_secs(300);

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
