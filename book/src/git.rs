//! The few things that we ask git.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The git repository in a folder.
pub struct Git<'a> {
    pub root: &'a Path,
}

/// What happened to a file since the last commit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    New(String),
    /// It has other contents.
    Modified(String),
    /// It is gone.
    Deleted(String),
    /// It has another name, and perhaps other contents.
    Renamed { from: String, to: String },
}

/// Two texts merged, and in how many places they conflict.
pub struct Merged {
    pub text: Vec<u8>,
    pub conflicts: usize,
}

impl Git<'_> {
    /// What changed under `dir` between the last commit and the working tree, with paths in `dir`.
    pub fn changes(&self, dir: &str) -> Result<Vec<Change>> {
        // An index of our own: it finds renames of files that git does not know yet, and leaves
        // the user's index alone.
        let index = tempfile::TempDir::new()?;
        let index = index.path().join("index");
        let run = |args: &[&str]| -> Result<Vec<u8>> {
            let mut git = self.command();
            git.env("GIT_INDEX_FILE", &index).args(args);
            stdout(&mut git)
        };
        run(&["read-tree", "HEAD"])?;
        run(&["add", "--all", "--", dir])?;
        let listed = run(&[
            "diff",
            "--cached",
            "--name-status",
            "-z",
            "-M",
            "--relative",
            "HEAD",
            "--",
            dir,
        ])?;
        let listed = String::from_utf8(listed).context("a file's name is no UTF-8")?;
        let mut fields = listed.split_terminator('\0');
        let path = |fields: &mut std::str::SplitTerminator<'_, char>| {
            let path =
                fields.next().and_then(|path| path.strip_prefix(dir)?.strip_prefix('/'));
            path.map(str::to_owned).context("git diff printed something unknown")
        };
        let mut changes = Vec::new();
        while let Some(status) = fields.next() {
            changes.push(match status.as_bytes().first() {
                Some(b'A') => Change::New(path(&mut fields)?),
                Some(b'D') => Change::Deleted(path(&mut fields)?),
                Some(b'R') => {
                    Change::Renamed { from: path(&mut fields)?, to: path(&mut fields)? }
                }
                _ => Change::Modified(path(&mut fields)?),
            });
        }
        Ok(changes)
    }

    /// A file as it was committed last; none if it was not.
    pub fn committed(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let object = format!("HEAD:./{path}");
        let exists = self.command().args(["cat-file", "-e", &object]).output()?;
        if !exists.status.success() {
            return Ok(None);
        }
        stdout(self.command().args(["cat-file", "blob", &object])).map(Some)
    }

    /// A place for notes that are no part of the repository.
    pub fn private_dir(&self, name: &str) -> Result<PathBuf> {
        let path = stdout(self.command().args(["rev-parse", "--git-path", name]))?;
        let path = String::from_utf8(path).context("git's folder is no UTF-8")?;
        Ok(self.root.join(path.trim_end()))
    }

    /// Merges what changed from `base` to `theirs` into `ours`. Conflicts are marked with the
    /// names of both sides.
    pub fn merge(
        &self,
        base: &[u8],
        ours: (&str, &[u8]),
        theirs: (&str, &[u8]),
    ) -> Result<Merged> {
        let dir = tempfile::TempDir::new()?;
        let write = |name: &str, text: &[u8]| -> Result<PathBuf> {
            let path = dir.path().join(name);
            std::fs::write(&path, text)?;
            Ok(path)
        };
        let files =
            [write("ours", ours.1)?, write("base", base)?, write("theirs", theirs.1)?];
        let labels = ["-L", ours.0, "-L", "before", "-L", theirs.0];
        let mut git = self.command();
        git.args(["merge-file", "-p"]).args(labels).args(&files);
        let output = run(&mut git)?;
        match output.status.code() {
            // More conflicts than fit are reported as 127.
            Some(conflicts @ 0..=127) => Ok(Merged {
                text: output.stdout,
                conflicts: conflicts.unsigned_abs() as usize,
            }),
            _ => bail!(
                "git merge-file: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            ),
        }
    }

    fn command(&self) -> Command {
        let mut git = Command::new("git");
        git.current_dir(self.root);
        // A hook's environment would point to another repository.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            git.env_remove(name);
        }
        git
    }
}

fn stdout(command: &mut Command) -> Result<Vec<u8>> {
    let output = run(command)?;
    if !output.status.success() {
        let name = command.get_args().next().unwrap_or(OsStr::new("")).to_string_lossy();
        bail!("git {name}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

fn run(command: &mut Command) -> Result<Output> {
    command.output().context("cannot run git")
}
