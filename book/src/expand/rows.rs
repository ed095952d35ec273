//! The rows of a diff: changed lines, faded lines around them, and gaps that open in place.

use super::trail::trail;
use super::words;
use crate::diff::{FileDiff, Line, Tag};
use crate::highlight::{self, Lines};
use crate::html::{NEWLINE, escape};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// A gap of fewer unchanged lines than this is not worth a fold.
const SMALLEST_GAP: usize = 3;

/// Which lines of a diff are shown.
pub struct Rows {
    kept: Vec<bool>,
    shown: Vec<usize>,
}

impl Rows {
    /// The lines `shown`, and those around them up to a change that is shown elsewhere.
    pub fn around(diff: &FileDiff, shown: &[usize]) -> Rows {
        let mut rows =
            Rows { kept: vec![false; diff.lines.len()], shown: shown.to_vec() };
        let is_same = |i: &usize| diff.lines[*i].tag == Tag::Same;
        for &i in shown {
            rows.kept[i] = true;
            let above = (0..i).rev().take(CONTEXT).take_while(is_same);
            let below = (i + 1..diff.lines.len()).take(CONTEXT).take_while(is_same);
            above.chain(below).for_each(|i| rows.kept[i] = true);
        }
        rows.close_small_gaps(diff);
        rows.trim_blank_ends(diff);
        rows
    }

    /// The changed lines among them.
    pub fn changed(&self) -> impl Iterator<Item = usize> {
        self.shown.iter().copied().filter(|i| self.kept[*i])
    }

    fn close_small_gaps(&mut self, diff: &FileDiff) {
        let first = self.kept.iter().position(|kept| *kept).unwrap_or(0);
        let last = self.kept.iter().rposition(|kept| *kept).unwrap_or(0);
        let mut i = first;
        while i < last {
            let gap = self.kept[i..].iter().take_while(|kept| !**kept).count();
            let all_same =
                diff.lines[i..i + gap].iter().all(|line| line.tag == Tag::Same);
            if gap < SMALLEST_GAP && all_same {
                self.kept[i..i + gap].fill(true);
            }
            i += gap.max(1);
        }
    }

    /// Blank lines at the ends are no news.
    fn trim_blank_ends(&mut self, diff: &FileDiff) {
        let Some(first) = self.kept.iter().position(|kept| *kept) else {
            return;
        };
        let last = self.kept.iter().rposition(|kept| *kept).unwrap_or(first);
        let is_blank = |i: &usize| diff.is_blank(*i);
        let code = (first..=last).find(|i| !is_blank(i)).unwrap_or(first);
        self.kept[first..code].fill(false);
        let code = (first..=last).rfind(|i| !is_blank(i)).unwrap_or(last);
        self.kept[code + 1..=last].fill(false);
    }
}

/// The HTML of the rows. `place` is what the header says already.
pub fn html(diff: &FileDiff, rows: &Rows, place: &str) -> String {
    let code = Code::of(diff);
    let mut out = String::new();
    let mut gap_start = 0;
    for i in (0..diff.lines.len()).filter(|i| rows.kept[*i]) {
        let is_first = gap_start == 0 && out.is_empty();
        if i > gap_start && !is_first {
            out.push_str(&gap(&code, gap_start, i, place));
        }
        out.push_str(&code.row(&diff.lines[i]));
        gap_start = i + 1;
    }
    out
}

/// What stands for the lines from `start` to `end`: a fold of unchanged lines, or the names of
/// the items whose changes are shown elsewhere.
fn gap(code: &Code<'_>, start: usize, end: usize, place: &str) -> String {
    let diff = code.diff;
    let lines = &diff.lines[start..end];
    let mut elsewhere: Vec<String> = lines
        .iter()
        .filter(|line| line.tag != Tag::Same)
        .filter(|line| !diff.is_test(line))
        .map(|line| diff.path_of(line))
        .filter_map(|path| Some(format!("<b>{}</b>", escape(path.last()?.shown()))))
        .collect();
    elsewhere.dedup();
    if elsewhere.len() > 3 {
        elsewhere.truncate(2);
        elsewhere.push("others".to_owned());
    }
    if !elsewhere.is_empty() {
        let names = elsewhere.join(", ");
        let whose = if elsewhere.len() == 1 { "its" } else { "their" };
        return format!("<div class=\"fold\">⋯ {names} shown on {whose} own</div>");
    }
    let count = lines.len();
    let plural = if count == 1 { "line" } else { "lines" };
    let then = diff.lines[end..].iter().find(|line| line.tag != Tag::Same);
    let then = match then.map(|line| trail(diff.path_of(line))) {
        Some(next) if !next.is_empty() && next != place => format!(", then in {next}"),
        _ => String::new(),
    };
    let rows: String = lines.iter().map(|line| code.row(line)).collect();
    format!(
        "<details><summary class=\"fold\">⋯ {count} {plural}{then}</summary>{rows}</details>"
    )
}

/// Both versions of a file, coloured.
struct Code<'a> {
    diff: &'a FileDiff,
    old: Lines,
    new: Lines,
}

impl<'a> Code<'a> {
    fn of(diff: &'a FileDiff) -> Code<'a> {
        let language = highlight::language_of(&diff.path);
        let lines = |tag| {
            let text = diff.source(tag).map_or("", |source| &source.text);
            highlight::lines(text, language)
        };
        Code { diff, old: lines(Tag::Old), new: lines(Tag::New) }
    }

    fn row(&self, line: &Line) -> String {
        let (class, lines) = match line.tag {
            Tag::Same => ("l ctx", &self.new),
            Tag::Old => ("l del", &self.old),
            Tag::New => ("l add", &self.new),
        };
        let pieces = lines.get(line.number).map_or(&[][..], Vec::as_slice);
        let html = highlight::to_html(pieces, &self.marks(line));
        let html = match line.tag {
            Tag::Old => struck(&html),
            _ => html,
        };
        // The newline is inside, so that selected code is copied line by line.
        format!("<span class=\"{class}\">{html}{NEWLINE}</span>")
    }

    /// The words that make the line differ from the one that it replaces or that replaces it.
    fn marks(&self, line: &Line) -> Vec<std::ops::Range<usize>> {
        let Some(counterpart) = line.counterpart else {
            return Vec::new();
        };
        let other_tag = match line.tag {
            Tag::Old => Tag::New,
            _ => Tag::Old,
        };
        let other = Line { tag: other_tag, number: counterpart, counterpart: None };
        let (this, other) = (self.diff.text_of(line), self.diff.text_of(&other));
        match line.tag {
            Tag::Old => words::changed(this, other).0,
            _ => words::changed(other, this).1,
        }
    }
}

/// A line struck through, but for its indentation.
fn struck(html: &str) -> String {
    let code = html.trim_start_matches(' ');
    let indent = &html[..html.len() - code.len()];
    format!("{indent}<s>{code}</s>")
}
