//! What the next chapter has taken of a chapter's files since the last commit, kept in git's
//! folder.

use crate::repo::Chapter;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The notes of all chapters.
pub struct Notes {
    dir: PathBuf,
}

impl Notes {
    /// Notes kept in `dir`.
    pub fn new(dir: PathBuf) -> Notes {
        Notes { dir }
    }

    /// The version of a file that the chapter after `chapter` took last, if it took one on top of
    /// this committed version: `Some(None)` if it took its deletion.
    pub fn taken(
        &self,
        chapter: Chapter,
        path: &str,
        committed: Option<&[u8]>,
    ) -> Result<Option<Option<Vec<u8>>>> {
        let note = self.note(chapter, path);
        if !note.is_dir() || read(&note.join("committed"))?.as_deref() != committed {
            return Ok(None);
        }
        Ok(Some(read(&note.join("taken"))?))
    }

    /// Remembers that the chapter after `chapter` has `taken`.
    pub fn write(
        &self,
        chapter: Chapter,
        path: &str,
        committed: Option<&[u8]>,
        taken: Option<&[u8]>,
    ) -> Result<()> {
        let note = self.note(chapter, path);
        remove(&note)?;
        fs::create_dir_all(&note)
            .with_context(|| format!("cannot write {}", note.display()))?;
        for (name, text) in [("committed", committed), ("taken", taken)] {
            if let Some(text) = text {
                fs::write(note.join(name), text)?;
            }
        }
        Ok(())
    }

    /// Throws all notes away.
    pub fn forget(&self) -> Result<()> {
        remove(&self.dir)
    }

    fn note(&self, chapter: Chapter, path: &str) -> PathBuf {
        // One folder a file, whatever folders its path has.
        let name = path.replace('%', "%25").replace('/', "%2F");
        self.dir.join(chapter.to_string()).join(name)
    }
}

fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match path.exists() {
        true => Ok(Some(fs::read(path)?)),
        false => Ok(None),
    }
}

fn remove(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir)
            .with_context(|| format!("cannot remove {}", dir.display()))?;
    }
    Ok(())
}
