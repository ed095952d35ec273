//! The proof that imports run one way: from later layers to earlier ones, and never in a circle.
//!
//! A layer is a folder of `src/`, or a file there. It belongs to the first chapter that has it.

mod imports;
mod layers;

use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use anyhow::Result;
use imports::Import;
use layers::Layers;
use std::collections::{BTreeMap, BTreeSet};

/// An import from one layer to another.
struct Edge {
    from: String,
    to: String,
    import: Import,
}

/// Looks at the imports of all chapters. A problem that is copied along is reported where it
/// first is.
pub fn check(repo: &Repo) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut since: BTreeMap<String, Chapter> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for chapter in repo.chapters()? {
        let layers = Layers::of(repo, chapter)?;
        for name in layers.names() {
            since.entry(name.to_owned()).or_insert(chapter);
        }
        let edges = edges(repo, chapter, &layers)?;
        let mut copied = BTreeSet::new();
        for (edge, text) in ahead(&edges, &since).chain(circles(&edges, &since)) {
            let Import { file, line, path } = &edge.import;
            let text = format!("`{path}`: {text}");
            if !known.contains(&(file.clone(), text.clone())) {
                let place = Place::new(format!("{chapter}/{file}"), *line);
                problems.push(place.problem(&text));
            }
            copied.insert((file.clone(), text));
        }
        known.extend(copied);
    }
    problems.sort();
    Ok(problems)
}

fn edges(repo: &Repo, chapter: Chapter, layers: &Layers) -> Result<Vec<Edge>> {
    let mut edges = Vec::new();
    for file in repo.files(chapter)? {
        let Some(from) = layers.of_file(&file) else {
            continue;
        };
        let text = repo.read(chapter, &file).unwrap_or_default();
        for import in imports::of(chapter, &file, &text, layers.library())? {
            if let Some(to) = layers.of_path(&import.path)
                && to != from
            {
                edges.push(Edge { from: from.to_owned(), to: to.to_owned(), import });
            }
        }
    }
    Ok(edges)
}

/// The imports from layers of later chapters.
fn ahead<'a>(
    edges: &'a [Edge],
    since: &'a BTreeMap<String, Chapter>,
) -> impl Iterator<Item = (&'a Edge, String)> {
    edges.iter().filter(|edge| since[&edge.from] < since[&edge.to]).map(|edge| {
        let Edge { from, to, .. } = edge;
        let (earlier, later) = (since[from].number(), since[to].number());
        let text = format!(
            "`{from}` is of chapter {earlier} and imports `{to}`, which came in chapter {later}"
        );
        (edge, text)
    })
}

/// The imports that close a circle among the layers of one chapter.
fn circles<'a>(
    edges: &'a [Edge],
    since: &'a BTreeMap<String, Chapter>,
) -> impl Iterator<Item = (&'a Edge, String)> {
    let mut level: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Edge { from, to, .. } in edges {
        if since[from] == since[to] {
            level.entry(from).or_default().insert(to);
        }
    }
    let in_level = |edge: &&Edge| since[&edge.from] == since[&edge.to];
    edges.iter().filter(in_level).filter_map(move |edge| {
        let way = way(&level, &edge.to, &edge.from)?;
        let then: Vec<String> =
            way.iter().map(|name| format!("imports `{name}`")).collect();
        Some((
            edge,
            format!(
                "`{}` imports `{}`, which {}",
                edge.from,
                edge.to,
                then.join(", which ")
            ),
        ))
    })
}

/// The shortest way from one layer to another, without the first.
fn way<'a>(
    level: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    from: &str,
    to: &str,
) -> Option<Vec<&'a str>> {
    let mut seen = BTreeSet::new();
    let mut ways: std::collections::VecDeque<Vec<&'a str>> = [vec![]].into();
    while let Some(way) = ways.pop_front() {
        let end = way.last().copied().unwrap_or(from);
        if end == to && !way.is_empty() {
            return Some(way);
        }
        for next in level.get(end).into_iter().flatten() {
            if seen.insert(*next) {
                let mut longer = way.clone();
                longer.push(next);
                ways.push_back(longer);
            }
        }
    }
    None
}
