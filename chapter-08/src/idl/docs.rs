//! The comments `/** … */`, which belong to what follows them.
//!
//! To the grammar they are comments like all others, and stand anywhere. So they are found
//! in a pass of their own.

use super::{ast::Span, pieces::Pieces};

/// The place of each documentation comment, after the place where what follows it begins.
/// Of several in a row only the last counts.
pub(super) fn find(text: &str) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    let mut doc = None;
    for piece in Pieces::new(text) {
        match &text.as_bytes()[piece.clone()] {
            // One of stars alone, `/**/` or `/****/`, documents nothing.
            comment @ [b'/', b'*', b'*', ..] if !of_stars(comment) => doc = Some(piece),
            [b'/', b'*' | b'/', ..] | [b'#' | b' ' | b'\t' | b'\r' | b'\n', ..] => {}
            _ => found.extend(doc.take().map(|doc| (piece.start, doc))),
        }
    }
    found
}

/// What a comment says, without its stars.
pub(super) fn text(comment: &str) -> String {
    let inside = comment.trim_start_matches("/**").trim_end_matches("*/");
    let line = |line: &str| {
        let line = line.trim();
        let line = line.strip_prefix('*').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_owned()
    };
    let lines: Vec<_> = inside.lines().map(line).collect();
    lines.join("\n").trim().to_owned()
}

fn of_stars(comment: &[u8]) -> bool {
    comment[1..comment.len() - 1].iter().all(|byte| *byte == b'*')
}
