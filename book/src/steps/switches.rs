//! A chapter with a switch in each function that is to be written: it can be turned off as if it
//! were still blank, and says when a test has reached it.

use super::folder::Files;
use super::plan::{Plan, Task};
use super::skeleton::edited;
use std::collections::BTreeSet;
use std::path::Path;

/// The variable that lists the functions to turn off, by their numbers.
const OFF: &str = "STEPS_OFF";

/// The variable that names the file in which each function notes its number.
const NOTES: &str = "STEPS_NOTES";

/// Puts the switches in.
pub fn install(plan: &Plan, files: &mut Files) {
    for (path, source) in plan.files() {
        let tasks = plan.tasks.iter().enumerate().filter(|(_, task)| task.file == path);
        let edits = tasks.map(|(number, Task { body, .. })| {
            let inside = body.braces.start + 1;
            (
                inside..inside,
                format!(" if crate::__steps::is_off({number}) {{ todo!() }} "),
            )
        });
        let text = edited(&source.text, edits.collect());
        files.insert(path.to_owned(), text.into_bytes());
    }
    let count = plan.tasks.len();
    let module = MODULE.replace("COUNT", &count.to_string());
    files.insert("src/__steps.rs".to_owned(), module.into_bytes());
    let lib = files.entry("src/lib.rs".to_owned()).or_default();
    lib.extend(b"\n#[doc(hidden)]\n#[allow(missing_docs)]\npub mod __steps;\n");
}

/// The environment in which these functions are off.
pub fn off(numbers: impl IntoIterator<Item = usize>) -> (&'static str, String) {
    let numbers: Vec<String> = numbers.into_iter().map(|n| n.to_string()).collect();
    (OFF, numbers.join(","))
}

/// The environment in which the functions that are reached are noted in a file.
pub fn notes(file: &Path) -> (&'static str, String) {
    (NOTES, file.to_string_lossy().into_owned())
}

/// The functions that were noted.
pub fn noted(file: &Path) -> BTreeSet<usize> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

const MODULE: &str = r#"
use std::fs::OpenOptions;
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

static OFF: LazyLock<[bool; COUNT]> = LazyLock::new(|| {
    let mut off = [false; COUNT];
    let list = std::env::var("STEPS_OFF").unwrap_or_default();
    for number in list.split(',').filter_map(|n| n.parse::<usize>().ok()) {
        off[number] = true;
    }
    off
});
static NOTED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

pub fn is_off(number: usize) -> bool {
    if !NOTED[number].load(Relaxed)
        && !NOTED[number].swap(true, Relaxed)
        && let Some(path) = std::env::var_os("STEPS_NOTES")
        && let Ok(mut file) = OpenOptions::new().append(true).create(true).open(path)
    {
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
    OFF[number]
}
"#;
