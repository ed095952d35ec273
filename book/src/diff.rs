//! What changed in a file between a chapter and the one before it, line by line.

use crate::items::{Outline, Path, Unparsed};
use crate::problem::{Place, Problem};
use crate::repo::{Chapter, Repo};
use anyhow::Result;
use imara_diff::{Algorithm, Diff, InternedInput};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex};

/// The lines of both versions of a file, in the order in which a diff shows them.
#[derive(Debug)]
pub struct FileDiff {
    /// The later chapter.
    pub chapter: Chapter,
    /// The earlier one, if there is one.
    pub before: Option<Chapter>,
    /// The file in both.
    pub path: String,
    /// The version of the earlier chapter, if it has the file.
    pub old: Option<Source>,
    /// The version of the later chapter, if it has the file.
    pub new: Option<Source>,
    /// The lines of both.
    pub lines: Vec<Line>,
}

/// A version of a file.
#[derive(Debug)]
pub struct Source {
    /// Its text.
    pub text: String,
    /// Its items.
    pub outline: Arc<Outline>,
    /// The bytes of each line, without its end.
    lines: Vec<Range<usize>>,
}

/// A line of a diff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// In which versions it is.
    pub tag: Tag,
    /// Where it is, counted from 0: in the old version if it was removed, else in the new one.
    pub number: usize,
    /// The line of the other version that this one replaces, where lines changed one for one.
    pub counterpart: Option<usize>,
}

/// In which versions of a file a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tag {
    /// In both.
    Same,
    /// Only in the old one: it was removed.
    Old,
    /// Only in the new one: it was added.
    New,
}

impl FileDiff {
    /// Compares a file of `chapter` with the one before; none if neither has it, or if there is no
    /// such chapter.
    ///
    /// A chapter's own name is no difference: `chapter-03` in the old version counts as
    /// `chapter-04`.
    ///
    /// # Errors
    ///
    /// Code that does not parse is a [`Problem`].
    pub fn load(repo: &Repo, chapter: Chapter, path: &str) -> Result<Option<FileDiff>> {
        if !repo.chapters()?.contains(&chapter) {
            return Ok(None);
        }
        let before = repo.before(chapter)?;
        let old_text = before.and_then(|before| {
            let text = repo.read(before, path)?;
            Some(text.replace(&before.to_string(), &chapter.to_string()))
        });
        let new_text = repo.read(chapter, path);
        if old_text.is_none() && new_text.is_none() {
            return Ok(None);
        }
        let lines = compare(
            old_text.as_deref().unwrap_or(""),
            new_text.as_deref().unwrap_or(""),
        );
        let source = |chapter, text| Source::parse(chapter, path, text);
        let old = old_text.map(|text| source(before.unwrap_or(chapter), text));
        let new = new_text.map(|text| source(chapter, text));
        Ok(Some(FileDiff {
            chapter,
            before,
            path: path.to_owned(),
            old: old.transpose()?,
            new: new.transpose()?,
            lines,
        }))
    }

    /// The file as a directive names it: `chapter-04/src/codec.rs`.
    pub fn file(&self) -> String {
        format!("{}/{}", self.chapter, self.path)
    }

    /// The indices of the lines that are not in both versions.
    pub fn changed(&self) -> impl Iterator<Item = usize> {
        (0..self.lines.len()).filter(|i| self.lines[*i].tag != Tag::Same)
    }

    /// Those of them that the book has to show: all but what is compiled for tests alone.
    pub fn narrated(&self) -> impl Iterator<Item = usize> {
        self.changed().filter(|i| !self.is_test(&self.lines[*i]))
    }

    /// Whether a line is compiled for tests alone.
    pub fn is_test(&self, line: &Line) -> bool {
        self.path_of(line).iter().any(|label| label.is_test())
    }

    /// Whether the later chapter no longer has this file.
    pub fn is_deleted(&self) -> bool {
        self.new.is_none()
    }

    /// The items around a line.
    pub fn path_of(&self, line: &Line) -> &Path {
        self.source(line.tag).map_or(&[], |source| source.outline.path(line.number))
    }

    /// A line's text.
    pub fn text_of(&self, line: &Line) -> &str {
        self.source(line.tag).map_or("", |source| source.line(line.number))
    }

    /// Whether there is nothing on a line.
    pub fn is_blank(&self, index: usize) -> bool {
        self.text_of(&self.lines[index]).trim().is_empty()
    }

