//! Builds the book: mdBook in this process, with our preprocessor.

use crate::expand::{self, Expand};
use crate::page::Page;
use crate::repo::Repo;
use crate::trim;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How to build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// HTML that every page ends with.
    pub footer: String,
    /// The address at which the book will be found, instead of the one in `book.toml`.
    pub site_url: Option<String>,
}

/// Builds the book, and returns the folder that it is in.
///
/// The old one stays until the new one is ready, so a failed build leaves it whole.
///
/// # Errors
///
/// [`Problems`](crate::problem::Problems) in its pages, among others.
pub fn build(repo: &Repo, options: &Options) -> Result<PathBuf> {
    let mut book = load(repo)?;
    let finished = book.build_dir_for("html");
    let staging = finished.with_extension("new");
    let outdated = finished.with_extension("old");
    book.config.build.build_dir = staging.clone();
    if let Some(url) = &options.site_url {
        book.config.set("output.html.site-url", url)?;
    }
    let hidden: BTreeMap<_, _> = reference_pages(&book)
        .map(|page| (page, BTreeMap::from([("enable", false)])))
        .collect();
    if !hidden.is_empty() {
        book.config.set("output.html.search.chapter", hidden)?;
    }
    let unsearched: Option<Vec<String>> =
        book.config.get("preprocessor.diff.unsearched")?;
    book.with_preprocessor(Expand {
        repo: repo.clone(),
        footer: options.footer.clone(),
    });
    book.build()?;
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
    finished
        .canonicalize()
        .with_context(|| format!("cannot open {}", finished.display()))
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
