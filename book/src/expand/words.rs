//! Which words of a line changed, where a line was replaced by another one.

use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// The bytes of each line that the other one does not have; none if the lines have so little in
/// common that marking the words would say nothing.
pub fn changed(old: &str, new: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut input = InternedInput::default();
    input.update_before(words(old).into_iter());
    input.update_after(words(new).into_iter());
    let diff = Diff::compute(Algorithm::Myers, &input);
    let removed = trimmed(old, ranges(&words(old), |word| diff.is_removed(word)));
    let added = trimmed(new, ranges(&words(new), |word| diff.is_added(word)));
    let kept = |line: &str, gone: &[Range<usize>]| {
        let gone: usize =
            gone.iter().map(|range| line[range.clone()].trim().len()).sum();
        line.trim().len().saturating_sub(gone) * 3 >= line.trim().len()
    };
    if kept(old, &removed) && kept(new, &added) {
        (removed, added)
    } else {
        (Vec::new(), Vec::new())
    }
}

/// The line cut into identifiers, runs of spaces, and single other characters.
fn words(line: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut last = 0;
    for (i, c) in line.char_indices() {
        if i > 0 && (kind(c) == 0 || kind(c) != last) {
            words.push(&line[start..i]);
            start = i;
        }
        last = kind(c);
    }
    words.push(&line[start..]);
    words
}

/// The bytes of the words that changed; a space between two of them counts with them.
fn ranges(words: &[&str], is_changed: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut space = 0;
    for (i, word) in (0..).zip(words) {
        let end = at + word.len();
        match ranges.last_mut() {
            _ if !is_changed(i) => {}
            Some(last) if last.end + space == at => last.end = end,
            _ => ranges.push(at..end),
        }
        space = match word.trim() {
            "" if ranges.last().is_some_and(|last| last.end == at) => word.len(),
            _ => 0,
        };
        at = end;
    }
    ranges
}

/// The same ranges without spaces at their ends; those of spaces alone are dropped.
fn trimmed(line: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let ranges = ranges.into_iter().map(|range| {
        let text = &line[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    });
    ranges.filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str, ranges: &[Range<usize>]) -> String {
        let mut out = line.to_owned();
        for range in ranges.iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    fn both(old: &str, new: &str) -> (String, String) {
        let (removed, added) = changed(old, new);
        (marked(old, &removed), marked(new, &added))
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (old, new) =
            both("fn call(&self, seq: i32)", "fn call(&mut self, seq: u32)");
        assert_eq!(old, "fn call(&self, seq: [i32])");
        assert_eq!(new, "fn call(&[mut] self, seq: [u32])");
    }

    #[test]
    fn words_that_changed_side_by_side_are_one_mark() {
        assert_eq!(both("let x = a b;", "let x = c d;").1, "let x = [c d];");
    }

    #[test]
    fn lines_with_little_in_common_are_not_marked() {
        let (old, new) = both("let a = 1;", "return Err(Closed.into());");
        assert!(!old.contains('[') && !new.contains('['));
    }
}
