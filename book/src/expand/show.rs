//! `{{#show …}}`: code as it stands in a chapter, without what changed in it.

use super::docs::Doc;
use super::figure;
use crate::claims::{no_such_file, no_such_item};
use crate::diff::Source;
use crate::highlight;
use crate::html::{NEWLINE, escape, source_link};
use crate::page::Target;
use crate::problem::{Place, Problem};
use crate::repo::Repo;
use crate::select::{self, Selector};
use anyhow::Result;

/// A listing of the items that `target` names, or of its whole file.
pub fn html(
    repo: &Repo,
    place: &Place,
    target: &Target,
) -> Result<Result<String, Problem>> {
    let Some(text) = repo.read(target.chapter, &target.path) else {
        return Ok(Err(place.problem(no_such_file(repo, target)?)));
    };
    let source = Source::parse(target.chapter, &target.path, text)?;
    for item in &target.items {
        if !source.outline.items().any(|path| item.selects(path)) {
            let names = select::suggestions(item, &[&source.outline]);
            let message = no_such_item(&target.file(), item.written(), &names);
            return Ok(Err(place.problem(message)));
        }
    }
    let lines = selected(&source, &target.items);
    Ok(Ok(listing(target, &source, &lines)))
}

/// The lines of the items, without blank ones at the ends of each run.
fn selected(source: &Source, items: &[Selector]) -> Vec<usize> {
    let is_blank = |i: usize| source.line(i).trim().is_empty();
    let is_wanted = |i: &usize| {
        let path = source.outline.path(*i);
        items.is_empty() || items.iter().any(|item| item.depth_in(path).is_some())
    };
    let wanted: Vec<usize> = (0..source.line_count()).filter(is_wanted).collect();
    let runs = wanted.chunk_by(|a, b| a + 1 == *b);
    runs.flat_map(|run| {
        let first = run.iter().position(|i| !is_blank(*i)).unwrap_or(0);
        let last = run.iter().rposition(|i| !is_blank(*i)).unwrap_or(0);
        run[first..=last].to_vec()
    })
    .collect()
}

fn listing(target: &Target, source: &Source, lines: &[usize]) -> String {
    let language = highlight::language_of(&target.path);
    let coloured = highlight::lines(&source.text, language);
    let indent = |i: usize| {
        let line = source.line(i);
        (!line.trim().is_empty()).then(|| line.len() - line.trim_start().len())
    };
    let margin = lines.iter().filter_map(|i| indent(*i)).min().unwrap_or(0);
    let mut code = String::new();
    let unindented = |i: usize| source.line(i).get(margin..).unwrap_or_default();
    let runs = lines.chunk_by(|a, b| a + 1 == *b);
    for run in runs {
        if !code.is_empty() {
            code.push_str(&format!("<span class=\"l cut\">⋯{NEWLINE}</span>"));
        }
        let texts: Vec<&str> = run.iter().map(|i| unindented(*i)).collect();
        let mut at = 0;
        while at < run.len() {
            if let Some(doc) = Doc::at_start(&texts[at..]) {
                code.push_str(&doc.html("l"));
                at += doc.lines;
                continue;
            }
            let pieces = coloured.get(run[at]).map_or(&[][..], Vec::as_slice);
            let line = highlight::to_html(pieces, &[]);
            let line = line.strip_prefix(&" ".repeat(margin)).unwrap_or(&line);
            code.push_str(&format!("<span class=\"l\">{line}{NEWLINE}</span>"));
            at += 1;
        }
    }
    let first = lines.first().map_or(0, |i| i + 1);
    let last = lines.last().map_or(0, |i| i + 1);
    let link = source_link(target.chapter, &target.path);
    let names: Vec<String> = target
        .items
        .iter()
        .map(|item| format!("<b>{}</b>", escape(item.written())))
        .collect();
    format!(
        "<figure class=\"diff show\"><figcaption><a href=\"{link}#L{first}-L{last}\">{}</a>\
         <span class=\"where\">{}</span></figcaption>\
         {}{code}</div></figure>",
        escape(&target.file()),
        names.join(", "),
        figure::region(&target.file()),
    )
}
