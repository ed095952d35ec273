//! Links within the book, and from it to the repository's files, lead somewhere.
//!
//! Links are read from the Markdown, which has lines to report; what they lead to is looked up
//! in the built book, which has all pages and anchors. The network is not asked.

use crate::html::SOURCES;
use crate::page::{Page, markdown};
use crate::problem::Problem;
use crate::repo::Repo;
use anyhow::Result;
use pulldown_cmark::{Event, Tag};
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

/// The anchors of a built book, by page.
pub struct Links<'a> {
    repo: &'a Repo,
    /// The folder of the Markdown, as `book/en`.
    source: String,
    built: &'a Path,
    anchors: HashMap<PathBuf, HashSet<String>>,
}

/// What came of the links of a page.
#[derive(Debug, Default)]
pub struct Report {
    /// How many were followed.
    pub count: usize,
    /// Those that lead nowhere.
    pub problems: Vec<Problem>,
}

impl<'a> Links<'a> {
    /// Links of a book whose Markdown is in `source`, and which is built in `built`.
    pub fn new(repo: &'a Repo, source: &str, built: &'a Path) -> Links<'a> {
        Links { repo, source: source.to_owned(), built, anchors: HashMap::new() }
    }

    /// Follows the links of a page.
    pub fn check(&mut self, page: &Page) -> Result<Report> {
        let mut report = Report::default();
        for (at, link) in links_of(page) {
            let problem = match link.strip_prefix(SOURCES) {
                Some(path) => self.check_file(path),
                None if is_external(&link) => continue,
                None => self.check_page(page, &link),
            };
            report.count += 1;
            if let Some(why) = problem {
                report.problems.push(
                    page.place(at).problem(format!("broken link `{link}`: {why}")),
                );
            }
        }
        Ok(report)
    }

    /// Checks a link to a file of the repository, as it is on the web.
    fn check_file(&self, path: &str) -> Option<String> {
        let path = path.split(['#', '?']).next().unwrap_or(path).trim_matches('/');
        let exists = self.repo.root().join(path).exists();
        (!exists).then(|| format!("the repository has no {path}"))
    }

    /// Checks a link to a page or a file of the book.
    fn check_page(&mut self, page: &Page, link: &str) -> Option<String> {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or(path);
        if path.starts_with('/') {
            return Some(
                "it must be relative: the book is not at the root of its site"
                    .to_owned(),
            );
        }
        let from = page.file.strip_prefix(&self.source).unwrap_or(&page.file);
        let from = Path::new(from.trim_start_matches('/'));
        let target = match path {
            "" => from.to_owned(),
            path => from.parent().unwrap_or(Path::new("")).join(path),
        };
        let Some(target) = normal(&target) else {
            return Some(
                "it leads out of the book; link to the repository instead".to_owned(),
            );
        };
        let built = built_name(&target);
        if !self.built.join(&built).exists() {
            return Some(format!("the book has no {}", target.display()));
        }
        let known = self.anchors(&built);
        let exists = anchor.is_empty() || known.contains(anchor);
        (!exists).then(|| format!("{} has no anchor `{anchor}`", target.display()))
    }

    fn anchors(&mut self, built: &Path) -> &HashSet<String> {
        static ID: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"\s(?:id|name)="([^"]+)""#).expect("a valid pattern")
        });
        let file = self.built.join(built);
        self.anchors.entry(built.to_owned()).or_insert_with(|| {
            let html = std::fs::read_to_string(file).unwrap_or_default();
            ID.captures_iter(&html).map(|found| found[1].to_owned()).collect()
        })
    }
}

/// The links and images of a page, with the bytes at which they stand.
fn links_of(page: &Page) -> Vec<(usize, String)> {
    static IN_HTML: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\s(?:href|src)\s*=\s*["']([^"']+)["']"#).expect("a valid pattern")
    });
    let mut links = Vec::new();
    for (event, range) in markdown(&page.text).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push((range.start, dest_url.to_string()));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                links.extend(IN_HTML.captures_iter(&html).map(|found| {
                    let at = found.get(1).map_or(0, |link| link.start());
                    (range.start + at, found[1].to_owned())
                }));
            }
            _ => {}
        }
    }
    links
}

fn is_external(link: &str) -> bool {
    static SCHEME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([a-zA-Z][a-zA-Z0-9+.-]*:|//)").expect("a valid pattern")
    });
    SCHEME.is_match(link)
}

/// The name under which mdBook writes a page or a file.
fn built_name(target: &Path) -> PathBuf {
    match target.file_name().and_then(|name| name.to_str()) {
        Some("README.md") => target.with_file_name("index.html"),
        Some(name) if name.ends_with(".md") => target.with_extension("html"),
        Some(_) => target.to_owned(),
        None => target.join("index.html"),
    }
}

/// `path` without `..`; none if that leads out.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => out.push(part),
            Component::CurDir => {}
            Component::ParentDir if out.pop() => {}
            _ => return None,
        }
    }
    Some(out)
}
