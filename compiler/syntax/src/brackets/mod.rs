//! Brackets: unclosed openers, stray closers, and nesting depth.
//!
//! In: the tokens of one declaration. Out: the places where closers are missing, the superfluous
//! closers, and a diagnostic for each. With these repairs, the masked source is balanced, whatever
//! the source is.
//!
//! Invariant: after the repairs, every bracket of the declaration has a partner.

mod bracket;
mod depth;
mod layout;
mod repair;
mod repairs;

use std::ops::Range;

pub(crate) use bracket::Bracket;
pub(crate) use depth::too_deep;
pub(crate) use repairs::{Added, Repairs, Rewrite};

use crate::source::Source;
use crate::tokens::Token;

/// The repairs that a declaration needs; most need none.
pub(crate) fn repairs(source: Source<'_>, item: &Range<usize>) -> Repairs {
    let tokens = source.tokens.get(item.clone()).unwrap_or_default();
    if is_balanced(tokens) {
        return Repairs::default();
    }
    repair::repair(source, item)
}

fn is_balanced(tokens: &[Token]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        if let Some(bracket) = Bracket::opened_by(token.kind) {
            open.push(bracket);
        } else if let Some(bracket) = Bracket::closed_by(token.kind)
            && open.pop() != Some(bracket)
        {
            return false;
        }
    }
    open.is_empty()
}
