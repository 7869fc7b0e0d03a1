//! From what pest found to the syntax tree.
//!
//! In: the pairs of one declaration over its masked source. Out: the tree, and a diagnostic for each value that is not one and each
//! mistake that the grammar took. Structure is pest's, values come from the source by span.
//!
//! Invariant: nothing is dropped in silence: what has no place in the tree is `NotBuilt`, or reported and `Error`.

mod builder;
mod children;
mod choice;
mod control;
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

use flowright_diagnostics::Diagnostic;

use builder::Builder;
use children::Children;
pub(crate) use docs::{Docs, misplaced};

use crate::ast::Item;
use crate::grammar::{Pair, Rule};
use crate::masked_source::MaskedSource;
use crate::source::Source;

/// The declaration that was parsed, and what is wrong with its values.
pub(crate) fn item(
    source: Source<'_>,
    masked: &MaskedSource,
    docs: &mut Docs,
    guessed: bool,
    pairs: pest::iterators::Pairs<'_, Rule>,
) -> (Option<Item>, Vec<Diagnostic>) {
    let mut builder = Builder {
        source,
        masked,
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
