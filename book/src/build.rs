//! Builds the book: mdBook in this process, with our preprocessor.

use crate::expand::{self, Expand};
use crate::live::Live;
use crate::page::Page;
use crate::repo::Repo;
use crate::trim;
use anyhow::{Context, Result};
use fs4::fs_std::FileExt;
use mdbook_driver::MDBook;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A book that no other process builds anew while this is there.
#[derive(Debug)]
pub struct Built {
    /// The folder that it is in.
    pub dir: PathBuf,
    _lock: File,
}

/// Builds the book, after whoever builds it now.
///
/// The old one stays until the new one is ready, so a failed build leaves it whole.
///
/// # Errors
///
/// [`Problems`](crate::problem::Problems) in its pages, among others.
pub fn build(repo: &Repo) -> Result<Built> {
    build_with(repo, None)
}

/// Builds the book to be served while it is written, if `live` is given.
pub(crate) fn build_with(repo: &Repo, live: Option<Live>) -> Result<Built> {
    let book = load(repo)?;
    let finished = folder(&book, live.is_some());
    let lock = lock(&finished)?;
    let staging = finished.with_extension("new");
    let outdated = finished.with_extension("old");
    let unsearched: Option<Vec<String>> =
        book.config.get("preprocessor.diff.unsearched")?;
    render(repo, book, live, &staging)?;
    trim::print(&staging)?;
    trim::search(&staging, &unsearched.unwrap_or_default())?;
    remove(&outdated)?;
    if finished.exists() {
        std::fs::rename(&finished, &outdated)
            .with_context(|| format!("cannot replace {}", finished.display()))?;
    }
    std::fs::rename(&staging, &finished)
        .with_context(|| format!("cannot write {}", finished.display()))?;
    remove(&outdated)?;
    let dir = finished
        .canonicalize()
        .with_context(|| format!("cannot open {}", finished.display()))?;
    Ok(Built { dir, _lock: lock })
}

/// Builds the pages again that `live` says are not what a reader has, into the folder that the
/// book is in.
pub(crate) fn build_changed(repo: &Repo, live: Live) -> Result<()> {
    let book = load(repo)?;
    let finished = folder(&book, true);
    let _lock = lock(&finished)?;
    let staging = finished.with_extension("new");
    let first = book.book.chapters().find_map(|chapter| chapter.path.clone());
    render(repo, book, Some(live.clone()), &staging)?;
    let copy = |page: &Path| {
        let (from, to) = (staging.join(page), finished.join(page));
        std::fs::rename(&from, &to)
            .with_context(|| format!("cannot write {}", to.display()))
    };
    for page in live.changed() {
        if first.as_deref().is_some_and(|first| first.with_extension("html") == page) {
            // The front page is there twice, unless its name is that already.
            let _ = copy(Path::new("index.html"));
        }
        let written = staging.join(&page).exists();
        written.then(|| copy(&page)).transpose()?;
    }
    remove(&staging)
}

/// Where the book is; what is served is next to it, so that the two do not disturb each other.
fn folder(book: &MDBook, live: bool) -> PathBuf {
    let folder = book.build_dir_for("html");
    if live { PathBuf::from(format!("{}-served", folder.display())) } else { folder }
}

/// Waits until no other process builds into the folder. The lock ends with the file.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.with_extension("lock");
    let take = || {
        std::fs::create_dir_all(folder.parent().unwrap_or(folder))?;
        let file = File::create(&path)?;
        FileExt::lock_exclusive(&file)?;
        Ok::<_, std::io::Error>(file)
    };
    take().with_context(|| format!("cannot lock {}", path.display()))
}

/// Has mdBook build the book into `dir`.
fn render(repo: &Repo, mut book: MDBook, live: Option<Live>, dir: &Path) -> Result<()> {
    book.config.build.build_dir = dir.to_owned();
    if live.is_some() {
        book.config.set("output.html.site-url", "/")?;
        // A page that is built again still finds what was there before.
        book.config.set("output.html.hash-files", false)?;
    }
    let hidden: BTreeMap<_, _> = reference_pages(&book)
        .map(|page| (page, BTreeMap::from([("enable", false)])))
        .collect();
    if !hidden.is_empty() {
        book.config.set("output.html.search.chapter", hidden)?;
    }
    book.with_preprocessor(Expand { repo: repo.clone(), live });
    book.build()
}

/// The pages as their authors wrote them.
pub fn pages(repo: &Repo) -> Result<Vec<Page>> {
    let book = load(repo)?;
    let source = repo.relative(&book.source_dir());
    Ok(expand::pages_of(&book.book, &source))
}

/// The folder of the Markdown, as `book/en`.
pub fn source(repo: &Repo) -> Result<String> {
    Ok(repo.relative(&load(repo)?.source_dir()))
}

/// The chapters that `book.toml` says the book does not tell of yet.
pub fn unwritten(repo: &Repo) -> Result<Vec<String>> {
    let list = load(repo)?.config.get("preprocessor.diff.unwritten")?;
    Ok(list.unwrap_or_default())
}

/// The pages with all changes of a chapter: to look things up in, not to read or to find.
fn reference_pages(book: &MDBook) -> impl Iterator<Item = String> {
    let chapters =
        book.book.chapters().filter(|chapter| expand::is_reference(&chapter.content));
    chapters
        .filter_map(|chapter| Some(chapter.source_path.as_ref()?.to_str()?.to_owned()))
}

fn load(repo: &Repo) -> Result<MDBook> {
    MDBook::load(repo.book()).context("cannot load the book")
}

fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        std::fs::remove_dir_all(dir)
            .with_context(|| format!("cannot remove {}", dir.display()))?;
    }
    Ok(())
}
