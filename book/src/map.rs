//! The table of chapters on the front page, with figures counted in the code.

use crate::diff::{FileDiff, Tag};
use crate::html::{SOURCES, escape};
use crate::page::Page;
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result};

/// The table. `page` is the file it stands on, and `pages` are those that it may link to.
pub fn html(repo: &Repo, page: &str, pages: &[Page]) -> Result<String> {
    let mut rows = String::new();
    for chapter in repo.chapters()? {
        let link = link(page, pages, chapter);
        let (lines, new) = lines_of_source(repo, chapter)?;
        rows.push_str(&format!(
            "<tr><td><a href=\"{}\">{chapter}</a></td><td>{}</td>\
             <td class=\"number\">{lines}</td><td class=\"number\">+{new}</td><td>{}</td></tr>",
            escape(&link),
            escape(&description(repo, chapter)?),
            examples(repo, chapter)?,
        ));
    }
    Ok(format!(
        "<table class=\"map\"><caption>Lines of code in <code>src/</code> and <code>idl/</code>, \
         without blank lines and comments, and how many of them the chapter before does not have.\
         </caption><thead><tr><th>Chapter</th><th>Adds</th><th>Lines</th><th>New</th>\
         <th>Its example</th></tr></thead><tbody>{rows}</tbody></table>"
    ))
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

fn examples(repo: &Repo, chapter: Chapter) -> Result<String> {
    let mut names = Vec::new();
    for path in repo.files(chapter)? {
        let name = path
            .strip_prefix("examples/")
            .and_then(|name| name.strip_suffix(".rs").or(name.strip_suffix("/main.rs")));
        names.extend(name.map(|name| format!("<code>{}</code>", escape(name))));
    }
    Ok(names.join(", "))
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
