//! A folder in which a reader writes a chapter.

use super::bodies::{self, Body};
use super::origin::Origin;
use super::plan::{Plan, Task};
use crate::diff::Source;
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The file that marks such a folder.
pub const STATE: &str = ".book.toml";

/// The contents of that file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// The chapter.
    pub chapter: String,
    /// The page, if only one page's functions are blank.
    pub page: Option<String>,
    /// Whether it began as the chapter before.
    #[serde(default)]
    pub from_scratch: bool,
    /// The tests that passed when they were last run.
    #[serde(default)]
    pub green: BTreeSet<String>,
    /// The grade of the last hint for each function.
    #[serde(default)]
    pub hints: BTreeMap<String, u8>,
    /// The files of the chapter when the folder was started.
    #[serde(default)]
    pub origin: Origin,
}

/// A reader's folder, and the functions to write in it.
pub struct Exercise {
    /// The folder.
    pub dir: PathBuf,
    /// The contents of its file.
    pub state: State,
    /// The chapter.
    pub plan: Plan,
    /// The reader's files that were asked for: a page may have hundreds of tests, and each needs many
    /// functions.
    files: RefCell<BTreeMap<String, Option<Rc<Parsed>>>>,
}

/// A file of the reader's, and the functions in it.
pub struct Parsed {
    /// The file.
    pub source: Source,
    bodies: Vec<Body>,
}

/// How far a function is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The file has no such function.
    Missing,
    /// Its body is still blank, at this line, counted from 1.
    Blank(usize),
    /// There is a body.
    Written,
}

impl Exercise {
    /// The folder that holds `start`.
    pub fn around(repo: &Repo, start: &Path) -> Result<Exercise> {
        let dir = start.ancestors().find(|dir| dir.join(STATE).is_file());
        let dir = dir.context(
            "this is no folder of yours: `cargo book start 03` makes one, and this command runs in it",
        )?;
        Exercise::at(repo, dir)
    }

    /// The folder `dir`.
    pub fn at(repo: &Repo, dir: &Path) -> Result<Exercise> {
        let path = dir.join(STATE);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let state: State =
            toml::from_str(&text).with_context(|| path.display().to_string())?;
        let chapter = Chapter::parse(&state.chapter)
            .with_context(|| format!("{} names no chapter", path.display()))?;
        Ok(Exercise::new(dir.to_owned(), state, Plan::of(repo, chapter)?))
    }

    /// A folder with this state.
    pub fn new(dir: PathBuf, state: State, plan: Plan) -> Exercise {
        Exercise { dir, state, plan, files: RefCell::default() }
    }

    /// Writes the state to its file.
    pub fn save(&self) -> Result<()> {
        let path = self.dir.join(STATE);
        std::fs::write(&path, toml::to_string(&self.state)?)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// The pages that ask for something, by their indices.
    pub fn pages(&self) -> Vec<usize> {
        let is_asked = |i: &usize| match &self.state.page {
            Some(page) => self.plan.pages[*i].name == *page,
            None => self.plan.tasks_of(*i).next().is_some(),
        };
        (0..self.plan.pages.len()).filter(is_asked).collect()
    }

    /// The first page of which something is still to be written, or else the last.
    pub fn current_page(&self) -> Result<usize> {
        let pages = self.pages();
        let is_open = |page: &&usize| {
            self.plan.tasks_of(**page).any(|task| self.status(task) != Status::Written)
        };
        let page = pages.iter().find(is_open).or(pages.last());
        page.copied()
            .with_context(|| format!("{} has nothing to write", self.plan.chapter))
    }

    /// How far a function is.
    pub fn status(&self, task: &Task) -> Status {
        match self.body(task) {
            None => Status::Missing,
            Some((_, body)) if body.is_blank() => Status::Blank(body.lines.start + 1),
            Some(_) => Status::Written,
        }
    }

    /// The reader's version of a function, in the reader's version of its file.
    pub fn body(&self, task: &Task) -> Option<(Rc<Parsed>, Body)> {
        let file = self.parsed(&task.file)?;
        let body = file.bodies.iter().find(|body| body.key == task.body.key)?.clone();
        Some((file, body))
    }

    /// Replaces a file of the reader's.
    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        self.files.borrow_mut().remove(file);
        let path = self.dir.join(file);
        std::fs::write(&path, text)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    fn parsed(&self, file: &str) -> Option<Rc<Parsed>> {
        if let Some(known) = self.files.borrow().get(file) {
            return known.clone();
        }
        let parse = || {
            let text = std::fs::read_to_string(self.dir.join(file)).ok()?;
            let source = Source::parse(self.plan.chapter, file, text).ok()?;
            let bodies = bodies::of(&source);
            Some(Rc::new(Parsed { source, bodies }))
        };
        let parsed = parse();
        self.files.borrow_mut().insert(file.to_owned(), parsed.clone());
        parsed
    }

    /// The function whose body has this line, counted from 1, in the reader's version.
    pub fn task_at(&self, file: &str, line: usize) -> Option<&Task> {
        let mut tasks = self.plan.tasks.iter().filter(|task| task.file == file);
        tasks.find(|task| {
            let body = self.body(task);
            body.is_some_and(|(_, body)| body.lines.contains(&(line - 1)))
        })
    }
}
