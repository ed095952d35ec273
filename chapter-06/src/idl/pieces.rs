//! A text in pieces, for what is looked for without the grammar.

use std::ops::Range;

/// Comments, strings in quotes, and all other bytes one by one, each by its place.
pub(super) struct Pieces<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += match rest {
            [] => return None,
            [b'/', b'*', ..] => length_to(rest, 2, b"*/"),
            [b'/', b'/', ..] | [b'#', ..] => length_to(rest, 0, b"\n"),
            [b'"' | b'\'', ..] => quoted_length(rest),
            _ => 1,
        };
        Some(start..self.at)
    }
}

/// The length up to and with `end`, which is looked for after `skip` bytes.
fn length_to(bytes: &[u8], skip: usize, end: &[u8]) -> usize {
    let found = bytes[skip..].windows(end.len()).position(|window| window == end);
    found.map_or(bytes.len(), |at| skip + at + end.len())
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
