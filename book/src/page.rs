//! A page of the book: its directives and its code blocks, with the lines they stand on.

use crate::problem::{Place, Problem};
use crate::repo::Chapter;
use crate::select::Selector;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::ops::Range;

/// The Markdown of a page, and what in it is ours.
#[derive(Debug)]
pub struct Page {
    /// The page's file, as `book/en/chapter-03.md`.
    pub file: String,
    /// Its Markdown.
    pub text: String,
    /// The directives, in order.
    pub directives: Vec<Directive>,
    /// The code blocks, in order.
    pub blocks: Vec<CodeBlock>,
    /// Directives that cannot be read.
    pub problems: Vec<Problem>,
}

/// A line of a page that stands for something made from the code.
#[derive(Debug)]
pub struct Directive {
    /// Where it stands.
    pub place: Place,
    /// The bytes of the page that it takes.
    pub range: Range<usize>,
    /// What stands before it on its line: spaces in a list, `> ` in a quotation.
    pub indent: String,
    /// What it asks for.
    pub kind: Kind,
}

/// What a directive asks for.
#[derive(Debug, PartialEq)]
pub enum Kind {
    /// `{{#diff FILE [ITEMS]}}`: what changed there since the chapter before.
    Diff(Target),
    /// `{{#show FILE ITEMS}}`: the code there, as it is.
    Show(Target),
    /// `{{#changes chapter-NN}}`: all that the chapter changed.
    Changes(Chapter),
    /// `{{#map}}`: the table of chapters.
    Map,
    /// `{{#steps}}`: what the page asks for, and which tests that turns green.
    Steps,
}

/// Code that a directive names.
#[derive(Debug, PartialEq)]
pub struct Target {
    /// The chapter.
    pub chapter: Chapter,
    /// The file in it.
    pub path: String,
    /// The items in that; none for the whole file.
    pub items: Vec<Selector>,
}

/// A fenced block of code.
#[derive(Debug)]
pub struct CodeBlock {
    /// The line of its first fence.
    pub place: Place,
    /// The bytes of the page from fence to fence.
    pub range: Range<usize>,
    /// What stands before its fence on its line.
    pub indent: String,
    /// The words after the fence, as `rust`.
    pub info: String,
    /// The code.
    pub code: String,
}

/// Directives that mdBook itself knows.
const MDBOOK: [&str; 5] =
    ["include", "rustdoc_include", "playground", "playpen", "title"];

impl Page {
    /// Reads a page.
    pub fn parse(file: &str, text: &str) -> Page {
        let mut page = Page {
            file: file.to_owned(),
            text: text.to_owned(),
            directives: Vec::new(),
            blocks: Vec::new(),
            problems: Vec::new(),
        };
        page.find_code_blocks();
        page.find_directives();
        page
    }

    /// The place of a byte of the page.
    pub fn place(&self, at: usize) -> Place {
        let line = self.text[..at].matches('\n').count() + 1;
        Place::new(&self.file, line)
    }

    /// Whether the page is one of a chapter's: that of its first diff, or else that of its name.
    pub fn is_of(&self, chapter: Chapter) -> bool {
        let diffs = self.directives.iter().find_map(|directive| match &directive.kind {
            Kind::Diff(target) => Some(target.chapter),
            _ => None,
        });
        match diffs {
            Some(first) => first == chapter,
            None => self.file.contains(&chapter.to_string()),
        }
    }

    /// The page's first heading.
    pub fn title(&self) -> &str {
        let heading = self.text.lines().find_map(|line| line.strip_prefix("# "));
        heading.unwrap_or("").trim()
    }

    fn find_code_blocks(&mut self) {
        let text = self.text.clone();
        let mut open: Option<CodeBlock> = None;
        for (event, range) in markdown(&text).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    open = Some(CodeBlock {
                        place: self.place(range.start),
                        indent: indent_before(&text, range.start).to_owned(),
                        range,
                        info: info.to_string(),
                        code: String::new(),
                    });
                }
                Event::Text(code) => {
                    if let Some(block) = &mut open {
                        block.code.push_str(&code);
                    }
                }
                Event::End(_) => self.blocks.extend(open.take()),
                _ => {}
            }
        }
    }

    fn find_directives(&mut self) {
        let mut start = 0;
        let text = self.text.clone();
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            if self.blocks.iter().any(|block| block.range.contains(&range.start)) {
                continue;
            }
            let directive = line.trim_start_matches([' ', '>']).trim_end();
            let range = range.end - directive.len()..range.end;
            let inner =
                directive.strip_prefix("{{#").and_then(|rest| rest.strip_suffix("}}"));
            match inner.map(Kind::parse) {
                Some(Ok(Some(kind))) => self.directives.push(Directive {
                    place: self.place(range.start),
                    indent: indent_before(&text, range.start).to_owned(),
                    range,
                    kind,
                }),
                Some(Ok(None)) => {}
                Some(Err(message)) => {
                    self.problems.push(self.place(range.start).problem(message));
                }
                None if has_directive(directive) => {
                    let message = "a directive must stand alone on its line";
                    self.problems.push(self.place(range.start).problem(message));
                }
                None => {}
            }
        }
    }
}

impl Kind {
    /// Reads what stands between `{{#` and `}}`; none if it is mdBook's.
    fn parse(text: &str) -> Result<Option<Kind>, String> {
        let (name, arguments) = text.split_once(' ').unwrap_or((text, ""));
        let arguments = arguments.trim();
        match name {
            "diff" => Ok(Some(Kind::Diff(Target::parse(arguments)?))),
            "show" => Ok(Some(Kind::Show(Target::parse(arguments)?))),
            "changes" => match Chapter::parse(arguments) {
                Some(chapter) => Ok(Some(Kind::Changes(chapter))),
                None => Err(format!(
                    "`{arguments}` is no chapter: want {{{{#changes chapter-NN}}}}"
                )),
            },
            "map" if arguments.is_empty() => Ok(Some(Kind::Map)),
            "map" => Err("{{#map}} takes no arguments".to_owned()),
            "steps" if arguments.is_empty() => Ok(Some(Kind::Steps)),
            "steps" => Err("{{#steps}} takes no arguments".to_owned()),
            name if MDBOOK.contains(&name) => Ok(None),
            name => Err(format!(
                "unknown directive `{name}`: there are diff, show, changes, map and steps"
            )),
        }
    }
}

impl Target {
    fn parse(text: &str) -> Result<Target, String> {
        let (file, items) = text.split_once(' ').unwrap_or((text, ""));
        let (chapter, path) = Chapter::split(file)
            .filter(|(_, path)| {
                !path.split('/').any(|part| matches!(part, "" | "." | ".."))
            })
            .ok_or_else(|| {
                format!("`{file}` is no file of a chapter: want chapter-NN/path")
            })?;
        Ok(Target { chapter, path: path.to_owned(), items: Selector::list(items) })
    }

    /// The file as the page spells it.
    pub fn file(&self) -> String {
        format!("{}/{}", self.chapter, self.path)
    }
}

/// A parser that reads Markdown as mdBook does.
pub fn markdown(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options)
}

/// What stands before `at` on its line.
fn indent_before(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    &text[start..at]
}

/// Whether a line of prose has one of our directives in it, outside `code`.
fn has_directive(line: &str) -> bool {
    let outside_code = line.split('`').step_by(2);
    let ours = ["{{#diff ", "{{#show ", "{{#changes ", "{{#map}}", "{{#steps}}"];
    outside_code
        .into_iter()
        .any(|prose| ours.iter().any(|directive| prose.contains(directive)))
}
