//! Tests that were run for a page, and what to say of them.

use super::exercise::{Exercise, Status};
use super::record::Record;
use super::tests::{Ended, Outcome, Test};
use super::verdict;
use std::collections::BTreeSet;

/// Tests, and how they ended.
pub struct Tried<'a> {
    record: &'a Record,
    last: usize,
    /// The tests, and how each ended, once it has been run.
    tests: Vec<(Test, Group, Option<Ended>)>,
    /// The ids of all tests that compile.
    known: BTreeSet<String>,
}

/// Where a test belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// It is green from the start, and should stay so.
    Start,
    /// This page turns it green.
    Page(usize),
    /// The chapter does not have it: the reader wrote it.
    Own,
}

impl<'a> Tried<'a> {
    /// No tests yet. Those of pages after `last` will be left out.
    pub fn new(record: &'a Record, last: usize) -> Tried<'a> {
        Tried { record, last, tests: Vec::new(), known: BTreeSet::new() }
    }

    /// Adds a test, if it is new and not of a later page.
    pub fn add(&mut self, exercise: &Exercise, test: Test) {
        let id = test.id();
        let group = self.group(exercise, &id);
        if !self.known.insert(id) {
            return;
        }
        if !matches!(group, Group::Page(page) if page > self.last) {
            self.tests.push((test, group, None));
        }
    }

    /// The tests that have not been run, with their places.
    pub fn waiting(&self) -> impl Iterator<Item = (usize, &Test, Group)> {
        let tests = self.tests.iter().enumerate();
        tests.filter_map(|(place, (test, group, ended))| {
            ended.is_none().then_some((place, test, *group))
        })
    }

    /// Notes how the tests at these places ended.
    pub fn end(&mut self, places: Vec<usize>, ended: Vec<Ended>) {
        for (place, ended) in places.into_iter().zip(ended) {
            self.tests[place].2 = Some(ended);
        }
    }

    /// The ids of a page's tests, whether they compile or not.
    pub fn ids_of(
        &self,
        exercise: &Exercise,
        page: usize,
    ) -> impl Iterator<Item = &'a String> {
        let ids = self.record.tests.keys();
        ids.filter(move |id| self.group(exercise, id) == Group::Page(page))
    }

    /// Whether all tests of a page are green that have been run.
    pub fn is_green(&self, page: usize) -> bool {
        let mut of_page = self.all().filter(|(_, group, _)| *group == Group::Page(page));
        of_page.all(|(.., ended)| is_green(ended))
    }

    /// The first page with a test that is red.
    pub fn first_red_page(&self) -> Option<usize> {
        let red = self.all().filter(|(.., ended)| !is_green(ended));
        let pages = red.filter_map(|(_, group, _)| match group {
            Group::Page(page) => Some(page),
            Group::Start | Group::Own => None,
        });
        pages.min()
    }

    /// Notes which tests are green.
    pub fn keep(&self, green: &mut BTreeSet<String>) {
        for (test, _, ended) in self.all() {
            match is_green(ended) {
                true => green.insert(test.id()),
                false => green.remove(&test.id()),
            };
        }
    }

    /// Says how many tests are green, and why the first of the others is not: those of a page, and
    /// the reader's own.
    pub fn print(&self, exercise: &Exercise, page: usize, has_errors: bool, all: bool) {
        if self.record.tests.is_empty() {
            let chapter = exercise.plan.chapter;
            println!(
                "  Which tests are this page's is not known: `cargo book steps {chapter} --bless` finds out."
            );
        }
        let tests = self.of(|group| group == Group::Page(page));
        let own = self.of(|group| group == Group::Own);
        let green = tests.iter().filter(|(_, ended)| is_green(ended)).count();
        match tests.len() {
            0 => {}
            n => println!("  {green} of {n} tests are green."),
        }
        self.print_missing(exercise, page, has_errors);
        self.explain(exercise, page, &tests, "Next", all);
        if green == tests.len() {
            self.print_unnoticed(exercise, page);
        }
        self.print_others(exercise, page, &tests);
        if !own.is_empty() {
            let green = own.iter().filter(|(_, ended)| is_green(ended)).count();
            println!("  {green} of {} tests of your own are green.", own.len());
            self.explain(exercise, page, &own, "First", all);
        }
    }

    /// The same for the tests of what comes before a page. Returns whether all of them and of the
    /// page are green.
    pub fn print_earlier(&self, exercise: &Exercise, page: usize, all: bool) -> bool {
        let earlier = self.of(|group| group < Group::Page(page));
        let red = earlier.iter().filter(|(_, ended)| !is_green(ended)).count();
        if red > 0 {
            println!("  {red} of {} earlier tests are red.", earlier.len());
            self.explain(exercise, page, &earlier, "First", all);
        }
        red == 0 && self.is_green(page)
    }

    fn of(&self, is_meant: impl Fn(Group) -> bool) -> Vec<(&Test, &Ended)> {
        let meant = self.all().filter(|(_, group, _)| is_meant(*group));
        meant.map(|(test, _, ended)| (test, ended)).collect()
    }

