//! Which items lead to which others, and where that is said.

use crate::idl::{ast::Span, diagnostic::Diagnostic, graph, program::ItemId};

use super::{chain, names::Names};

/// What leads to what.
pub(super) struct Links<'a> {
    edges: Vec<Vec<usize>>,
    /// Where each of the edges is said.
    spans: Vec<Vec<&'a Span>>,
}

impl<'a> Links<'a> {
    /// Of so many items none leads to another.
    pub fn new(items: usize) -> Self {
        Self { edges: vec![Vec::new(); items], spans: vec![Vec::new(); items] }
    }

    pub fn add(&mut self, from: ItemId, to: ItemId, span: &'a Span) {
        self.edges[from.0].push(to.0);
        self.spans[from.0].push(span);
    }

    /// All items in groups, each after those that it leads to.
    pub fn groups(&self) -> Vec<Group<'_, 'a>> {
        let groups = graph::components(&self.edges).into_iter();
        groups.map(|items| Group { links: self, items }).collect()
    }
}

/// Items that lead to each other, or one alone.
pub(super) struct Group<'l, 'a> {
    links: &'l Links<'a>,
    items: Vec<usize>,
}

impl Group<'_, '_> {
    pub fn items(&self) -> impl Iterator<Item = ItemId> {
        self.items.iter().copied().map(ItemId)
    }

    /// An error that shows a circle of the group, if it is one.
    pub fn circle(
        &self,
        names: &Names<'_>,
        message: &str,
        label: impl Fn(&str, &str) -> String,
    ) -> Option<Diagnostic> {
        self.circle_with(|_, _| true, names, message, label)
    }

    /// An error that shows a circle of the group, if it has one with a link that is `wanted`.
    pub fn circle_with(
        &self,
        wanted: impl Fn(ItemId, ItemId) -> bool,
        names: &Names<'_>,
        message: &str,
        label: impl Fn(&str, &str) -> String,
    ) -> Option<Diagnostic> {
        let wanted = |from, to| wanted(ItemId(from), ItemId(to));
        let circle = graph::cycle(&self.links.edges, &self.items, wanted)?;
        let name = |item| &*names.definition(ItemId(item)).name.text;
        let steps = graph::steps(&circle).filter_map(|(from, to)| {
            let edge = self.links.edges[from].iter().position(|edge| *edge == to)?;
            let place = names.at(names.file(ItemId(from)), self.links.spans[from][edge]);
            Some((place, label(name(from), name(to))))
        });
        chain(message, steps)
    }
}
