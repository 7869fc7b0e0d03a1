//! From what pest found to the syntax tree.
//!
//! In: the pairs of one declaration over its veil. Out: the tree, and a diagnostic for each value that is not one and each
//! mistake that the grammar took. Structure is pest's, values come from the source by span.
//!
//! Invariant: nothing is dropped in silence: what has no place in the tree is `NotBuilt`, or reported and `Error`.

mod choice;
mod docs;
mod expression;
mod item;
mod names;
mod number;
mod operators;
mod path;
mod record;
mod setting;
mod statement;
mod step;
mod text;
mod trigger;
mod types;

use flowright_diagnostics::{Diagnostic, Span};

pub(crate) use docs::{Docs, misplaced};

use crate::ast::Item;
use crate::grammar::{Pair, Rule};
use crate::source::Source;
use crate::veil::Veil;

pub(crate) struct Builder<'a> {
    source: Source<'a>,
    veil: &'a Veil,
    docs: &'a mut Docs,
    /// Whether brackets of the declaration were added or left out.
    guessed: bool,
    diagnostics: Vec<Diagnostic>,
}

/// The declaration that was parsed, and what is wrong with its values.
pub(crate) fn item(
    source: Source<'_>,
    veil: &Veil,
    docs: &mut Docs,
    guessed: bool,
    pairs: pest::iterators::Pairs<'_, Rule>,
) -> (Option<Item>, Vec<Diagnostic>) {
    let mut builder = Builder {
        source,
        veil,
        docs,
        guessed,
        diagnostics: Vec::new(),
    };
    let item = pairs
        .flat_map(Pair::into_inner)
        .next()
        .map(|declaration| builder.declaration(declaration));
    (item, builder.diagnostics)
}

impl Builder<'_> {
    /// The place of a pair, without the blanks that pest takes before something optional that is not there.
    fn span(&self, pair: &Pair<'_>) -> Span {
        let range = pair.as_span();
        let text = range.as_str();
        let blanks = text.len() - text.trim_end_matches([' ', '\n']).len();
        let start = self.veil.to_source(range.start());
        let end = self.veil.to_source(range.end() - blanks);
        self.source.span(start, end)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The source under a span.
    fn text(&self, span: Span) -> &str {
        self.source.slice(span.start, span.end)
    }
}

/// The children of a pair, taken in the order of the grammar; those that nobody takes are punctuation.
struct Children<'i> {
    pairs: std::iter::Peekable<pest::iterators::Pairs<'i, Rule>>,
}

impl<'i> Children<'i> {
    fn of(pair: Pair<'i>) -> Children<'i> {
        Children {
            pairs: pair.into_inner().peekable(),
        }
    }

    /// The next child if it is of that rule.
    fn take(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.pairs.next_if(|pair| pair.as_rule() == rule)
    }

    /// The next child of that rule, passing over others.
    fn find(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.pairs.find(|pair| pair.as_rule() == rule)
    }

    fn next(&mut self) -> Option<Pair<'i>> {
        self.pairs.next()
    }

    fn peek(&mut self) -> Option<Rule> {
        self.pairs.peek().map(Pair::as_rule)
    }
}
