//! The table of chapters, with figures counted in the code: on the front page of the book, and
//! in `README.md`.

use crate::diff::{FileDiff, Tag};
use crate::html::{SOURCES, escape};
use crate::page::Page;
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};

/// A chapter, as the table tells of it.
struct Row {
    chapter: Chapter,
    adds: String,
    lines: usize,
    new: usize,
    examples: Vec<String>,
}

/// The table as HTML. `page` is the file it stands on, and `pages` are those that it may link to.
pub fn html(repo: &Repo, page: &str, pages: &[Page]) -> Result<String> {
    let row = |row: &Row| {
        let Row { chapter, adds, lines, new, examples } = row;
        let examples: Vec<String> = examples
            .iter()
            .map(|name| format!("<code>{}</code>", escape(name)))
            .collect();
        format!(
            "<tr><td><a href=\"{}\">{chapter}</a></td><td>{}</td>\
             <td class=\"number\">{lines}</td><td class=\"number\">+{new}</td><td>{}</td></tr>",
            escape(&link(page, pages, *chapter)),
            escape(adds),
            examples.join(", "),
        )
    };
    let rows: String = rows(repo)?.iter().map(row).collect();
    Ok(format!(
        "<table class=\"map\"><caption>Lines of code in <code>src/</code> and <code>idl/</code>, \
         without blank lines, comments and tests, and how many of them the chapter before does not have.\
         </caption><thead><tr><th>Chapter</th><th>Adds</th><th>Lines</th><th>New</th>\
         <th>Its example</th></tr></thead><tbody>{rows}</tbody></table>"
    ))
}

/// The table as Markdown, for a file in the root.
pub fn markdown(repo: &Repo) -> Result<String> {
    let mut table = String::from(
        "| Chapter | Adds | Lines of code | New | Its example |\n|---|---|--:|--:|---|\n",
    );
    for Row { chapter, adds, lines, new, examples } in rows(repo)? {
        let examples: Vec<String> =
            examples.iter().map(|name| format!("`{name}`")).collect();
        let examples = examples.join(", ");
        table += &format!(
            "| [{chapter}]({chapter}) | {adds} | {lines} | +{new} | {examples} |\n"
        );
    }
    Ok(table)
}

fn rows(repo: &Repo) -> Result<Vec<Row>> {
    let chapters = repo.chapters()?.into_iter();
    let row = |chapter| {
        let (lines, new) = lines_of_source(repo, chapter)?;
        let (adds, examples) = (description(repo, chapter)?, examples(repo, chapter)?);
        Ok(Row { chapter, adds, lines, new, examples })
    };
    chapters.map(row).collect()
}

/// What the chapter says of itself in its manifest.
fn description(repo: &Repo, chapter: Chapter) -> Result<String> {
    let manifest = repo.read(chapter, "Cargo.toml").unwrap_or_default();
    let manifest: toml::Table =
        manifest.parse().with_context(|| format!("{chapter}/Cargo.toml is no TOML"))?;
    let description =
        manifest.get("package").and_then(|p| p.get("description")?.as_str());
    Ok(description.unwrap_or_default().to_owned())
}

/// How many lines of code a chapter has, and how many of them the one before does not.
fn lines_of_source(repo: &Repo, chapter: Chapter) -> Result<(usize, usize)> {
    let (mut all, mut new) = (0, 0);
    for path in repo.files(chapter)? {
        let Some(diff) = is_source(&path)
            .then(|| FileDiff::load(repo, chapter, &path))
            .transpose()?
            .flatten()
        else {
            continue;
        };
        let present = diff.lines.iter().filter(|line| line.tag != Tag::Old);
        let present = present.filter(|line| !diff.is_test(line));
        for line in present.filter(|line| is_code(diff.text_of(line))) {
            all += 1;
            new += usize::from(line.tag == Tag::New);
        }
    }
    Ok((all, new))
}

fn is_source(path: &str) -> bool {
    let folder = path.split('/').next();
    matches!(folder, Some("src" | "idl"))
}

fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty()
        && !["//", "/*", "* ", "*/"].iter().any(|start| line.starts_with(start))
}

fn examples(repo: &Repo, chapter: Chapter) -> Result<Vec<String>> {
    let name = |path: &String| {
        let name = path.strip_prefix("examples/")?;
        let name = name.strip_suffix(".rs").or(name.strip_suffix("/main.rs"))?;
        Some(name.to_owned())
    };
    Ok(repo.files(chapter)?.iter().filter_map(name).collect())
}

/// The first page of a chapter, or its code where the book has no page for it yet.
fn link(from: &str, pages: &[Page], chapter: Chapter) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_of_chapter = |page: &&Page| {
        let path = page.file.strip_prefix(folder).unwrap_or(&page.file);
        path.split('/').any(|part| part.starts_with(&chapter.to_string()))
    };
    match pages.iter().find(is_of_chapter) {
        Some(page) => {
            let path = page.file.strip_prefix(folder).unwrap_or(&page.file);
            path.trim_start_matches('/').replace(".md", ".html")
        }
        None => SOURCES.replace("/blob/", "/tree/") + &format!("/{chapter}"),
    }
}
