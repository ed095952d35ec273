//! Links between items, and the errors for items that lead back to themselves.

use super::{
    circles,
    diagnostic::{Diagnostic, Span},
    item::{Item, ItemId},
    program::Program,
};

/// A step from an item to another.
pub(super) struct Link {
    pub(super) to: ItemId,
    /// The place in the file of the item it comes from.
    pub(super) span: Span,
    /// Whether a circle with this link is an error. A circle of other links is not.
    pub(super) fatal: bool,
}

/// The links of all items of a program.
pub(super) struct Links<'a> {
    program: &'a Program,
    of_items: Vec<Vec<Link>>,
    edges: Vec<Vec<usize>>,
}

/// The words by which an error describes a circle.
pub(super) struct Circle {
    pub(super) message: &'static str,
    pub(super) verb: &'static str,
    pub(super) help: &'static str,
}

impl<'a> Links<'a> {
    pub(super) fn new(program: &'a Program, of: impl Fn(&Item) -> Vec<Link>) -> Self {
        let of_items: Vec<_> = program.items.iter().map(of).collect();
        let edges = |links: &Vec<Link>| links.iter().map(|link| link.to.0).collect();
        let edges = of_items.iter().map(edges).collect();
        Self { program, of_items, edges }
    }

    /// Returns the items in groups, each after those it leads to, and reports a group that is a
    /// circle.
    pub(super) fn groups(
        &self,
        words: &Circle,
    ) -> Vec<(Vec<usize>, Option<Diagnostic>)> {
        let with_error = |group: Vec<usize>| {
            let fatal = |from, to| self.link(from, to).is_some_and(|link| link.fatal);
            let circle = circles::circle(&self.edges, &group, fatal);
            let error = circle.and_then(|circle| self.error(&circle, words));
            (group, error)
        };
        circles::groups(&self.edges).into_iter().map(with_error).collect()
    }

    fn error(&self, circle: &[(usize, usize)], words: &Circle) -> Option<Diagnostic> {
        let steps = circle.iter().filter_map(|&(from, to)| {
            let span = self.link(from, to)?.span.clone();
            let (from, to) = (&self.program.items[from], &self.program.items[to]);
            let (verb, to) = (words.verb, &to.name.text);
            let label = format!("`{}` {verb} `{to}`", from.name.text);
            Some((&self.program.files[from.file].source, span, label))
        });
        Some(Diagnostic::chain(words.message, steps)?.help(words.help))
    }

    /// Returns a link between two items, if possible a fatal one.
    fn link(&self, from: usize, to: usize) -> Option<&Link> {
        let links = self.of_items[from].iter().filter(|link| link.to.0 == to);
        links.max_by_key(|link| link.fatal)
    }
}
