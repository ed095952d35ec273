//! How a reader names a function: `encode`, `FrameCodec::encode`, or `codec:encode` with its file.

use super::exercise::{Exercise, Status};
use super::plan::{Plan, Task};
use crate::select::Selector;
use anyhow::{Result, bail};

impl Plan {
    /// The functions that a name may mean.
    pub fn named(&self, name: &str) -> Vec<&Task> {
        let (file, function) = split(name);
        let selectors = Selector::list(function);
        let is_meant = |task: &&Task| {
            file.is_none_or(|file| is_file(&task.file, file))
                && (task.body.key == function
                    || selectors.iter().any(|item| item.selects(&task.body.path)))
        };
        let mut meant: Vec<&Task> = self.tasks.iter().filter(is_meant).collect();
        // Functions of this name go before methods of this name.
        if meant.iter().any(|task| task.body.name() == function) {
            meant.retain(|task| task.body.name() == function);
        }
        meant
    }

    /// The shortest name that means this function alone, as a shell takes it.
    pub fn name_of(&self, task: &Task) -> String {
        let (file, name, key) = (&task.file, task.body.name(), &task.body.key);
        let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".rs");
        let names = [name.clone(), format!("{stem}:{name}"), format!("{file}:{name}")];
        let is_enough = |name: &&String| self.named(name).len() == 1;
        let name = names.iter().find(is_enough).cloned();
        quoted(name.unwrap_or_else(|| format!("{file}:{key}")))
    }
}

impl Exercise {
    /// The function that a reader names. Of several, it is the one that the current page asks for
    /// and that is still blank.
    pub fn task(&self, name: &str) -> Result<&Task> {
        let mut meant = self.plan.named(name);
        // In a folder for one page, its function is meant.
        let asked = self.pages();
        if meant.iter().any(|task| asked.contains(&task.page)) {
            meant.retain(|task| asked.contains(&task.page));
        }
        let current = self.current_page().ok();
        let is_due = |task: &&Task| {
            Some(task.page) == current && self.status(task) != Status::Written
        };
        let due: Vec<&Task> = meant.iter().copied().filter(is_due).collect();
        match (&meant[..], &due[..]) {
            ([task], _) | (_, [task]) => Ok(task),
            ([], _) => {
                let alike = alike(&self.plan, name).join("`, `");
                let chapter = self.plan.chapter;
                bail!(
                    "no function `{name}` is to be written in {chapter}; did you mean `{alike}`?"
                )
            }
            (several, _) => {
                let lines = several.iter().map(|task| {
                    let state = match self.status(task) {
                        Status::Written => "written",
                        _ => "blank",
                    };
                    let page = &self.plan.pages[task.page].name;
                    format!("\n    {}  (page {page}, {state})", self.plan.name_of(task))
                });
                bail!(
                    "`{name}` are {} functions; name one of them:{}",
                    several.len(),
                    lines.collect::<String>()
                )
            }
        }
    }
}

/// The file and the function in `codec:encode`: what is before a single colon.
fn split(name: &str) -> (Option<&str>, &str) {
    let bytes = name.as_bytes();
    let is_colon = |i: usize| bytes.get(i) == Some(&b':');
    let is_alone =
        |i: &usize| is_colon(*i) && !is_colon(i + 1) && (*i == 0 || !is_colon(i - 1));
    match (0..bytes.len()).find(is_alone) {
        Some(i) => (Some(&name[..i]), &name[i + 1..]),
        None => (None, name),
    }
}

/// Whether a path is meant by its end, with or without `.rs`.
fn is_file(path: &str, end: &str) -> bool {
    let is_end = |path: &str| {
        path.strip_suffix(end).is_some_and(|dir| dir.is_empty() || dir.ends_with('/'))
    };
    is_end(path) || is_end(path.trim_end_matches(".rs"))
}

/// The functions whose names are most like this one.
fn alike(plan: &Plan, name: &str) -> Vec<String> {
    let mut names: Vec<String> =
        plan.tasks.iter().map(|task| task.body.name()).collect();
    names.sort_by(|a, b| {
        let likeness = |n: &str| strsim::jaro_winkler(n, name);
        likeness(b).total_cmp(&likeness(a))
    });
    names.dedup();
    names.truncate(3);
    names
}

fn quoted(name: String) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_:./-".contains(c);
    match name.chars().all(is_plain) {
        true => name,
        false => format!("'{name}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_colon_ends_a_file() {
        assert_eq!(split("encode"), (None, "encode"));
        assert_eq!(split("FrameCodec::encode"), (None, "FrameCodec::encode"));
        assert_eq!(split("codec.rs:A::encode"), (Some("codec.rs"), "A::encode"));
        assert_eq!(split("src/codec.rs:encode"), (Some("src/codec.rs"), "encode"));
    }

    #[test]
    fn a_file_is_meant_by_the_end_of_its_path() {
        for end in ["src/rpc/call.rs", "rpc/call.rs", "call.rs", "call"] {
            assert!(is_file("src/rpc/call.rs", end), "{end}");
        }
        for end in ["all.rs", "rpc", "src"] {
            assert!(!is_file("src/rpc/call.rs", end), "{end}");
        }
    }
}
