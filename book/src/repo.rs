//! The repository as the tool sees it: a row of chapters, each a folder of files, and the book.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// The folder that holds `book/` and the chapters.
#[derive(Clone, Debug)]
pub struct Repo {
    root: PathBuf,
}

/// A chapter that is a crate, as `chapter-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chapter(u8);

impl Repo {
    /// The repository at `root`, which must hold `book/book.toml`.
    pub fn at(root: &Path) -> Result<Repo> {
        if !root.join("book/book.toml").is_file() {
            bail!("{} has no book/book.toml", root.display());
        }
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot open {}", root.display()))?;
        Ok(Repo { root })
    }

    /// The repository that holds `start`.
    pub fn around(start: &Path) -> Result<Repo> {
        start
            .ancestors()
            .find(|dir| dir.join("book/book.toml").is_file())
            .with_context(|| {
                format!(
                    "no book/book.toml in {} or above; name the repository with --root",
                    start.display()
                )
            })
            .and_then(Repo::at)
    }

    /// The folder that everything is relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the mdBook.
    pub fn book(&self) -> PathBuf {
        self.root.join("book")
    }

    /// All chapters, the first one first.
    pub fn chapters(&self) -> Result<Vec<Chapter>> {
        let dir = std::fs::read_dir(&self.root)
            .with_context(|| format!("cannot read {}", self.root.display()))?;
        let mut chapters: Vec<Chapter> = dir
            .filter_map(|entry| Chapter::parse(entry.ok()?.file_name().to_str()?))
            .filter(|chapter| self.dir(*chapter).is_dir())
            .collect();
        chapters.sort();
        Ok(chapters)
    }

    /// The chapter that `chapter` is a copy of; none for the first.
    pub fn before(&self, chapter: Chapter) -> Result<Option<Chapter>> {
        Ok(self.chapters()?.into_iter().rfind(|c| *c < chapter))
    }

    /// The folder of a chapter.
    pub fn dir(&self, chapter: Chapter) -> PathBuf {
        self.root.join(chapter.to_string())
    }

    /// The files of a chapter by their paths in it, without hidden ones, `Cargo.lock` and `target/`.
    pub fn files(&self, chapter: Chapter) -> Result<BTreeSet<String>> {
        let mut files = BTreeSet::new();
        walk(&self.dir(chapter), "", &mut files)?;
        Ok(files)
    }

    /// The text of a chapter's file; none if there is no such file, or it is not text.
    pub fn read(&self, chapter: Chapter, path: &str) -> Option<String> {
        std::fs::read_to_string(self.dir(chapter).join(path)).ok()
    }

    /// `path` as it is written in messages, from the root.
    pub fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }
}

impl Chapter {
    /// Reads `chapter-04`.
    pub fn parse(name: &str) -> Option<Chapter> {
        let digits = name.strip_prefix("chapter-")?;
        let two_digits = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        two_digits.then(|| digits.parse().ok().map(Chapter))?
    }

    /// Reads what a person types: `4`, `04` or `chapter-04`.
    pub fn parse_lenient(name: &str) -> Option<Chapter> {
        let digits = name.trim_end_matches('/');
        let digits = digits.strip_prefix("chapter-").unwrap_or(digits);
        digits.parse().ok().filter(|n| *n < 100).map(Chapter)
    }

    /// The 4 of `chapter-04`.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Splits `chapter-04/src/lib.rs` into the chapter and the path in it.
    pub fn split(file: &str) -> Option<(Chapter, &str)> {
        let (chapter, path) = file.split_once('/')?;
        Some((Chapter::parse(chapter)?, path))
    }
}

impl fmt::Display for Chapter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chapter-{:02}", self.0)
    }
}

/// Whether the book has to show what changed in this file of a chapter. It need not show tests,
/// and the programs in `fuzz/` and `versus/`, of which it tells the results.
pub fn is_narrated(path: &str) -> bool {
    !path.split('/').any(|part| matches!(part, "fuzz" | "tests" | "versus"))
}

/// The files of a folder by their paths in it, without hidden ones, `Cargo.lock` and `target/`;
/// none if there is no such folder.
pub fn files_in(dir: &Path) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    if dir.exists() {
        walk(dir, "", &mut files)?;
    }
    Ok(files)
}

fn walk(dir: &Path, prefix: &str, files: &mut BTreeSet<String>) -> Result<()> {
    let entries = std::fs::read_dir(dir)
        .with_context(|| format!("cannot read {}", dir.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" || name == "Cargo.lock" {
            continue;
        }
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
