//! Items of languages in which a line at the left margin tells where one begins. That is enough
//! for Thrift, TOML and pest as these chapters write them.

use super::{Label, Node};
use regex::Regex;
use std::sync::LazyLock;

/// The definitions of an IDL file: `struct User`, `service Users`; all headers are `namespace`.
pub fn thrift(code: &str) -> Vec<Node> {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        let definition = r"^(struct|enum|union|exception|service)\s+(\w+)";
        let value = r"^(const)\s+[^=]*?(\w+)\s*=";
        let alias = r"^(typedef)\s+.*?(\w+)\s*[,;]?\s*(?:(?://|#).*)?$";
        let header = r"^(namespace|include|cpp_include)\b()";
        Regex::new(&format!("{definition}|{value}|{alias}|{header}"))
            .expect("a valid pattern")
    });
    braced(code, |line| {
        let found = START.captures(line)?;
        let mut groups = found.iter().skip(1).flatten().map(|group| group.as_str());
        Some(match (groups.next()?, groups.next()?) {
            (header, "") => Label::bare(header),
            (kind, name) => Label::named(kind, name),
        })
    })
}

/// The rules of a grammar: `field = { … }`.
pub fn pest(code: &str) -> Vec<Node> {
    static START: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\w+)\s*=").expect("a valid pattern"));
    braced(code, |line| Some(Label::named("rule", &START.captures(line)?[1])))
}

/// The tables of a manifest: `[dependencies]`.
pub fn toml(code: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (i, line) in code.lines().enumerate() {
        let line = line.trim_end();
        if line.starts_with('[') {
            let header = line.split('#').next().unwrap_or(line).trim_end();
            let name = header.trim_matches(['[', ']']);
            nodes.push(Node {
                label: Label::bare(header).or(name),
                lines: i..=i,
                body: None,
            });
        } else if let Some(open) = nodes.last_mut()
            && !line.is_empty()
            && !line.starts_with('#')
        {
            open.lines = *open.lines.start()..=i;
        }
    }
    nodes
}

/// Items that begin at a line for which there is a label, and end when as many braces are
/// closed as were opened.
fn braced(code: &str, label: impl Fn(&str) -> Option<Label>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut depth = 0;
    for (i, line) in code.lines().enumerate() {
        if depth == 0 {
            let Some(label) = label(line) else { continue };
            nodes.push(Node { label, lines: i..=i, body: None });
        }
        if let Some(open) = nodes.last_mut() {
            open.lines = *open.lines.start()..=i;
        }
        depth = (depth + balance(line)).max(0);
    }
    nodes
}

/// How many braces and parentheses more a line opens than it closes, outside strings and comments.
fn balance(line: &str) -> i32 {
    let mut quote = None;
    let mut sum = 0;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '/') if chars.peek() == Some(&'/') => break,
            (None, '{' | '(') => sum += 1,
            (None, '}' | ')') => sum -= 1,
            (None, _) => {}
        }
    }
    sum
}
