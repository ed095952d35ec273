//! Takes out of a built book what nobody looks for there: all changes of a chapter out of the
//! page to print, and sections like exercises out of the search index.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What begins a part of a page that is not printed.
pub const UNPRINTED: &str = "<!--not printed-->";

/// What ends it.
pub const PRINTED: &str = "<!--printed-->";

/// What mdBook puts between two pages, as it begins.
const PAGE_BREAK: &str = "<div style=\"break-before: page;";

/// Takes the pages between [`UNPRINTED`] and [`PRINTED`] out of `print.html`, each with the break
/// before it.
pub fn print(dir: &Path) -> Result<()> {
    let file = dir.join("print.html");
    if !file.exists() {
        return Ok(());
    }
    let text = read(&file)?;
    let mut parts = text.split(UNPRINTED);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part
            .split_once(PRINTED)
            .with_context(|| format!("{} has a part without an end", file.display()))?;
        if out.trim_end().ends_with("</div>")
            && let Some(at) = out.rfind(PAGE_BREAK)
        {
            out.truncate(at);
        }
        out.push_str(rest);
    }
    // What copying needs.
    let copied = regex::Regex::new(" data-rest=\"[^\"]*\"")?;
    write(&file, &copied.replace_all(&out, ""))
}

const BEFORE_JSON: &str = "JSON.parse('";
const AFTER_JSON: &str = "'));";

/// Takes the sections with these titles out of the search index, and what is there for no use.
pub fn search(dir: &Path, titles: &[String]) -> Result<()> {
    let Some(file) = search_index(dir)? else {
        return Ok(());
    };
    let text = read(&file)?;
    let json = text
        .split_once(BEFORE_JSON)
        .and_then(|(before, rest)| Some((before, rest.strip_suffix(AFTER_JSON)?)));
    let (before, json) =
        json.with_context(|| format!("{} is new to us", file.display()))?;
    // As a string of JavaScript.
    let json = json.replace("\\\\", "\u{0}").replace("\\'", "'").replace('\u{0}', "\\");
    let mut search: Value = serde_json::from_str(&json)?;
    remove_documents(&mut search["index"], titles);
    let json = search.to_string().replace('\\', "\\\\").replace('\'', "\\'");
    write(&file, &format!("{before}{BEFORE_JSON}{json}{AFTER_JSON}"))
}

/// `searchindex.js`, which has a hash in its name.
fn search_index(dir: &Path) -> Result<Option<PathBuf>> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("searchindex") && name.ends_with(".js") {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// Removes documents with these titles from an index of elasticlunr.
fn remove_documents(index: &mut Value, titles: &[String]) {
    let store = &mut index["documentStore"];
    let Some(documents) = store["docs"].as_object_mut() else {
        return;
    };
    let is_gone = |document: &Value| {
        document["title"]
            .as_str()
            .is_some_and(|title| titles.iter().any(|gone| gone == title))
    };
    let gone: HashSet<String> = documents
        .iter()
        .filter(|(_, document)| is_gone(document))
        .map(|(id, _)| id.clone())
        .collect();
    documents.retain(|id, _| !gone.contains(id));
    let left = documents.len();
    store["length"] = left.into();
    if let Some(infos) = store["docInfo"].as_object_mut() {
        infos.retain(|id, _| !gone.contains(id));
    }
    let fields = index["index"].as_object_mut().into_iter().flatten();
    for (_, field) in fields {
        prune(&mut field["root"], &gone);
    }
}

/// Removes documents from a node of the index, which is a letter of a word, and the letters that
/// lead to none. Says whether the node still leads to one.
fn prune(node: &mut Value, gone: &HashSet<String>) -> bool {
    let Some(node) = node.as_object_mut() else {
        return true;
    };
    let is_letter = |key: &str| !matches!(key, "docs" | "df");
    let mut left = 0;
    if let Some(documents) = node.get_mut("docs").and_then(Value::as_object_mut) {
        documents.retain(|id, _| !gone.contains(id));
        for document in documents.values_mut() {
            shorten(&mut document["tf"]);
        }
        left = documents.len();
    }
    // Most letters end no word. A search goes on to longer words, and wants no numbers of them.
    if left == 0 {
        node.remove("docs");
        node.remove("df");
    } else {
        node.insert("df".to_owned(), left.into());
    }
    node.retain(|key, child| !is_letter(key) || prune(child, gone));
    !node.is_empty()
}

/// A number of a weight: three digits are enough.
fn shorten(weight: &mut Value) {
    if let Some(number) = weight.as_f64() {
        let rounded = (number * 1000.0).round() / 1000.0;
        *weight = match rounded.fract() == 0.0 {
            true => Value::from(rounded as u64),
            false => Value::from(rounded),
        };
    }
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
