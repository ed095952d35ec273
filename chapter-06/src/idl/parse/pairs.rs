//! Walking through pest's pairs.

use std::iter;

use pest::iterators::{Pair, Pairs};

use crate::idl::{diagnostic::Span, grammar::Rule, item::Name};

/// The pairs directly inside another, taken in the order of the grammar.
pub(super) struct Children<'i>(Pairs<'i, Rule>);

impl<'i> Children<'i> {
    pub(super) fn of(pair: Pair<'i, Rule>) -> Self {
        Self(pair.into_inner())
    }

    /// Returns the next pair, if it is of this rule.
    pub(super) fn maybe(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        self.0.peek().filter(|pair| pair.as_rule() == rule)?;
        self.0.next()
    }

    /// Returns the next pair of this rule, which the grammar requires. Skips pairs before it.
    pub(super) fn the(&mut self, rule: Rule) -> Pair<'i, Rule> {
        self.0.find(|pair| pair.as_rule() == rule).expect("the grammar requires it")
    }

    /// Returns all pairs of this rule that come next.
    pub(super) fn all(&mut self, rule: Rule) -> impl Iterator<Item = Pair<'i, Rule>> {
        iter::from_fn(move || self.maybe(rule))
    }
}

/// Returns the place of a pair, without the space at its end, which pest includes.
pub(super) fn span(pair: &Pair<'_, Rule>) -> Span {
    let start = pair.as_span().start();
    start..start + pair.as_str().trim_end().len()
}

pub(super) fn name_of(pair: &Pair<'_, Rule>) -> Name {
    Name { text: pair.as_str().to_owned(), span: span(pair) }
}
