//! The children of a pair.

use crate::grammar::{Pair, Rule};

/// The children of a pair, taken in grammar order; skipped ones are punctuation.
pub(super) struct Children<'i> {
    pairs: std::iter::Peekable<pest::iterators::Pairs<'i, Rule>>,
}

impl<'i> Children<'i> {
    pub(super) fn of(pair: Pair<'i>) -> Children<'i> {
        Children {
            pairs: pair.into_inner().peekable(),
        }
    }

    /// The next child if it has that rule.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.pairs.next_if(|pair| pair.as_rule() == rule)
    }

    /// The next child with that rule; skips the others.
    pub(super) fn find(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.pairs.find(|pair| pair.as_rule() == rule)
    }

    pub(super) fn next(&mut self) -> Option<Pair<'i>> {
        self.pairs.next()
    }

    /// The children that are left, which stay.
    pub(super) fn rest(&self) -> impl Iterator<Item = Pair<'i>> + use<'i> {
        self.pairs.clone()
    }

    pub(super) fn peek(&mut self) -> Option<Rule> {
        self.pairs.peek().map(Pair::as_rule)
    }
}
