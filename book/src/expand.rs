//! Replaces the directives and code blocks of all pages by HTML: the step between the Markdown
//! that an author wrote and the Markdown that mdBook renders.

mod bytes;
mod code_block;
mod deleted;
mod docs;
mod figure;
mod rows;
mod show;
mod steps_box;
mod trail;
mod words;

use crate::claims::Claims;
use crate::live::Live;
use crate::map;
use crate::page::{CodeBlock, Directive, Kind, Page};
use crate::problem::{Place, Problem, Problems};
use crate::repo::{Chapter, Repo};
use crate::trim::{PRINTED, UNPRINTED};
use crate::{coverage, diff::FileDiff, highlight};
use anyhow::Result;
use mdbook_driver::book::{Book, Chapter as BookChapter};
use mdbook_driver::errors::Result as BookResult;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::HashMap;
use std::ops::Range;

/// The preprocessor that `book.toml` calls `diff`.
pub struct Expand {
    /// Where the chapters are.
    pub repo: Repo,
    /// Which pages a reader has, if the book is served while it is written.
    pub live: Option<Live>,
}

impl Preprocessor for Expand {
    fn name(&self) -> &str {
        "diff"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> BookResult<Book> {
        let source = context.root.join(&context.config.book.src);
        let source = source.canonicalize().unwrap_or(source);
        let source = self.repo.relative(&source);
        let pages = pages_of(&book, &source);
        let expanded = all(&self.repo, &pages)?;
        let files = pages.iter().map(|page| page.file.clone());
        let mut expanded: HashMap<String, String> = files.zip(expanded).collect();
        book.for_each_chapter_mut(|chapter| {
            if let Some(text) =
                file_of(chapter, &source).and_then(|file| expanded.remove(&file))
            {
                let text = match is_reference(&chapter.content) {
                    true => format!("{UNPRINTED}\n\n{text}\n\n{PRINTED}\n"),
                    false => text,
                };
                chapter.content = match &self.live {
                    Some(live) => live.page(chapter.path.as_deref(), text),
                    None => text,
                };
            }
        });
        Ok(book)
    }
}

/// Whether a page is one with all changes of a chapter, to look things up in.
pub fn is_reference(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("{{#changes "))
}

/// The pages of a loaded book, in its order. `source` is the folder of its Markdown.
pub fn pages_of(book: &Book, source: &str) -> Vec<Page> {
    let page = |chapter: &BookChapter| {
        Some(Page::parse(&file_of(chapter, source)?, &chapter.content))
    };
    book.chapters().filter_map(page).collect()
}

/// The file of a page; none for a draft.
fn file_of(chapter: &BookChapter, source: &str) -> Option<String> {
    let path = chapter.source_path.as_ref()?;
    let path = path.to_string_lossy().replace('\\', "/");
    Some(format!("{source}/{path}"))
}

/// The text of all pages, with their directives replaced.
///
/// # Errors
///
/// [`Problems`], if any directive names what is not there or what another one shows.
pub fn all(repo: &Repo, pages: &[Page]) -> Result<Vec<String>> {
    let (claims, mut problems) = Claims::of(repo, pages)?;
    problems.extend(pages.iter().flat_map(|page| page.problems.clone()));
    prepare_colours(&claims);
    let book = Expansion { repo, pages, claims };
    let mut texts = Vec::new();
    for page in pages {
        texts.push(book.page(page, &mut problems)?);
    }
    problems.sort();
    problems.dedup();
    match problems.is_empty() {
        true => Ok(texts),
        false => Err(Problems(problems).into()),
    }
}

/// Most of the time of a first build goes into colouring code.
fn prepare_colours(claims: &Claims) {
    let mut texts: Vec<(&str, &str)> = claims
        .diffs()
        .flat_map(|diff| {
            let language = highlight::language_of(&diff.path);
            diff.sources().map(move |source| (source.text.as_str(), language))
        })
        .collect();
    texts.sort();
    texts.dedup();
    highlight::prepare(&texts);
}

struct Expansion<'a> {
    repo: &'a Repo,
    pages: &'a [Page],
    claims: Claims,
}

impl Expansion<'_> {
    fn page(&self, page: &Page, problems: &mut Vec<Problem>) -> Result<String> {
        let mut replacements: Vec<(&Range<usize>, String)> = Vec::new();
        for directive in &page.directives {
            match self.directive(page, directive)? {
                Ok(html) => {
                    let html = alone(&html, &directive.indent);
                    replacements.push((&directive.range, html));
                }
                Err(problem) => problems.push(problem),
            }
        }
        for block in &page.blocks {
            let CodeBlock { info, code, .. } = block;
            let html = code_block::html(self.repo, info, code);
            replacements.push((&block.range, alone(&html, &block.indent)));
        }
        replacements.sort_by_key(|(range, _)| range.start);
        let mut text = page.text.clone();
        for (range, html) in replacements.into_iter().rev() {
            text.replace_range(range.clone(), &html);
        }
        Ok(text)
    }

    fn directive(
        &self,
        page: &Page,
        directive: &Directive,
    ) -> Result<Result<String, Problem>> {
        match &directive.kind {
            Kind::Diff(target) => Ok(Ok(match self.claims.get(target) {
                None => String::new(),
                Some(file) if file.diff.is_deleted() => deleted::html(&file.diff),
                Some(file) => {
                    let shown = file.shown_at(&directive.place);
                    let elsewhere = |line| self.address(file.shown_by(line)?);
                    let id = self.id(page, directive);
                    figure::html(&file.diff, &shown, &id, &elsewhere)
                }
            })),
            Kind::Show(target) => show::html(self.repo, &directive.place, target),
            Kind::Changes(chapter) => match self.repo.chapters()?.contains(chapter) {
                true => Ok(Ok(changes(self.repo, *chapter)?)),
                false => {
                    Ok(Err(directive.place.problem(format!("there is no {chapter}"))))
                }
            },
            Kind::Steps => Ok(Ok(steps_box::html(self.repo, page)?)),
            Kind::Map => Ok(Ok(map::html(self.repo, &page.file, self.pages)?)),
        }
    }
}

impl Expansion<'_> {
    /// The name of the figure that a directive becomes.
    fn id(&self, page: &Page, directive: &Directive) -> String {
        let before =
            page.directives.iter().take_while(|other| other.place != directive.place);
        format!("code-{}", before.count() + 1)
    }

    /// Where the figure is that the directive at `place` becomes.
    fn address(&self, place: &Place) -> Option<String> {
        let page = self.pages.iter().find(|page| page.file == place.file)?;
        let directive =
            page.directives.iter().find(|directive| directive.place == *place)?;
        let name = page.file.rsplit('/').next()?;
        Some(format!("{name}#{}", self.id(page, directive)))
    }
}

/// HTML as a block of its own in a text in which its line begins with `indent`.
fn alone(html: &str, indent: &str) -> String {
    let indent = indent.trim_end();
    format!("{html}\n{indent}")
}

/// All that a chapter changed, file by file.
fn changes(repo: &Repo, chapter: Chapter) -> Result<String> {
    let mut html = String::new();
    for path in coverage::narrated_files(repo, chapter)? {
        let Some(diff) = FileDiff::load(repo, chapter, &path)? else {
            continue;
        };
        let changed: Vec<usize> = diff.changed().collect();
        if diff.is_deleted() {
            html.push_str(&deleted::html(&diff));
        } else if !changed.is_empty() {
            html.push_str(&figure::html(&diff, &changed, "", &|_| None));
        }
    }
    Ok(html)
}
