//! Tells when a file changed from which the book is made.

use crate::repo::Repo;
use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// An editor that saves a file makes several events; after this long without one it is done.
const QUIET: Duration = Duration::from_millis(30);

/// A watcher of the pages, of `book.toml` and the style sheet, and of all chapters.
pub struct Watch {
    repo: Repo,
    changes: Changes,
}

/// A watcher of folders.
pub struct Changes {
    watcher: RecommendedWatcher,
    paths: Receiver<PathBuf>,
    watched: HashSet<PathBuf>,
}

/// What waiting came to.
pub enum Waited {
    /// One of the files that changed.
    Changed(PathBuf),
    /// Nothing changed for so long.
    Nothing,
    /// Nothing will change any more.
    End,
}

impl Watch {
    /// Begins to watch.
    pub fn new(repo: &Repo) -> Result<Watch> {
        let root = repo.root().to_owned();
        let mut changes = Changes::of(move |path| matters(&root, path))?;
        changes.add(repo.root(), RecursiveMode::NonRecursive)?;
        let mut watch = Watch { repo: repo.clone(), changes };
        watch.add_folders()?;
        Ok(watch)
    }

    /// Waits for a change, and for the end of a burst of them, but no longer than `limit`.
    pub fn wait(&mut self, limit: Option<Duration>) -> Result<Waited> {
        let waited = self.changes.wait(limit);
        // There may be a new chapter.
        self.add_folders()?;
        Ok(waited)
    }

    fn add_folders(&mut self) -> Result<()> {
        self.changes.add(&self.repo.book(), RecursiveMode::Recursive)?;
        for chapter in self.repo.chapters()? {
            self.changes.add(&self.repo.dir(chapter), RecursiveMode::Recursive)?;
        }
        Ok(())
    }
}

impl Changes {
    /// A watcher of no folder yet, for files that matter.
    pub fn of(matters: impl Fn(&Path) -> bool + Send + 'static) -> Result<Changes> {
        let (sender, paths) = mpsc::channel();
        let watcher =
            notify::recommended_watcher(move |event: notify::Result<Event>| {
                let Ok(event) = event else { return };
                // Reading is an event too: a build would cause the next one.
                if matches!(event.kind, EventKind::Access(_)) {
                    return;
                }
                for path in event.paths.into_iter().filter(|path| matters(path)) {
                    // The receiver is gone when the watcher has ended.
                    let _ = sender.send(path);
                }
            });
        let watcher = watcher.context("cannot watch files")?;
        Ok(Changes { watcher, paths, watched: HashSet::new() })
    }

    /// Watches a folder, too.
    pub fn add(&mut self, dir: &Path, mode: RecursiveMode) -> Result<()> {
        if self.watched.insert(dir.to_owned()) {
            self.watcher
                .watch(dir, mode)
                .with_context(|| format!("cannot watch {}", dir.display()))?;
        }
        Ok(())
    }

    /// Waits for a change, and for the end of a burst of them, but no longer than `limit`.
    pub fn wait(&mut self, limit: Option<Duration>) -> Waited {
        let first = match limit {
            Some(limit) => self.paths.recv_timeout(limit),
            None => self.paths.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let path = match first {
            Ok(path) => path,
            Err(RecvTimeoutError::Timeout) => return Waited::Nothing,
            Err(RecvTimeoutError::Disconnected) => return Waited::End,
        };
        loop {
            match self.paths.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Waited::Changed(path),
                Err(RecvTimeoutError::Disconnected) => return Waited::End,
            }
        }
    }
}

/// Whether the book is made from this file: not from build output, and not from the tool itself.
fn matters(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else {
        return false;
    };
    let mut parts = path.iter().filter_map(|part| part.to_str());
    let hidden = !parts.clone().all(is_ours);
    let folder = parts.next().unwrap_or("");
    let of_the_tool = folder == "book" && matches!(parts.next(), Some("src" | "tests"));
    let ours = folder == "book" || folder.starts_with("chapter-");
    ours && !hidden && !of_the_tool
}

/// Whether a file or folder of this name is of the book, and not build output, hidden, or what an
/// editor leaves while it saves.
pub fn is_ours(name: &str) -> bool {
    let endings = ["~", ".swp", ".swx", ".tmp", ".bak", ".orig"];
    let of_an_editor = endings.iter().any(|ending| name.ends_with(ending))
        || name.starts_with('#')
        // The name under which vim tries whether it may write.
        || name == "4913";
    name != "target" && !name.starts_with('.') && !of_an_editor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_leaves_does_not_matter() {
        let root = Path::new("/r");
        let matters = |path: &str| matters(root, &root.join(path));
        assert!(matters("book/en/two.md") && matters("chapter-02/src/lib.rs"));
        for name in
            [".two.md.swp", "two.md~", "#two.md#", ".#two.md", "4913", "two.md.tmp"]
        {
            assert!(!matters(&format!("book/en/{name}")), "{name}");
        }
        assert!(!matters("chapter-02/target/x") && !matters("book/src/lib.rs"));
    }
}
