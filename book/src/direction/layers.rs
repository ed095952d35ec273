//! The layers of a chapter: which file is of which, and which path leads to which.

use super::imports;
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The layers of a chapter.
pub struct Layers {
    names: BTreeSet<String>,
    /// The names that `lib.rs` re-exports, and their layers.
    exported: BTreeMap<String, String>,
    library: String,
}

impl Layers {
    /// Finds the layers of a chapter: the folders of `src/` and the files in it, except `lib.rs`
    /// and files made from IDL files.
    pub fn of(repo: &Repo, chapter: Chapter) -> Result<Layers> {
        let files = repo.files(chapter)?;
        let name = |file: &String| {
            let name = layer(file)?;
            let is_generated = files.contains(&format!("idl/{name}.thrift"));
            (!is_generated).then(|| name.to_owned())
        };
        let names: BTreeSet<String> = files.iter().filter_map(name).collect();
        let library = library(repo, chapter)?;
        let root = repo.read(chapter, "src/lib.rs").unwrap_or_default();
        let exported = imports::exports(chapter, "src/lib.rs", &root)?;
        let exported = exported.into_iter().filter_map(|(name, path)| {
            let first =
                path.split("::").find(|part| *part != "crate" && *part != "self")?;
            names.contains(first).then(|| (name, first.to_owned()))
        });
        Ok(Layers { exported: exported.collect(), names, library })
    }

    /// The names of all layers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The name by which other crates import this one.
    pub fn library(&self) -> &str {
        &self.library
    }

    /// The layer that a file is in.
    pub fn of_file<'a>(&self, file: &'a str) -> Option<&'a str> {
        layer(file).filter(|name| self.names.contains(*name))
    }

    /// The layer that a path such as `crate::rpc::Client` leads to.
    pub fn of_path(&self, path: &str) -> Option<&str> {
        let first = path.strip_prefix("crate::")?.split("::").next()?;
        match self.names.get(first) {
            Some(name) => Some(name),
            None => self.exported.get(first).map(String::as_str),
        }
    }
}

/// `src/rpc/client.rs` and `src/rpc.rs` are of the layer `rpc`.
fn layer(file: &str) -> Option<&str> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    path.split('/').next().filter(|name| *name != "lib" && *name != "main")
}

fn library(repo: &Repo, chapter: Chapter) -> Result<String> {
    let manifest = repo.read(chapter, "Cargo.toml").unwrap_or_default();
    let manifest: toml::Table =
        manifest.parse().with_context(|| format!("{chapter}/Cargo.toml"))?;
    let name = |table: &str| manifest.get(table)?.get("name")?.as_str();
    let name = name("lib").or_else(|| name("package"));
    Ok(name.unwrap_or_default().replace('-', "_"))
}
