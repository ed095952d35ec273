//! The comments `/** … */`, which belong to what follows them.
//!
//! To the grammar they are comments like all others, and stand anywhere. So they are found
//! in a pass of their own.

use super::ast::Span;

/// The place of each documentation comment, after the place where what follows it begins.
/// Of several in a row only the last counts.
pub(super) fn find(text: &str) -> Vec<(usize, Span)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut doc = None;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = at
            + match rest {
                [b'/', b'*', ..] => 2 + length_to(&text[at + 2..], "*/"),
                [b'/', b'/', ..] | [b'#', ..] => length_to(&text[at..], "\n"),
                [b'"' | b'\'', ..] => quoted_length(rest),
                _ => 1,
            };
        match rest {
            // One of stars alone, `/**/` or `/****/`, documents nothing.
            [b'/', b'*', b'*', ..] if !of_stars(&rest[..end - at]) => {
                doc = Some(at..end)
            }
            [b'/', b'*' | b'/', ..] | [b'#' | b' ' | b'\t' | b'\r' | b'\n', ..] => {}
            _ => found.extend(doc.take().map(|doc| (at, doc))),
        }
        at = end;
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

/// The length up to and with `end`.
fn length_to(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

fn of_stars(comment: &[u8]) -> bool {
    comment[1..comment.len() - 1].iter().all(|byte| *byte == b'*')
}

/// The length of the string in quotes that `bytes` begin with.
fn quoted_length(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let end = bytes[1..].iter().position(|byte| {
        let ends = !escaped && *byte == bytes[0];
        escaped = !escaped && *byte == b'\\';
        ends
    });
    end.map_or(bytes.len(), |at| at + 2)
}
