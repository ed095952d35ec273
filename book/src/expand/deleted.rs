//! A file that a chapter no longer has: one line instead of its contents.

use crate::diff::FileDiff;
use crate::html::{escape, source_link};

/// The line that says so.
pub fn html(diff: &FileDiff) -> String {
    let path = escape(&diff.path);
    let count = diff.lines.len();
    let lines = if count == 1 { "line" } else { "lines" };
    let name = match diff.before {
        Some(before) => {
            format!("<a href=\"{}\">{path}</a>", source_link(before, &diff.path))
        }
        None => path,
    };
    format!(
        "<figure class=\"diff deleted\"><figcaption>{name}\
         <span class=\"where\">deleted, {count} {lines}</span></figcaption></figure>"
    )
}
