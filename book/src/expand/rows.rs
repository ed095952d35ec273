//! The rows of a diff: changed lines, faded lines around them, and gaps that open in place.

use super::docs::Doc;
use super::trail::trail;
use super::words;
use crate::diff::{FileDiff, Line, Tag};
use crate::highlight::{self, Lines, Piece};
use crate::html::{NEWLINE, escape};
use std::ops::Range;

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

/// The HTML of the rows. `place` is what the header says already, and `elsewhere` the address at
/// which a changed line is shown.
pub fn html(
    diff: &FileDiff,
    rows: &Rows,
    place: &str,
    elsewhere: &dyn Fn(usize) -> Option<String>,
) -> String {
    let code = Code::of(diff);
    let mut out = String::new();
    let mut next = 0;
    let kept: Vec<usize> = (0..diff.lines.len()).filter(|i| rows.kept[*i]).collect();
    for run in kept.chunk_by(|a, b| a + 1 == *b) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else {
            continue;
        };
        if !out.is_empty() {
            out.push_str(&gap(&code, next..first, place, elsewhere));
        }
        next = last + 1;
        out.push_str(&code.rows(first..next));
    }
    out
}

/// What stands for some lines: a fold of unchanged ones, or the names of the items whose changes
/// are shown elsewhere.
fn gap(
    code: &Code<'_>,
    range: Range<usize>,
    place: &str,
    elsewhere: &dyn Fn(usize) -> Option<String>,
) -> String {
    let diff = code.diff;
    let mut items: Vec<String> = range
        .clone()
        .filter(|i| diff.lines[*i].tag != Tag::Same && !diff.is_test(&diff.lines[*i]))
        .filter_map(|i| {
            let name = escape(diff.path_of(&diff.lines[i]).last()?.shown());
            Some(match elsewhere(i) {
                Some(link) => format!("<a href=\"{link}\"><b>{name}</b></a>"),
                None => format!("<b>{name}</b>"),
            })
        })
        .collect();
    items.dedup();
    if items.len() > 3 {
        items.truncate(2);
        items.push("others".to_owned());
    }
    if !items.is_empty() {
        let names = items.join(", ");
        let whose = if items.len() == 1 { "its" } else { "their" };
        return format!("<div class=\"fold\">⋯ {names} shown on {whose} own</div>");
    }
    let count = range.len();
    let plural = if count == 1 { "line" } else { "lines" };
    let then = diff.lines[range.end..].iter().find(|line| line.tag != Tag::Same);
    let then = match then.map(|line| trail(diff.path_of(line))) {
        Some(next) if !next.is_empty() && next != place => format!(", then in {next}"),
        _ => String::new(),
    };
    let rows: String = diff.lines[range].iter().map(|line| code.row(line)).collect();
    format!(
        "<details><summary class=\"fold\">⋯ {count} {plural}{then}</summary>{rows}</details>"
    )
}

/// A diff, and the colours of its newer version.
struct Code<'a> {
    diff: &'a FileDiff,
    new: Lines,
}

impl<'a> Code<'a> {
    fn of(diff: &'a FileDiff) -> Code<'a> {
        let language = highlight::language_of(&diff.path);
        let text = diff.new.as_ref().map_or("", |source| &source.text);
        Code { diff, new: highlight::lines(text, language) }
    }

    /// Rows without a gap. New doc comments are folded.
    fn rows(&self, range: Range<usize>) -> String {
        let lines = &self.diff.lines[range];
        let mut out = String::new();
        let mut i = 0;
        while let Some(line) = lines.get(i) {
            if let Some(doc) = self.doc(lines, i) {
                out.push_str(&format!("<ins>{}</ins>", doc.html("l")));
                i += doc.lines;
            } else {
                out.push_str(&self.row(line));
                i += 1;
            }
        }
        out
    }

    /// The doc comment that begins at a line. One that is new in part is none: it is shown line by
    /// line.
    fn doc(&self, lines: &[Line], at: usize) -> Option<Doc> {
        let is_doc = |line: &Line| is_doc(self.diff.text_of(line));
        if !is_doc(&lines[at]) || at > 0 && is_doc(&lines[at - 1]) {
            return None;
        }
        let new =
            lines[at..].iter().take_while(|line| line.tag == Tag::New && is_doc(line));
        let new: Vec<&str> = new.map(|line| self.diff.text_of(line)).collect();
        let doc = Doc::at_start(&new)?;
        let next = lines.get(at + doc.lines);
        (!next.is_some_and(is_doc)).then_some(doc)
    }

    /// A row. What is not new has no colours.
    fn row(&self, line: &Line) -> String {
        // The newline is inside, so that selected code is copied line by line.
        match line.tag {
            Tag::Same => {
                format!(
                    "<span class=\"l\">{}{NEWLINE}</span>",
                    escape(self.diff.text_of(line))
                )
            }
            Tag::Old => {
                let pieces = [Piece::plain(self.diff.text_of(line))];
                let html = struck(&highlight::to_html(&pieces, &self.marks(line)));
                format!("<del class=\"l\">{html}{NEWLINE}</del>")
            }
            Tag::New => {
                let pieces = self.new.get(line.number).map_or(&[][..], Vec::as_slice);
                let html = highlight::to_html(pieces, &self.marks(line));
                format!("<ins class=\"l\">{html}{NEWLINE}</ins>")
            }
        }
    }

    /// The words that make the line differ from the one that it replaces or that replaces it.
    fn marks(&self, line: &Line) -> Vec<Range<usize>> {
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

/// Whether a line is one of a doc comment.
fn is_doc(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("///") || line.starts_with("//!")
}

/// A line struck through, but for its indentation.
fn struck(html: &str) -> String {
    let code = html.trim_start_matches(' ');
    let indent = &html[..html.len() - code.len()];
    format!("{indent}<s>{code}</s>")
}
