//! A chapter in a folder of its own that builds alone: the reader's, or one in which a chapter is
//! tried.

use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a folder, by their paths in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files of a chapter, with a manifest that makes it a workspace of its own.
pub fn standalone(repo: &Repo, chapter: Chapter) -> Result<Files> {
    let dir = repo.dir(chapter);
    let mut files = Files::new();
    for path in repo.files(chapter)? {
        let text = std::fs::read(dir.join(&path))
            .with_context(|| format!("cannot read {chapter}/{path}"))?;
        files.insert(path, text);
    }
    leave_out_workspaces(&mut files);
    let manifest = repo.read(chapter, "Cargo.toml").unwrap_or_default();
    let root =
        std::fs::read_to_string(repo.root().join("Cargo.toml")).unwrap_or_default();
    let manifest = manifest + &additions(&files, &root)?;
    files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    if let Ok(lock) = std::fs::read(repo.root().join("Cargo.lock")) {
        files.insert("Cargo.lock".to_owned(), lock);
    }
    Ok(files)
}

/// Writes files. Files that are already right keep their time, so cargo does not rebuild them.
pub fn write(dir: &Path, files: &Files) -> Result<()> {
    for (path, text) in files {
        let path = dir.join(path);
        if std::fs::read(&path).ok().as_ref() == Some(text) {
            continue;
        }
        let parent = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, text))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Writes files, and removes all others.
pub fn mirror(dir: &Path, files: &Files) -> Result<()> {
    for path in
        crate::repo::files_in(dir)?.iter().filter(|path| !files.contains_key(*path))
    {
        std::fs::remove_file(dir.join(path))
            .with_context(|| format!("cannot remove {path}"))?;
    }
    write(dir, files)
}

/// Crates in a chapter's folder that are workspaces of their own are no part of it.
fn leave_out_workspaces(files: &mut Files) {
    let is_workspace =
        |text: &[u8]| String::from_utf8_lossy(text).contains("[workspace]");
    let manifests = files
        .iter()
        .filter(|(path, text)| path.ends_with("/Cargo.toml") && is_workspace(text));
    let folders: Vec<String> = manifests
        .map(|(path, _)| path.trim_end_matches("Cargo.toml").to_owned())
        .collect();
    files.retain(|path, _| !folders.iter().any(|folder| path.starts_with(folder)));
}

/// The lines that turn a chapter's manifest into a workspace's: its members, the repository's
/// profile, and no warnings of items that are unused only because bodies are blank.
fn additions(files: &Files, root: &str) -> Result<String> {
    let folders = files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
    let members: Vec<&str> = folders.collect();
    let root: toml::Table = root.parse().context("Cargo.toml")?;
    let mut own = toml::Table::new();
    let mut workspace = toml::Table::new();
    workspace.insert("resolver".to_owned(), "3".into());
    workspace.insert("members".to_owned(), members.into());
    own.insert("workspace".to_owned(), workspace.into());
    if let Some(dev) = root.get("profile").and_then(|profile| profile.get("dev")) {
        let mut dev = dev.clone();
        if let Some(dev) = dev.as_table_mut() {
            dev.remove("package");
            // A reader builds again and again, and has room for the notes of one chapter.
            dev.remove("incremental");
        }
        own.insert(
            "profile".to_owned(),
            toml::Table::from_iter([("dev".to_owned(), dev)]).into(),
        );
    }
    let lints = toml::Table::from_iter([("unused".to_owned(), "allow".into())]);
    let lints = toml::Table::from_iter([("rust".to_owned(), lints.into())]);
    own.insert("lints".to_owned(), lints.into());
    Ok(format!("\n{own}"))
}
