//! Everything found in a text without the grammar: comments, and the depth of brackets.

use std::{iter, ops::Range, sync::Arc};

use super::diagnostic::{Diagnostic, Source, Span};

/// The limit of open brackets. Functions recurse into them, here and in later steps; pest would
/// stop only where the stack ends, which depends on the thread.
const DEEPEST: usize = 64;

/// Rejects a file with brackets nested any deeper.
pub(super) fn check_depth(source: &Arc<Source>) -> Result<(), Diagnostic> {
    let mut depth: usize = 0;
    for piece in pieces(&source.text) {
        match source.text.as_bytes()[piece.start] {
            b'<' | b'[' | b'{' | b'(' => depth += 1,
            b'>' | b']' | b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let label = format!("{DEEPEST} brackets are open before this one");
            let error = Diagnostic::new("this is nested too deep", source, piece, label);
            return Err(error.help("give what is inside a name"));
        }
    }
    Ok(())
}

/// Returns the place of each documentation comment, `/** … */`, by the start of the text after
/// it. Of several in a row the last counts.
pub(super) fn docs(text: &str) -> Vec<(usize, Span)> {
    let (mut found, mut doc) = (Vec::new(), None);
    for piece in pieces(text) {
        let word = &text[piece.clone()];
        match word.as_bytes() {
            // A comment of only stars documents nothing.
            [b'/', b'*', b'*', .., b'/']
                if !word.trim_matches(['/', '*']).is_empty() =>
            {
                doc = Some(piece);
            }
            [b'/', b'*' | b'/', ..] | [b'#' | b' ' | b'\t' | b'\r' | b'\n', ..] => {}
            _ => found.extend(doc.take().map(|doc| (piece.start, doc))),
        }
    }
    found
}

/// Returns the text of a documentation comment, without its stars.
pub(super) fn doc_text(comment: &str) -> String {
    let inside = comment.trim_start_matches("/**").trim_end_matches("*/");
    let line = |line: &str| {
        let line = line.trim();
        let line = line.strip_prefix('*').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_owned()
    };
    let lines: Vec<_> = inside.lines().map(line).collect();
    lines.join("\n").trim().to_owned()
}

/// Returns the places of comments, of quoted strings, and of all other characters one by one.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    iter::from_fn(move || {
        let (start, rest) = (at, &text[at..]);
        at += match rest.as_bytes() {
            [] => return None,
            [b'/', b'*', ..] => 2 + length_to(&rest[2..], "*/"),
            [b'/', b'/', ..] | [b'#', ..] => length_to(rest, "\n"),
            [quote @ (b'"' | b'\''), ..] => {
                quoted_length(rest.as_bytes(), *quote).unwrap_or(rest.len())
            }
            _ => rest.chars().next().map_or(0, char::len_utf8),
        };
        Some(start..at)
    })
}

/// Returns the length up to and including `end`.
fn length_to(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

/// Returns the length of the quoted string at the start of `bytes`, if it ends.
pub(super) fn quoted_length(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    while *bytes.get(at)? != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    Some(at + 1)
}
