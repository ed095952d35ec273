//! A line of code in pieces of one colour each.

use crate::html::escape;
use std::ops::Range;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    class: &'static str,
    text: String,
}

impl Piece {
    /// A piece without a colour.
    pub fn plain(text: &str) -> Piece {
        Piece { class: "", text: text.trim_end_matches('\n').to_owned() }
    }
}

/// Adds a piece to a line, to its last one if that has the same colour.
pub(super) fn push(line: &mut Vec<Piece>, class: &'static str, text: &str) {
    let text = text.trim_end_matches('\n');
    match line.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.class == class || text.trim().is_empty() => {
            last.text.push_str(text)
        }
        _ => line.push(Piece { class, text: text.to_owned() }),
    }
}

/// The HTML of a line, with the bytes in `marks` emphasised.
pub fn to_html(line: &[Piece], marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for piece in line {
        let html = marked(&piece.text, at, marks);
        match piece.class {
            "" => out.push_str(&html),
            class => out.push_str(&format!("<i class=\"{class}\">{html}</i>")),
        }
        at += piece.text.len();
    }
    out
}

/// `text`, which begins at byte `at` of its line.
fn marked(text: &str, at: usize, marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for mark in marks {
        let within = |byte: usize| byte.clamp(at, at + text.len()) - at;
        let (start, end) = (within(mark.start), within(mark.end));
        if start < end {
            out.push_str(&escape(&text[done..start]));
            out.push_str(&format!("<mark>{}</mark>", escape(&text[start..end])));
            done = end;
        }
    }
    out.push_str(&escape(&text[done..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_may_begin_and_end_inside_pieces() {
        let mut line = Vec::new();
        push(&mut line, "k", "let");
        push(&mut line, "", " a < b");
        let html = to_html(&line, &[2..5, 8..9]);
        let want = "<i class=\"k\">le<mark>t</mark></i>";
        assert!(html.starts_with(want), "{html}");
        assert!(html.contains("<mark> a</mark> &lt; <mark>b</mark>"), "{html}");
    }
}
