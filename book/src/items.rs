//! The items of a source file: functions, impls and types in Rust, structs and services in
//! Thrift, tables in TOML, rules in pest. Each line of a file belongs to one innermost item.

mod by_line;
mod label;
mod rust;

pub use label::Label;

use std::ops::RangeInclusive;
use std::sync::Arc;

/// The items around a line, the outermost first.
pub type Path = [Arc<Label>];

/// Which item each line of a file belongs to.
///
/// An item begins where the one before it ends: blank lines, comments, doc comments and
/// attributes belong to what follows them.
#[derive(Debug)]
pub struct Outline {
    paths: Vec<Vec<Arc<Label>>>,
    path_of_line: Vec<usize>,
}

/// Code that could not be parsed.
#[derive(Debug)]
pub struct Unparsed {
    /// The line, counted from 1.
    pub line: usize,
    /// What the parser says.
    pub message: String,
}

/// An item as a parser found it.
struct Node {
    label: Label,
    /// Its lines, counted from 0.
    lines: RangeInclusive<usize>,
    /// The line on which the body of an impl, a trait or a module begins, and the items in it.
    body: Option<(usize, Vec<Node>)>,
}

impl Outline {
    /// Finds the items of `code`, in the language that the file's name tells. A file in another
    /// language has none.
    pub fn of(path: &str, code: &str) -> Result<Outline, Unparsed> {
        let nodes = match path.rsplit('.').next() {
            Some("rs") => rust::nodes(code)?,
            Some("thrift") => by_line::thrift(code),
            Some("toml") => by_line::toml(code),
            Some("pest") => by_line::pest(code),
            _ => Vec::new(),
        };
        let mut outline = Outline {
            paths: vec![Vec::new()],
            path_of_line: vec![0; code.lines().count()],
        };
        outline.paint(nodes, 0, &[]);
        Ok(outline)
    }

    /// The items around a line, counted from 0.
    pub fn path(&self, line: usize) -> &Path {
        let path = self.path_of_line.get(line).copied().unwrap_or(0);
        &self.paths[path]
    }

    /// All items, as paths from the outermost.
    pub fn items(&self) -> impl Iterator<Item = &Path> {
        self.paths[1..].iter().map(Vec::as_slice)
    }

    /// Gives each of `nodes` its lines, and those before it from `next` on.
    fn paint(&mut self, nodes: Vec<Node>, mut next: usize, around: &Path) {
        for node in nodes {
            let mut path = around.to_vec();
            path.push(Arc::new(node.label));
            let end = (node.lines.end() + 1).min(self.path_of_line.len());
            for line in next.min(*node.lines.start())..end {
                self.path_of_line[line] = self.paths.len();
            }
            self.paths.push(path.clone());
            if let Some((body, nodes)) = node.body {
                self.paint(nodes, body, &path);
            }
            next = end;
        }
    }
}
