//! `cargo book hint` and `cargo book solve`: help with one function.

use super::about::Named;
use super::exercise::{Exercise, Status};
use super::plan::Task;
use super::{about, shape, skeleton};
use crate::repo::Repo;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The number of grades; each shows more than the one before.
const GRADES: u8 = 3;

/// The next hint for a function, or for the first that is still blank.
pub fn hint(repo: &Repo, dir: &Path, function: Option<&str>) -> Result<String> {
    let mut exercise = Exercise::around(repo, dir)?;
    let task = task(&exercise, function)?.clone();
    let id = format!("{}::{}", task.file, task.body.key);
    let last = exercise.state.hints.get(&id).copied().unwrap_or(0);
    let grade = (last + 1).min(GRADES);
    exercise.state.hints.insert(id, grade);
    exercise.save()?;
    let source = exercise.plan.source(&task);
    let body = &source.text[task.body.braces.clone()];
    let signature = source.text[task.body.whole.start..task.body.braces.start].trim();
    let text = match grade {
        1 => what(repo, &exercise, &task, signature)?,
        2 => format!("{signature} {}", outdented(&exercise, &task, &shape::of(body))),
        _ => format!("{signature} {}", outdented(&exercise, &task, body)),
    };
    let name = exercise.plan.name_of(&task);
    let more = match grade {
        1 => format!("cargo book hint {name}    # its shape"),
        2 => format!("cargo book hint {name}    # all of it"),
        _ => format!("cargo book solve {name}    # writes it into your file"),
    };
    Ok(format!(
        "{} ({}), hint {grade} of {GRADES}\n\n{text}\n\nNext: {more}\n",
        task.body.name(),
        task.file
    ))
}

/// Writes the chapter's body of a function into the reader's file. A page's name, if no function
/// has it, means all functions of the page that are blank.
///
/// # Errors
///
/// The reader has written one, and `force` is not set.
pub fn solve(repo: &Repo, dir: &Path, name: &str, force: bool) -> Result<String> {
    let exercise = Exercise::around(repo, dir)?;
    if exercise.plan.named(name).is_empty() && exercise.plan.page(name).is_ok() {
        return solve_page(repo, dir, name, force);
    }
    write(&exercise, exercise.task(name)?, force)
}

/// Writes all functions of a page that are blank; with `force`, also those that the reader has
/// written. Says which ones the reader's files do not have, and goes on.
pub fn solve_page(repo: &Repo, dir: &Path, page: &str, force: bool) -> Result<String> {
    let exercise = Exercise::around(repo, dir)?;
    let page = exercise.plan.page(page)?;
    let is_meant = |task: &&Task| force || exercise.status(task) != Status::Written;
    let written: Result<String> = exercise
        .plan
        .tasks_of(page)
        .filter(is_meant)
        .map(|task| match exercise.status(task) {
            Status::Missing => {
                Ok(format!("not written: {}\n", missing(&exercise, task)))
            }
            _ => write(&exercise, task, force),
        })
        .collect();
    Ok(match written? {
        lines if lines.is_empty() => {
            format!("{}: nothing is blank\n", exercise.plan.pages[page].name)
        }
        lines => lines,
    })
}

/// Writes a function into the reader's file as it is now.
fn write(exercise: &Exercise, task: &Task, force: bool) -> Result<String> {
    let (file, body) = exercise.body(task).with_context(|| missing(exercise, task))?;
    if !body.is_blank() && !force {
        bail!(
            "`{}` is not blank any more; --force replaces what you wrote",
            body.name()
        );
    }
    let theirs = &exercise.plan.source(task).text[task.body.braces.clone()];
    let text = skeleton::edited(
        &file.source.text,
        vec![(body.braces.clone(), theirs.to_owned())],
    );
    exercise.write(&task.file, &text)?;
    Ok(format!("{}:{}: `{}` is written\n", task.file, body.lines.start + 1, body.name()))
}

/// Why a function cannot be written into the reader's file.
fn missing(exercise: &Exercise, task: &Task) -> String {
    let (file, name) = (&task.file, exercise.plan.name_of(task));
    format!(
        "{file} has no `{}`, or does not parse; `cargo book hint {name}` shows it",
        task.body.name()
    )
}

fn task<'a>(exercise: &'a Exercise, function: Option<&str>) -> Result<&'a Task> {
    if let Some(name) = function {
        return exercise.task(name);
    }
    let page = exercise.current_page()?;
    let mut tasks = exercise.plan.tasks_of(page);
    let open = tasks.find(|task| exercise.status(task) != Status::Written);
    open.context("all functions are written; name one to see a hint for it")
}

/// The task of a function: its doc comment, and the page's words about it.
fn what(
    repo: &Repo,
    exercise: &Exercise,
    task: &Task,
    signature: &str,
) -> Result<String> {
    let source = exercise.plan.source(task);
    let mut above: Vec<&str> = (0..task.body.lines.start)
        .rev()
        .map(|line| source.line(line).trim())
        .take_while(|line| line.starts_with("///") || line.starts_with("#["))
        .filter_map(|line| line.strip_prefix("///"))
        .collect();
    above.reverse();
    let docs: String = above.iter().map(|line| format!("{}\n", line.trim())).collect();
    let page = std::fs::read_to_string(repo.root().join(&task.place.file))
        .with_context(|| format!("cannot read {}", task.place.file))?;
    let name = task.body.name();
    let last = |name: &str| name.rsplit("::").next().map(str::to_owned);
    let names = exercise.plan.tasks.iter().map(|task| task.body.name());
    let is_alone = names.filter(|n| last(n) == last(&name)).count() == 1;
    let about =
        about::of(&page, &Named { name: &name, is_alone, line: task.place.line });
    let page = format!("The page says ({}):\n\n{about}", task.place);
    let parts = [signature, docs.trim_end(), &page];
    Ok(parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n"))
}

/// Code without the indentation that its last line has.
fn outdented(exercise: &Exercise, task: &Task, code: &str) -> String {
    let indent = skeleton::indent(exercise.plan.source(task), &task.body);
    code.replace(&format!("\n{indent}"), "\n")
}
