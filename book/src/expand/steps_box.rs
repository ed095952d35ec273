//! The box that lists the functions that a page asks for, and the tests that they turn green.

use crate::html::escape;
use crate::page::Page;
use crate::repo::Repo;
use crate::steps::plan::short_name;
use crate::steps::record::Record;
use anyhow::Result;

/// The box of a page; nothing if the page asks for nothing.
pub fn html(repo: &Repo, page: &Page) -> Result<String> {
    for chapter in repo.chapters()?.into_iter().filter(|chapter| page.is_of(*chapter)) {
        let record = Record::load(repo, chapter)?;
        let name = short_name(&page.file, chapter);
        let Some(asked) = record.asked(name) else { continue };
        let tests: Vec<&str> = record.newly_green(name).collect();
        let functions: Vec<&str> = asked.functions.iter().map(String::as_str).collect();
        return Ok(format!(
            "<aside class=\"steps\" aria-label=\"Yours to write\"><p><b>Yours to write:</b> {}, \
             {}. Then {} green:</p><p><code>cargo book test {name}</code></p>{}{}</aside>",
            count(functions.len(), "function"),
            count(asked.lines, "line"),
            match tests.len() {
                1 => "1 test turns".to_owned(),
                n => format!("{n} tests turn"),
            },
            list("The functions", &functions),
            list("The tests", &tests),
        ));
    }
    Ok(String::new())
}

fn list(title: &str, names: &[&str]) -> String {
    let items =
        names.iter().map(|name| format!("<li><code>{}</code></li>", escape(name)));
    let items: String = items.collect();
    format!("<details><summary>{title}</summary><ul>{items}</ul></details>")
}

fn count(n: usize, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {what}{plural}")
}
