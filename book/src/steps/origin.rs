//! The state of a chapter that a reader's folder was started from.

use super::exercise::Exercise;
use super::folder;
use crate::repo::{Chapter, Repo};
use anyhow::Result;
use std::collections::BTreeMap;

/// The files of a chapter, each with a fingerprint of its text.
pub type Origin = BTreeMap<String, String>;

/// The chapter as it is now.
pub fn of(repo: &Repo, chapter: Chapter) -> Result<Origin> {
    let mut files = folder::standalone(repo, chapter)?;
    // A new version of a dependency, or another profile, makes no difference to a reader.
    files.remove("Cargo.lock");
    files.remove("Cargo.toml");
    Ok(files.into_iter().map(|(path, text)| (path, fingerprint(&text))).collect())
}

/// What to say if the chapter is no longer the one that the folder was started from.
pub fn warning(repo: &Repo, exercise: &Exercise) -> Result<Option<String>> {
    let chapter = exercise.plan.chapter;
    let (old, new) = (&exercise.state.origin, of(repo, chapter)?);
    if old.is_empty() {
        return Ok(Some(format!(
            "This folder does not say which state of {chapter} it was started from."
        )));
    }
    let is_other = |path: &&String| old.get(*path) != new.get(*path);
    let mut changed: Vec<&String> =
        old.keys().chain(new.keys()).filter(is_other).collect();
    changed.sort();
    changed.dedup();
    if changed.is_empty() {
        return Ok(None);
    }
    let files = changed.iter().map(|path| format!("\n    {path}")).collect::<String>();
    let today = exercise.dir.with_file_name(format!("{chapter}-today"));
    Ok(Some(format!(
        "{chapter} has changed since this folder was started, in {}:{files}\n  \
         What stands here may no longer fit the pages. Nothing of yours is touched. To go on with\n  \
         today's chapter, start it in a new folder and copy your functions there:\n    \
         cargo book start {:02} '{}'",
        match changed.len() {
            1 => "1 file".to_owned(),
            n => format!("{n} files"),
        },
        chapter.number(),
        today.display()
    )))
}

/// FNV-1a, which is the same on every machine. Nobody has a reason to forge it.
fn fingerprint(text: &[u8]) -> String {
    let step =
        |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    format!("{:016x}", text.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_the_specification() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"foobar"), "85944171f73967e8");
    }
}