    /// The removed and the added among `lines`, counted.
    pub fn counts(&self, lines: &[usize]) -> (usize, usize) {
        let count = |tag| lines.iter().filter(|i| self.lines[**i].tag == tag).count();
        (count(Tag::Old), count(Tag::New))
    }

    /// The versions that there are, the new one first.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.new.iter().chain(&self.old)
    }

    /// The version that lines with this tag are numbered by.
    pub fn source(&self, tag: Tag) -> Option<&Source> {
        match tag {
            Tag::Old => self.old.as_ref(),
            Tag::Same | Tag::New => self.new.as_ref(),
        }
    }
}

impl Source {
    /// Finds the items of a version. Code that does not parse is a [`Problem`].
    pub fn parse(
        chapter: Chapter,
        path: &str,
        text: String,
    ) -> Result<Source, ParseError> {
        match outline(path, &text) {
            Ok(outline) => {
                let lines = line_ranges(&text);
                Ok(Source { text, outline, lines })
            }
            Err(Unparsed { line, message }) => {
                let place = Place::new(format!("{chapter}/{path}"), line);
                Err(ParseError(place.problem(message)))
            }
        }
    }
}

impl Source {
    /// A line, counted from 0; empty if there is none.
    pub fn line(&self, number: usize) -> &str {
        let range = self.lines.get(number).cloned();
        range.map_or("", |range| &self.text[range])
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }
}

/// A chapter's file that does not parse.
#[derive(Debug)]
pub struct ParseError(pub Problem);

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ParseError {}

/// The items of a text, found once: most files are the same in several chapters, and most of them
/// the same when the book is built again.
fn outline(path: &str, text: &str) -> Result<Arc<Outline>, Unparsed> {
    type Outlines = HashMap<(String, String), Arc<Outline>>;
    static DONE: LazyLock<Mutex<Outlines>> = LazyLock::new(Mutex::default);
    let key = (path.to_owned(), text.to_owned());
    let done = DONE.lock().ok().and_then(|done| done.get(&key).cloned());
    if let Some(outline) = done {
        return Ok(outline);
    }
    let outline = Arc::new(Outline::of(path, text)?);
    if let Ok(mut done) = DONE.lock() {
        done.insert(key, outline.clone());
    }
    Ok(outline)
}

fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        range
    });
    ranges.collect()
}

/// The lines of two texts, removed ones before those that stand in their place.
pub fn compare(old: &str, new: &str) -> Vec<Line> {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut lines = Vec::new();
    let mut next = 0;
    let same = |number| Line { tag: Tag::Same, number, counterpart: None };
    for hunk in diff.hunks() {
        let removed = hunk.before.start as usize..hunk.before.end as usize;
        let added = hunk.after.start as usize..hunk.after.end as usize;
        let one_for_one = removed.len() == added.len();
        lines.extend((next..added.start).map(same));
        lines.extend(removed.clone().map(|number| Line {
            tag: Tag::Old,
            number,
            counterpart: one_for_one.then(|| added.start + number - removed.start),
        }));
        lines.extend(added.clone().map(|number| Line {
            tag: Tag::New,
            number,
            counterpart: one_for_one.then(|| removed.start + number - added.start),
        }));
        next = added.end;
    }
    lines.extend((next..input.after.len()).map(same));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let (o, n): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
        let line = |line: &Line| match line.tag {
            Tag::Same => format!(" {}\n", n[line.number]),
            Tag::Old => format!("-{}\n", o[line.number]),
            Tag::New => format!("+{}\n", n[line.number]),
        };
        compare(old, new).iter().map(line).collect()
    }

    #[test]
    fn removed_lines_stand_before_those_that_replace_them() {
        assert_eq!(marked("a\nb\nc\n", "a\nx\ny\nc\n"), " a\n-b\n+x\n+y\n c\n");
    }

    #[test]
    fn an_added_function_begins_with_its_first_line() {
        let old = "fn a() {\n    1\n}\n\nfn c() {\n    3\n}\n";
        let new = "fn a() {\n    1\n}\n\nfn b() {\n    2\n}\n\nfn c() {\n    3\n}\n";
        let want = " fn a() {\n     1\n }\n \n+fn b() {\n+    2\n+}\n+\n fn c() {\n     3\n }\n";
        assert_eq!(marked(old, new), want);
    }

    #[test]
    fn a_new_file_is_all_added() {
        assert_eq!(marked("", "a\nb\n"), "+a\n+b\n");
    }
}
