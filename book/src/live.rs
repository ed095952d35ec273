//! A book that is read while it is written. Each page ends with a script that knows of which
//! version it is, so that it reloads when there is another one, and not when another page changed.
//!
//! A build that only some pages need renders only these. It leaves the search index and the page to
//! print as they were: [`Book::complete`] makes up for that once there is time.

use crate::build;
use crate::repo::Repo;
use anyhow::Result;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The versions of all pages, by their addresses.
pub type Versions = HashMap<PathBuf, u64>;

/// A book that is built again and again.
pub struct Book {
    repo: Repo,
    assets: u64,
    versions: Versions,
    is_complete: bool,
}

impl Book {
    /// Builds the whole book. Returns the folder that it is in, too.
    pub fn build(repo: &Repo) -> Result<(Book, PathBuf)> {
        let mut book = Book {
            repo: repo.clone(),
            assets: 0,
            versions: Versions::new(),
            is_complete: false,
        };
        book.assets = assets(repo)?;
        let dir = book.build_all()?;
        Ok((book, dir))
    }

    /// The pages that there are.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// Builds what changed, and says how many pages that were.
    pub fn update(&mut self) -> Result<usize> {
        let assets = assets(&self.repo)?;
        let before = self.versions.clone();
        if assets == self.assets {
            let live = Live::new(assets, before.clone());
            build::build_changed(&self.repo, live.clone())?;
            self.versions = live.versions();
            self.is_complete &= self.versions == before;
        } else {
            let old = std::mem::replace(&mut self.assets, assets);
            if let Err(error) = self.build_all() {
                self.assets = old;
                return Err(error);
            }
        }
        let changed =
            |(page, version): &(&PathBuf, &u64)| before.get(*page) != Some(version);
        Ok(self.versions.iter().filter(changed).count())
    }

    /// Whether the search index is that of the pages.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Brings the search index and the page to print up to date.
    pub fn complete(&mut self) -> Result<()> {
        self.build_all().map(drop)
    }

    fn build_all(&mut self) -> Result<PathBuf> {
        let live = Live::new(self.assets, Versions::new());
        let built = build::build_with(&self.repo, Some(live.clone()))?;
        self.versions = live.versions();
        self.is_complete = true;
        Ok(built.dir)
    }
}

/// A build of such a book.
#[derive(Clone)]
pub struct Live {
    assets: u64,
    before: Arc<Versions>,
    now: Arc<Mutex<Versions>>,
}

impl Live {
    fn new(assets: u64, before: Versions) -> Live {
        Live { assets, before: Arc::new(before), now: Arc::default() }
    }

    /// The Markdown of a page with its script; nothing if the page is what a reader has.
    pub(crate) fn page(&self, path: Option<&Path>, text: String) -> String {
        let Some(path) = path.map(|path| path.with_extension("html")) else {
            return text;
        };
        let version = hash(&(self.assets, &text));
        if let Ok(mut now) = self.now.lock() {
            now.insert(path.clone(), version);
        }
        if self.before.get(&path) == Some(&version) {
            return String::new();
        }
        let address = path.to_string_lossy().replace('\\', "/");
        text + &SCRIPT.replace("PAGE", &address).replace("VERSION", &version.to_string())
    }

    /// The pages that a reader does not have.
    pub(crate) fn changed(&self) -> Vec<PathBuf> {
        let mut pages = self.versions();
        pages.retain(|page, version| self.before.get(page) != Some(version));
        pages.into_keys().collect()
    }

    fn versions(&self) -> Versions {
        self.now.lock().map(|now| now.clone()).unwrap_or_default()
    }
}

/// On one line, since it stands in Markdown; once in a page, even in the one with all pages.
const SCRIPT: &str = "\n\n<script>window.news ??= new EventSource('/__news?page=PAGE&than=VERSION'); \
    window.news.onmessage = () => location.reload();</script>\n";

/// A number that changes with everything that all pages are made of: the configuration, the table
/// of contents, style sheets, images.
fn assets(repo: &Repo) -> Result<u64> {
    let mut found = Vec::new();
    let mut folders = vec![repo.book()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let meta = entry.metadata()?;
            let is_page = name.ends_with(".md") && name != "SUMMARY.md";
            if crate::watch::is_ours(&name) && !is_page {
                match meta.is_dir() {
                    true if matches!(name.as_str(), "src" | "tests" | "examples") => {}
                    true => folders.push(entry.path()),
                    false => found.push((entry.path(), meta.len(), meta.modified()?)),
                }
            }
        }
    }
    found.sort();
    Ok(hash(&found))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    // JavaScript's numbers are exact to 53 bits.
    hasher.finish() >> 11
}
