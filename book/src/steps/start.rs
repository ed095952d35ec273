//! `cargo book start`: a chapter in a folder of the reader's own, with blank bodies.

use super::exercise::{Exercise, STATE, State, Status};
use super::folder::{self, Files};
use super::plan::Plan;
use super::{origin, skeleton, workbook};
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which bodies are blank.
#[derive(Clone, Debug)]
pub enum Blank {
    /// Those that the chapter adds or changes.
    Chapter,
    /// Those that one page asks for.
    Page(String),
    /// Everything: the code is that of the chapter before.
    Everything,
}

/// Writes a chapter to `dir`, or else to a folder in `mine/`, and says how to go on.
///
/// # Errors
///
/// There is something in the folder already: nothing is overwritten.
pub fn start(
    repo: &Repo,
    chapter: Chapter,
    dir: Option<&Path>,
    blank: &Blank,
) -> Result<String> {
    let plan = Plan::of(repo, chapter)?;
    let origin = origin::of(repo, chapter)?;
    let mut state = State { chapter: chapter.to_string(), origin, ..State::default() };
    let files = match blank {
        Blank::Chapter => skeleton(repo, &plan, None)?,
        Blank::Page(name) => {
            let page = plan.page(name)?;
            state.page = Some(plan.pages[page].name.clone());
            skeleton(repo, &plan, Some(page))?
        }
        Blank::Everything => {
            state.from_scratch = true;
            chapter_before(repo, chapter)?
        }
    };
    let dir = new_folder(repo, chapter, dir)?;
    folder::write(&dir, &files)?;
    if let Some(tests) = workbook::of(repo, &plan)? {
        folder::write(
            &dir,
            &Files::from([(workbook::FILE.to_owned(), tests.into_bytes())]),
        )?;
    }
    write_alias(repo, &dir)?;
    std::fs::write(dir.join(".gitignore"), "/target\n")?;
    std::fs::write(dir.join(STATE), toml::to_string(&state)?)?;
    welcome(&Exercise::new(dir.canonicalize()?, state, plan))
}

fn skeleton(repo: &Repo, plan: &Plan, page: Option<usize>) -> Result<Files> {
    let mut files = folder::standalone(repo, plan.chapter)?;
    for (path, text) in
        skeleton::files(plan, |task| page.is_none_or(|page| task.page == page))
    {
        files.insert(path.to_owned(), text.into_bytes());
    }
    Ok(files)
}

/// The chapter before, with this one's manifest, tests and IDL files.
fn chapter_before(repo: &Repo, chapter: Chapter) -> Result<Files> {
    let before = repo.before(chapter)?;
    let before = before.with_context(|| format!("{chapter} is the first"))?;
    let mut files = folder::standalone(repo, chapter)?;
    files.retain(|path, _| {
        let first = path.split('/').next().unwrap_or_default();
        !matches!(first, "src" | "examples")
    });
    for (path, text) in folder::standalone(repo, before)? {
        let is_code =
            ["src/", "examples/"].iter().any(|folder| path.starts_with(folder));
        if is_code {
            let text = String::from_utf8_lossy(&text)
                .replace(&before.to_string(), &chapter.to_string());
            files.insert(path, text.into_bytes());
        }
    }
    Ok(files)
}

/// Makes the folder, which must be new or empty.
fn new_folder(repo: &Repo, chapter: Chapter, dir: Option<&Path>) -> Result<PathBuf> {
    let mine = repo.root().join("mine");
    let dir = dir.map_or_else(|| mine.join(chapter.to_string()), Path::to_owned);
    if std::fs::read_dir(&dir).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("there is something in {} already: name another folder", dir.display());
    }
    std::fs::create_dir_all(&dir)
        .with_context(|| format!("cannot make {}", dir.display()))?;
    if dir.starts_with(&mine) {
        // A reader's code is not part of this repository.
        std::fs::write(mine.join(".gitignore"), "*\n")?;
    }
    Ok(dir)
}

/// `cargo book` in the folder is this repository's.
fn write_alias(repo: &Repo, dir: &Path) -> Result<()> {
    let root = repo.root().to_string_lossy();
    let manifest = format!("{root}/Cargo.toml");
    let words = [
        "run",
        "--quiet",
        "--manifest-path",
        &manifest,
        "-p",
        "book",
        "--",
        "--root",
        &root,
    ];
    // Cargo can merge only a string with the alias of the repository around, and splits it at spaces.
    let alias = match root.contains(char::is_whitespace) {
        false => toml::Value::from(words.join(" ")),
        true => toml::Value::from(words.to_vec()),
    };
    let text = format!("[alias]\nbook = {alias}\n");
    std::fs::create_dir_all(dir.join(".cargo"))?;
    std::fs::write(dir.join(".cargo/config.toml"), text)?;
    Ok(())
}

/// Where the folder is, what to read and what to write first.
fn welcome(exercise: &Exercise) -> Result<String> {
    let Exercise { dir, plan, state, .. } = exercise;
    let pages = exercise.pages();
    let count: usize = pages.iter().map(|page| plan.tasks_of(*page).count()).sum();
    let page = &plan.pages[exercise.current_page()?];
    let mut text = String::new();
    writeln!(text, "{} is in {}", plan.chapter, dir.display())?;
    let what = match state.from_scratch {
        true => "It is the chapter before, with this one's tests.".to_owned(),
        false => {
            format!("{count} functions are blank, on {} of its pages.", pages.len())
        }
    };
    writeln!(text, "{what}\n")?;
    let html = page.file.replace("book/en/", "").replace(".md", ".html");
    writeln!(
        text,
        "read   {} ({}), or http://127.0.0.1:3000/{html} with `cargo book serve`",
        page.file, page.title
    )?;
    let mut tasks = plan.tasks_of(exercise.current_page()?);
    if let Some(task) = tasks.next() {
        let place = match exercise.status(task) {
            Status::Blank(line) => format!("{}:{line}", task.file),
            _ => task.file.clone(),
        };
        writeln!(text, "write  `{}` first: {place}", task.body.name())?;
    }
    writeln!(text, "run    cargo book test, in that folder")?;
    writeln!(text, "\nMost tests are red at the start. That is right.")?;
    Ok(text)
}
