//! How a diff looks: a header that says where we are, and the rows of code below it.

use super::rows::{self, Rows};
use super::trail::trail;
use crate::diff::{FileDiff, Tag};
use crate::html::{escape, source_link};

/// The changed lines `shown` of a file, with some of what is around them. `id` is the figure's,
/// and `elsewhere` the address at which another line is shown.
pub fn html(
    diff: &FileDiff,
    shown: &[usize],
    id: &str,
    elsewhere: &dyn Fn(usize) -> Option<String>,
) -> String {
    let rows = Rows::around(diff, shown);
    let place = place(diff, &rows);
    let class = if is_one_run_of_new_code(diff, shown) { "diff new" } else { "diff" };
    let id = if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") };
    format!(
        "<figure class=\"{class}\"{id}>{}{}{}</div></figure>",
        header(diff, shown, &place),
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

fn header(diff: &FileDiff, shown: &[usize], place: &str) -> String {
    let path = escape(&diff.path);
    let link = source_link(diff.chapter, &diff.path) + &lines(diff, shown);
    let place = match (diff.old.is_none() && diff.before.is_some(), place) {
        (true, "") => "new file".to_owned(),
        (true, place) => format!("new file, {place}"),
        (false, "") => String::new(),
        (false, place) => format!("in {place}"),
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
fn place(diff: &FileDiff, rows: &Rows) -> String {
    let mut paths = rows.changed().map(|i| diff.path_of(&diff.lines[i]));
    let Some(first) = paths.next() else {
        return String::new();
    };
    let in_common = paths.fold(first.len(), |length, path| {
        let both = first.iter().zip(path).take(length);
        both.take_while(|(a, b)| a.shown() == b.shown()).count()
    });
    trail(&first[..in_common])
}

/// Such code needs no background: what is around it is faint already.
fn is_one_run_of_new_code(diff: &FileDiff, shown: &[usize]) -> bool {
    let (removed, _) = diff.counts(shown);
    let code_between = |a: usize, b: usize| {
        diff.lines[a + 1..b].iter().any(|line| line.tag == Tag::Same)
    };
    removed == 0 && shown.windows(2).all(|pair| !code_between(pair[0], pair[1]))
}
