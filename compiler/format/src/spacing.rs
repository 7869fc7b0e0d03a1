//! Whether a blank stands between two tokens that follow each other.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Concrete, Role};

/// Whether there is one between the tokens of these indexes.
pub(crate) fn between(concrete: &Concrete, left: usize, right: usize) -> bool {
    !(sticks_behind(concrete, right) || sticks_before(concrete, left))
}

/// Whether a token stands right behind what is before it.
fn sticks_behind(concrete: &Concrete, token: usize) -> bool {
    matches!(
        concrete.role(token),
        Role::TightOpen | Role::TightMark | Role::TightDot
    ) || matches!(
        concrete.kind(token),
        TokenKind::Comma | TokenKind::Colon | TokenKind::ParenClose | TokenKind::BracketClose
    )
}

/// Whether what follows a token stands right behind it.
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
