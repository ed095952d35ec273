//! How a diff looks: a header that says where we are, and the rows of code below it.

use super::rows::{self, Rows};
use super::trail::trail;
use crate::diff::{FileDiff, Tag};
use crate::html::{escape, source_link};
use crate::items::Path;
use std::sync::Arc;

/// The changed lines `shown` of a file, with some of what is around them. `id` is the figure's,
/// and `elsewhere` the address at which another line is shown.
pub fn html(
    diff: &FileDiff,
    shown: &[usize],
    id: &str,
    elsewhere: &dyn Fn(usize) -> Option<String>,
) -> String {
    let rows = Rows::around(diff, shown);
    let around = around(diff, &rows);
    let place = trail(around);
    let position = position(diff, &rows, around).unwrap_or_else(|| match &*place {
        "" => String::new(),
        place => format!("in {place}"),
    });
    let class = if is_one_run_of_new_code(diff, shown) { "diff new" } else { "diff" };
    let id = if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") };
    format!(
        "<figure class=\"{class}\"{id}>{}{}{}</div></figure>",
        header(diff, shown, &position),
        region(&format!("Changes in {}", diff.file())),
        rows::html(diff, &rows, &place, elsewhere),
    )
}

/// The start of the part of a figure that scrolls, which a keyboard has to reach by name.
pub fn region(name: &str) -> String {
    format!(
        "<div class=\"code\" translate=\"no\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">",
        escape(name)
    )
}

fn header(diff: &FileDiff, shown: &[usize], position: &str) -> String {
    let path = escape(&diff.path);
    let link = source_link(diff.chapter, &diff.path) + &lines(diff, shown);
    let place = match (diff.old.is_none() && diff.before.is_some(), position) {
        (true, "") => "new file".to_owned(),
        (true, position) => format!("new file, {position}"),
        (false, position) => position.to_owned(),
    };
    let (removed, added) = diff.counts(shown);
    let mut counts = String::new();
    if removed > 0 {
        counts.push_str(&format!("<i>−{removed}</i> "));
    }
    if added > 0 {
        counts.push_str(&format!("<em>+{added}</em>"));
    }
    format!(
        "<figcaption><a href=\"{link}\">{path}</a><span class=\"where\">{place}</span>\
         <span class=\"count\">{counts}</span></figcaption>"
    )
}

/// The lines of the new version in a link, as `#L3-L9`.
fn lines(diff: &FileDiff, shown: &[usize]) -> String {
    let new = shown.iter().map(|i| &diff.lines[*i]).filter(|line| line.tag == Tag::New);
    let numbers = new.map(|line| line.number + 1);
    match (numbers.clone().min(), numbers.max()) {
        (Some(first), Some(last)) => format!("#L{first}-L{last}"),
        _ => String::new(),
    }
}

/// The items around everything that is shown.
fn around<'a>(diff: &'a FileDiff, rows: &Rows) -> &'a Path {
    let mut paths = rows.changed().map(|i| diff.path_of(&diff.lines[i]));
    let Some(first) = paths.next() else {
        return &[];
    };
    let in_common = paths.fold(first.len(), |length, path| {
        let both = first.iter().zip(path).take(length);
        both.take_while(|(a, b)| a.shown() == b.shown()).count()
    });
    &first[..in_common]
}

/// Where a listing goes that begins with a new item: after the item before that. None if it
/// begins inside an item.
fn position(diff: &FileDiff, rows: &Rows, around: &Path) -> Option<String> {
    let source = diff.new.as_ref()?;
    let first = rows.changed().find(|i| !diff.is_blank(*i))?;
    let first = Some(diff.lines[first]).filter(|line| line.tag == Tag::New)?.number;
    let path = source.outline.path(first);
    let above = || {
        let lines =
            (0..first).rev().filter(|line| !source.line(*line).trim().is_empty());
        lines.map(|line| source.outline.path(line))
    };
    // The outermost item that begins here.
    let mut depths = around.len().min(path.len().checked_sub(1)?)..path.len();
    let depth =
        depths.find(|depth| !above().any(|other| is_in(other, &path[..=*depth])))?;
    let container = &path[..depth];
    let sibling = above().find(|path| path.len() > depth && is_in(path, container));
    let after = match sibling.map(|path| path[depth].shown()) {
        None if container.is_empty() => "from the top".to_owned(),
        None => "first".to_owned(),
        Some("use") => "after the imports".to_owned(),
        Some("mod") => "after the list of modules".to_owned(),
        Some("docs") => "after the comment at the top".to_owned(),
        Some(label) => format!("after <b>{}</b>", escape(label)),
    };
    Some(match container {
        [] => after,
        container => format!("in {}, {after}", trail(container)),
    })
}

/// Whether a path leads into an item.
fn is_in(path: &Path, item: &Path) -> bool {
    path.len() >= item.len() && path.iter().zip(item).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Such code needs no background: what is around it is faint already.
fn is_one_run_of_new_code(diff: &FileDiff, shown: &[usize]) -> bool {
    let (removed, _) = diff.counts(shown);
    let code_between = |a: usize, b: usize| {
        diff.lines[a + 1..b].iter().any(|line| line.tag == Tag::Same)
    };
    removed == 0 && shown.windows(2).all(|pair| !code_between(pair[0], pair[1]))
}
