//! The functions to write in a chapter: those that it adds or changes, each on the page that
//! shows it.

use super::bodies::{self, Body};
use crate::build;
use crate::claims::Claims;
use crate::diff::{FileDiff, Source, Tag};
use crate::items;
use crate::page::{Kind, Page};
use crate::problem::Place;
use crate::repo::{Chapter, Repo};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// A chapter as an exercise.
pub struct Plan {
    /// The chapter.
    pub chapter: Chapter,
    /// Its pages, in order.
    pub pages: Vec<Step>,
    /// The functions to write, page by page.
    pub tasks: Vec<Task>,
    /// The files that they are in.
    files: BTreeMap<String, Source>,
}

/// A page of the chapter.
#[derive(Clone, Debug)]
pub struct Step {
    /// The page in short: `connection` of `chapter-05-connection.md`.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Its Markdown, as `book/en/chapter-05-connection.md`.
    pub file: String,
}

/// A function to write.
#[derive(Clone, Debug)]
pub struct Task {
    /// The file in the chapter.
    pub file: String,
    /// The function in that.
    pub body: Body,
    /// The index of the page that shows it.
    pub page: usize,
    /// The directive that does.
    pub place: Place,
}

/// The bodies of a chapter, by their functions' names: a function that has only moved is given.
type Known = BTreeMap<String, BTreeSet<String>>;

impl Plan {
    /// Finds the functions to write in a chapter.
    pub fn of(repo: &Repo, chapter: Chapter) -> Result<Plan> {
        if !repo.chapters()?.contains(&chapter) {
            bail!("there is no {chapter}");
        }
        let mut all = build::pages(repo)?;
        all.retain(|page| {
            page.directives.iter().any(|directive| match &directive.kind {
                Kind::Diff(target) => target.chapter == chapter,
                _ => false,
            })
        });
        let (claims, _) = Claims::of(repo, &all)?;
        let pages: Vec<&Page> =
            all.iter().filter(|page| is_step(page, chapter)).collect();
        let known = known(repo, chapter)?;
        let mut plan = Plan {
            chapter,
            pages: pages.iter().map(|page| Step::of(page, chapter)).collect(),
            tasks: Vec::new(),
            files: BTreeMap::new(),
        };
        for path in repo.files(chapter)? {
            if is_source(&path)
                && let Some(diff) = FileDiff::load(repo, chapter, &path)?
            {
                let owners = owners(&diff, &claims, &pages);
                plan.add_file(diff, &owners, &known);
            }
        }
        // As the page shows them.
        plan.tasks.sort_by(|a, b| {
            let key =
                |task: &Task| (task.page, task.place.clone(), task.body.braces.start);
            key(a).cmp(&key(b))
        });
        Ok(plan)
    }

    /// The page that a reader names: by its number, its name or its file.
    pub fn page(&self, name: &str) -> Result<usize> {
        let number = name.parse().ok().and_then(|n: usize| n.checked_sub(1));
        let stem = name.trim_end_matches(".md").trim_end_matches(".html");
        let named = self.pages.iter().position(|page| {
            page.name == stem || page.file.ends_with(&format!("/{stem}.md"))
        });
        let found = named.or(number).filter(|page| *page < self.pages.len());
        found.with_context(|| {
            let names: Vec<&str> =
                self.pages.iter().map(|page| page.name.as_str()).collect();
            format!("{} has no page `{name}`; it has {}", self.chapter, names.join(", "))
        })
    }

