//! A chapter's files with some bodies taken out.

use super::bodies::Body;
use super::plan::{Plan, Task};
use crate::diff::Source;
use std::ops::Range;

/// The files in which at least one of the tasks that `is_blank` selects is, without those bodies.
pub fn files(
    plan: &Plan,
    is_blank: impl Fn(&Task) -> bool,
) -> impl Iterator<Item = (&str, String)> {
    plan.files().map(move |(path, source)| {
        let tasks = plan.tasks.iter().filter(|task| task.file == path && is_blank(task));
        let edits = tasks.map(|task| {
            let page = &plan.pages[task.page].name;
            (task.body.braces.clone(), blank(source, &task.body, page))
        });
        (path, edited(&source.text, edits.collect()))
    })
}

/// A body that panics with the name of the page that asks for it.
fn blank(source: &Source, body: &Body, page: &str) -> String {
    let value = body.value.as_deref().unwrap_or("todo!()");
    let value = value.replace("todo!()", &format!("todo!(\"{page}\")"));
    let indent = indent(source, body);
    format!("{{\n{indent}    {value}\n{indent}}}")
}

/// The spaces before the brace that ends a body.
pub fn indent<'a>(source: &'a Source, body: &Body) -> &'a str {
    let last = source.line(body.lines.end - 1);
    let first = source.line(body.lines.start);
    let line = if last.trim_start().starts_with('}') { last } else { first };
    &line[..line.len() - line.trim_start().len()]
}

/// A text with ranges replaced.
pub fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = text.to_owned();
    for (range, with) in edits.into_iter().rev() {
        text.replace_range(range, &with);
    }
    text
}
