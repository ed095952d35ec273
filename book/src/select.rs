//! How a directive names items.
//!
//! The rule: **a selector names the last parts of an item's path.** A name alone is the item of
//! that name: `FrameCodec` is the type's declaration only, `drive` every function of that name.
//! A kind may stand before it (`struct FrameCodec`, `fn drive`, `mod tests`). An impl is spelled
//! as in the code: `impl FrameCodec` is an inherent one, `impl Decoder for FrameCodec` that of a
//! trait; paths and type arguments may be left out. Before `::` stands what holds the item: a
//! module, a trait, an impl, or a type for all its impls (`FrameCodec::encode_head`).
//! `use` are the imports, `mod` the declarations `mod x;`, `docs` the comment at the top.
//! Several selectors are separated by commas.

use crate::items::{Label, Outline, Path};
use std::sync::Arc;

/// The name of an item in a directive.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    written: String,
    normal: String,
}

impl Selector {
    /// Reads a list of selectors. Commas in brackets separate nothing.
    pub fn list(text: &str) -> Vec<Selector> {
        let mut parts = vec![String::new()];
        let mut depth = 0;
        let mut last = ' ';
        for c in text.chars() {
            match c {
                '<' | '(' | '[' => depth += 1,
                '>' if last == '-' => {}
                '>' | ')' | ']' => depth -= 1,
                _ => {}
            }
            last = c;
            match (c, parts.last_mut()) {
                (',', _) if depth == 0 => parts.push(String::new()),
                (_, Some(part)) => part.push(c),
                (_, None) => {}
            }
        }
        parts
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .map(|part| Selector {
                written: part.to_owned(),
                normal: Label::normal(part),
            })
            .collect()
    }

    /// The selector as the page spells it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// How deep in `path` the innermost item is that this selects: 1 is the outermost.
    pub fn depth_in(&self, path: &Path) -> Option<usize> {
        (1..=path.len()).rev().find(|depth| self.selects(&path[..*depth]))
    }

    /// Whether this selects the last item of `path`.
    pub fn selects(&self, path: &Path) -> bool {
        let Some((item, holders)) = path.split_last() else {
            return false;
        };
        item.spellings().any(|name| ends_with(&self.normal, name, holders))
    }
}

/// Whether `text` is `name`, or a way to name `holders`, then `::` and `name`.
fn ends_with(text: &str, name: &str, holders: &[Arc<Label>]) -> bool {
    let Some(rest) = text.strip_suffix(name) else {
        return false;
    };
    match (rest.strip_suffix("::"), holders.split_last()) {
        (Some(rest), Some((holder, outer))) => {
            holder.holder_spellings().any(|name| ends_with(rest, name, outer))
        }
        _ => rest.is_empty(),
    }
}

/// The items that an author may have meant by `selector`, the most similar first.
pub fn suggestions(selector: &Selector, outlines: &[&Outline]) -> Vec<String> {
    let mut names: Vec<String> =
        outlines.iter().flat_map(|outline| outline.items()).map(spell).collect();
    names.sort();
    names.dedup();
    names.sort_by(|a, b| {
        let likeness = |name| likeness(name, selector.written());
        likeness(b).total_cmp(&likeness(a))
    });
    names.truncate(8);
    names
}

/// An item's path in the form that selects it.
fn spell(path: &Path) -> String {
    match path {
        [] => String::new(),
        [item] => item.shown().to_owned(),
        [holders @ .., item] => {
            let name = item.spellings().min_by_key(|s| s.len()).unwrap_or(item.shown());
            let holder = spell(holders);
            format!("{holder}::{name}")
        }
    }
}

/// How alike two names are, above all in their last words: 0 is not at all.
fn likeness(name: &str, wanted: &str) -> f64 {
    let (name, wanted) = (name.to_lowercase(), wanted.to_lowercase());
    let last = |s: &str| s.rsplit([':', ' ']).next().unwrap_or(s).to_owned();
    strsim::jaro_winkler(&last(&name), &last(&wanted)) * 4.0
        + strsim::jaro_winkler(&name, &wanted)
}
