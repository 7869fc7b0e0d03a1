//! Builds the syntax tree from pest's pairs.
//!
//! In: the pairs of one declaration over its masked source. Out: the tree, and a diagnostic for
//! each invalid value and each mistake that the grammar accepts. The structure comes from pest, the
//! values from the source by span.
//!
//! Invariant: nothing is dropped silently: anything that has no place in the tree becomes
//! `NotBuilt`, or is reported and becomes `Error`.

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

/// Builds the parsed declaration and reports errors in its values.
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
        named: None,
        unseparated: false,
        in_setting: false,
        diagnostics: Vec::new(),
    };
    let item = pairs
        .flat_map(Pair::into_inner)
        .next()
        .map(|declaration| builder.declaration(declaration));
    (item, builder.diagnostics)
}