    fn all(&self) -> impl Iterator<Item = (&Test, Group, &Ended)> {
        let ended = self.tests.iter();
        ended.filter_map(|(test, group, ended)| Some((test, *group, ended.as_ref()?)))
    }

    fn group(&self, exercise: &Exercise, id: &str) -> Group {
        let Tried { record, last, .. } = self;
        if record.tests.is_empty() {
            return Group::Page(*last);
        }
        if !record.tests.contains_key(id) {
            return Group::Own;
        }
        let page = match exercise.state.page {
            // The other pages' functions were given.
            Some(_) => {
                record.needs(id, &exercise.plan.pages[*last].name).then_some(*last)
            }
            None => record.page_of(&exercise.plan, id),
        };
        page.map_or(Group::Start, Group::Page)
    }

    /// Explains the red test that needs fewest functions that are blank, and names the others.
    fn explain(
        &self,
        exercise: &Exercise,
        page: usize,
        tests: &[(&Test, &Ended)],
        word: &str,
        all: bool,
    ) {
        let is_red = |(_, ended): &&(&Test, &Ended)| !is_green(ended);
        let mut red: Vec<_> = tests
            .iter()
            .filter(is_red)
            .map(|(test, ended)| (self.blank(exercise, test), test, ended))
            .collect();
        red.sort_by_key(|(blank, ..)| blank.len());
        let Some(((blank, test, ended), others)) = red.split_first() else { return };
        println!("  {word}: {}", verdict::explain(exercise, page, test, ended, blank));
        for (blank, test, _) in others.iter().filter(|_| all) {
            let needs = match blank.len() {
                0 => String::new(),
                1 => ", needs 1 blank function".to_owned(),
                n => format!(", needs {n} blank functions"),
            };
            println!("  Red: {}{needs}", verdict::fact(exercise, test));
        }
        if !all && !others.is_empty() {
            println!("    … and {} more are red; `--all` lists them", others.len());
        }
    }

    /// The functions that a test needs and that are blank.
    fn blank(&self, exercise: &Exercise, test: &Test) -> Vec<String> {
        let tasks = self.record.functions_of(&exercise.plan, &test.id());
        let open = tasks.filter(|task| exercise.status(task) != Status::Written);
        open.map(|task| task.body.name()).collect()
    }

    /// Says which other pages a page's red tests need, if they have functions that are blank.
    fn print_others(&self, exercise: &Exercise, page: usize, tests: &[(&Test, &Ended)]) {
        let plan = &exercise.plan;
        let red = tests.iter().filter(|(_, ended)| !is_green(ended));
        let others = |test: &Test| -> BTreeSet<usize> {
            let tasks = self.record.functions_of(plan, &test.id());
            let open = tasks.filter(|task| {
                task.page != page && exercise.status(task) != Status::Written
            });
            open.map(|task| task.page).collect()
        };
        let pages: Vec<_> = red.map(|(test, _)| others(test)).collect();
        let count = pages.iter().filter(|pages| !pages.is_empty()).count();
        let pages: BTreeSet<usize> = pages.into_iter().flatten().collect();
        let names: Vec<&str> =
            pages.iter().map(|page| plan.pages[*page].name.as_str()).collect();
        if let Some(first) = names.first() {
            println!(
                "  {count} of the red tests {} blank functions of other pages: {}. `cargo book solve --page \
                 {first}` writes those of one.",
                if count == 1 { "needs" } else { "need" },
                names.join(", ")
            );
        }
    }

    /// Counts the page's tests that could not be run.
    fn print_missing(&self, exercise: &Exercise, page: usize, has_errors: bool) {
        let is_missing = |id: &&String| !self.known.contains(*id);
        match (self.ids_of(exercise, page).filter(is_missing).count(), has_errors) {
            (0, _) => {}
            (n, true) => println!("  {n} tests of this page do not compile yet."),
            (n, false) => println!("  {n} tests of this page are not in this folder."),
        }
    }

    /// Says what green tests do not: that functions are blank.
    fn print_unnoticed(&self, exercise: &Exercise, page: usize) {
        let plan = &exercise.plan;
        let is_blank = |id: &String| {
            self.record.functions_of(plan, id).any(|task| {
                task.page == page && exercise.status(task) != Status::Written
            })
        };
        let open = plan.tasks_of(page);
        let open = open.filter(|task| exercise.status(task) != Status::Written).count();
        if open == 0 {
            return;
        }
        let reaching = self.record.tests.keys().filter(|id| is_blank(id));
        let pages: BTreeSet<usize> =
            reaching.filter_map(|id| self.record.page_of(plan, id)).collect();
        let names = pages.iter().filter(|other| **other > page);
        let names: Vec<&str> =
            names.map(|page| plan.pages[*page].name.as_str()).collect();
        let which = match names[..] {
            [] => String::new(),
            _ => format!("; tests of later pages do: {}", names.join(", ")),
        };
        println!(
            "  That is not all: {open} of this page's functions {} blank, and these tests do not \
             notice{which}.",
            if open == 1 { "is" } else { "are" }
        );
    }
}

fn is_green(ended: &Ended) -> bool {
    ended.outcome == Outcome::Green
}