    /// The functions of a page.
    pub fn tasks_of(&self, page: usize) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(move |task| task.page == page)
    }

    /// The page of a function, and its number there, counted from 1.
    pub fn number(&self, task: usize) -> (usize, usize) {
        let page = self.tasks[task].page;
        let first = self.tasks.partition_point(|task| task.page < page);
        (page, task - first + 1)
    }

    /// How many lines they have.
    pub fn lines_of(&self, page: usize) -> usize {
        self.tasks_of(page).map(|task| task.body.lines.len()).sum()
    }

    /// A file with functions to write.
    pub fn source(&self, task: &Task) -> &Source {
        &self.files[&task.file]
    }

    /// The files with functions to write, and their texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.files.iter().map(|(path, source)| (path.as_str(), source))
    }

    fn add_file(&mut self, diff: FileDiff, owners: &[Option<Owner>], known: &Known) {
        let old = diff.old.as_ref().map(bodies::of).unwrap_or_default();
        let old: BTreeMap<&str, &Body> =
            old.iter().map(|body| (body.key.as_str(), body)).collect();
        let Some(new) = &diff.new else { return };
        let before = self.tasks.len();
        for body in bodies::of(new) {
            let is_unchanged = match old.get(body.key.as_str()) {
                Some(old) => old.tokens == body.tokens,
                None => {
                    known.get(&body.name()).is_some_and(|b| b.contains(&body.tokens))
                }
            };
            if is_unchanged
                || body.is_const
                || body.value.is_none()
                || body.is_trivial(new)
            {
                continue;
            }
            if let Some(owner) = owner(&diff, owners, &body) {
                let (file, page, place) =
                    (diff.path.clone(), owner.page, owner.place.clone());
                self.tasks.push(Task { file, body, page, place });
            }
        }
        if self.tasks.len() > before
            && let Some(new) = diff.new
        {
            self.files.insert(diff.path, new);
        }
    }
}

impl Step {
    fn of(page: &Page, chapter: Chapter) -> Step {
        let name = short_name(&page.file, chapter);
        Step {
            name: name.to_owned(),
            title: page.title().to_owned(),
            file: page.file.clone(),
        }
    }
}

/// A page of a chapter in short: `connection` of `chapter-05-connection.md`.
pub fn short_name(file: &str, chapter: Chapter) -> &str {
    let file = file.rsplit('/').next().unwrap_or_default();
    let stem = file.trim_end_matches(".md");
    stem.strip_prefix(&format!("{chapter}-")).unwrap_or(stem)
}

/// Which page shows a line, and by which directive.
#[derive(Clone)]
struct Owner {
    page: usize,
    place: Place,
}

/// The page of each line of a diff.
fn owners(diff: &FileDiff, claims: &Claims, pages: &[&Page]) -> Vec<Option<Owner>> {
    let mut owners = vec![None; diff.lines.len()];
    let Some(claimed) = claims.file(diff.chapter, &diff.path) else {
        return owners;
    };
    for (page, directives) in pages.iter().map(|page| &page.directives).enumerate() {
        for directive in directives {
            if matches!(&directive.kind, Kind::Diff(target) if target.file() == diff.file())
            {
                for line in claimed.shown_at(&directive.place) {
                    owners[line] = Some(Owner { page, place: directive.place.clone() });
                }
            }
        }
    }
    owners
}

/// The page that shows most lines of a body.
fn owner<'a>(
    diff: &FileDiff,
    owners: &'a [Option<Owner>],
    body: &Body,
) -> Option<&'a Owner> {
    let mut votes: BTreeMap<usize, (usize, &Owner)> = BTreeMap::new();
    for (line, owner) in diff.lines.iter().zip(owners) {
        let is_inside = match line.tag {
            Tag::New => body.lines.contains(&line.number),
            Tag::Old => shown(diff.path_of(line)) == shown(&body.path),
            Tag::Same => false,
        };
        if let Some(owner) = owner.as_ref().filter(|_| is_inside) {
            votes.entry(owner.page).or_insert((0, owner)).0 += 1;
        }
    }
    votes.into_values().max_by_key(|(count, _)| *count).map(|(_, owner)| owner)
}

fn shown(path: &items::Path) -> Vec<&str> {
    path.iter().map(|label| label.shown()).collect()
}

fn known(repo: &Repo, chapter: Chapter) -> Result<Known> {
    let mut known = Known::new();
    let Some(before) = repo.before(chapter)? else {
        return Ok(known);
    };
    for path in repo.files(before)?.into_iter().filter(|path| is_source(path)) {
        let text = repo.read(before, &path).unwrap_or_default();
        for body in bodies::of(&Source::parse(before, &path, text)?) {
            known.entry(body.name()).or_default().insert(body.tokens);
        }
    }
    Ok(known)
}

fn is_source(path: &str) -> bool {
    path.starts_with("src/") && path.ends_with(".rs") && crate::repo::is_narrated(path)
}

/// The pages of a chapter, but for the one that only lists its changes.
fn is_step(page: &Page, chapter: Chapter) -> bool {
    let lists = |kind: &Kind| matches!(kind, Kind::Changes(_));
    page.is_of(chapter)
        && !page.directives.iter().any(|directive| lists(&directive.kind))
}
