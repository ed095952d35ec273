//! A text in pieces, for what is looked for without the grammar.

use std::ops::Range;

/// Comments, strings in quotes, and all other bytes one by one, each by its place.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at += match &self.text.as_bytes()[start..] {
            [] => return None,
            [b'/', b'*', ..] => 2 + length_to(&self.text[start + 2..], "*/"),
            [b'/', b'/', ..] | [b'#', ..] => length_to(&self.text[start..], "\n"),
            quoted @ [b'"' | b'\'', ..] => quoted_length(quoted),
            _ => 1,
        };
        Some(start..self.at)
    }
}

/// The length up to and with `end`.
fn length_to(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
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
