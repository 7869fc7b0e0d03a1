//! Whether there is a blank between two adjacent tokens.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Concrete, Role};

/// Whether there is a blank between the tokens with these indices.
pub(crate) fn between(concrete: &Concrete, left: usize, right: usize) -> bool {
    !(sticks_behind(concrete, right) || sticks_before(concrete, left))
}

/// Whether a token attaches to the previous one.
fn sticks_behind(concrete: &Concrete, token: usize) -> bool {
    matches!(
        concrete.role(token),
        Role::TightOpen | Role::TightMark | Role::TightDot
    ) || matches!(
        concrete.kind(token),
        TokenKind::Comma | TokenKind::Colon | TokenKind::ParenClose | TokenKind::BracketClose
    )
}

/// Whether the next token attaches to this one.
fn sticks_before(concrete: &Concrete, token: usize) -> bool {
    match concrete.kind(token) {
        TokenKind::ParenOpen | TokenKind::BracketOpen | TokenKind::Dot | TokenKind::OptionalDot => {
            true
        }
        TokenKind::Minus => concrete.role(token) == Role::Prefix,
        // The `<` of `map<T>`.
        TokenKind::Operator => concrete.role(token) == Role::TightDot,
        _ => false,
    }
}
