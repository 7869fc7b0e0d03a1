//! Lines: which newlines separate, which merely continue a line, which lines begin a declaration,
//! and which document it.
//!
//! In: tokens with their indices. Out: decisions about two tokens with newlines between them. Not
//! done here: brackets. Inside parentheses, square brackets and interpolations no newline
//! separates, and neither does one after an opening brace or before a closing brace.

use crate::tokens::{Lexed, Token, TokenKind, WordClass, word};

/// Words that begin a clause of a query; the grammar accepts a newline before them.
pub(crate) const CLAUSES: [&str; 7] = ["where", "group", "order", "limit", "offset", "by", "set"];

/// Whether a line continues across the newlines between these two tokens, each given with its
/// index.
#[must_use]
pub fn goes_on(lexed: Lexed<'_>, before: (usize, Token), after: (usize, Token)) -> bool {
    if before.1.kind == TokenKind::Colon && precedes_colon(lexed, after.0) {
        // A field `a:` without a value, followed by the next field on the next line.
        return false;
    }
    wants_more(lexed, before) || cannot_begin(lexed, after)
}

/// Whether the keyword of a declaration is in the first column, with a name after it on its line.
/// It then begins a declaration, even if brackets above it are still open.
#[must_use]
pub fn begins_item(lexed: Lexed<'_>, index: usize) -> bool {
    lexed.indent(index) == Some(0) && names_item(lexed, index)
}

/// Whether the token is the keyword of a declaration, with a name after it on its line.
pub(crate) fn names_item(lexed: Lexed<'_>, index: usize) -> bool {
    let kind = |index: usize| lexed.tokens.get(index).map(|token| token.kind);
    let Some(token) = lexed.tokens.get(index) else {
        return false;
    };
    token.kind == TokenKind::Word
        && word(lexed.text_of(*token)).is_some_and(|word| word.class == WordClass::Item)
        && kind(index + 1) == Some(TokenKind::Blank)
        && kind(index + 2) == Some(TokenKind::Word)
}

/// The tokens of the doc comment above the token at `index`, its last line first.
#[must_use]
pub fn doc_above(lexed: Lexed<'_>, index: usize) -> Vec<usize> {
    let mut lines = Vec::new();
    let above = lexed.tokens.get(..index).unwrap_or_default();
    for (index, token) in above.iter().enumerate().rev() {
        match token.kind {
            TokenKind::DocComment => lines.push(index),
            TokenKind::Blank | TokenKind::Newline => {}
            _ => break,
        }
    }
    // A comment after other tokens on its line belongs to those tokens, not to the tokens that
    // follow.
    lines.retain(|index| lexed.indent(*index).is_some());
    lines
}

/// Whether a word begins a clause of a query, which may follow on a new line.
#[must_use]
pub fn begins_clause(word: &str) -> bool {
    CLAUSES.contains(&word)
}

/// Whether a line that ends in this token needs an operand, a type or another entry.
#[must_use]
pub fn wants_more(lexed: Lexed<'_>, (index, token): (usize, Token)) -> bool {
    match token.kind {
        TokenKind::Operator => !(lexed.text_of(token) == ">" && closes_map(lexed, index)),
        TokenKind::Equal
        | TokenKind::FatArrow
        | TokenKind::Arrow
        | TokenKind::Colon
        | TokenKind::Comma
        | TokenKind::Pipe
        | TokenKind::Minus
        | TokenKind::Bang
        | TokenKind::ForeignOperator => true,
        TokenKind::Word => {
            matches!(lexed.text_of(token), "and" | "or" | "not" | "in")
                && !is_member(lexed, index)
                && !precedes_colon(lexed, index)
        }
        _ => false,
    }
}

/// Whether a line that begins with this token continues the previous one.
fn cannot_begin(lexed: Lexed<'_>, (index, token): (usize, Token)) -> bool {
    match token.kind {
        TokenKind::Dot => !begins_spread(lexed, index),
        TokenKind::OptionalDot
        | TokenKind::Pipe
        | TokenKind::Arrow
        | TokenKind::Comma
        | TokenKind::Colon
        | TokenKind::Question
        | TokenKind::Operator
        | TokenKind::ForeignOperator => true,
        TokenKind::Word => match lexed.text_of(token) {
            "else" | "elseif" | "elsif" | "elif" | "catch" | "and" | "or" | "in" => {
                !precedes_colon(lexed, index)
            }
            "not" => lexed
                .next_solid(index + 1)
                .is_some_and(|(_, next)| lexed.text_of(next) == "in"),
            _ => false,
        },
        _ => false,
    }
}

/// Whether this dot is the first one of `...x`.
fn begins_spread(lexed: Lexed<'_>, index: usize) -> bool {
    let next = lexed.tokens.get(index + 1);
    next.is_some_and(|next| next.kind == TokenKind::Dot)
}

fn is_member(lexed: Lexed<'_>, index: usize) -> bool {
    lexed
        .previous_solid(index)
        .is_some_and(|(_, token)| matches!(token.kind, TokenKind::Dot | TokenKind::OptionalDot))
}

fn precedes_colon(lexed: Lexed<'_>, index: usize) -> bool {
    lexed
        .next_solid(index + 1)
        .is_some_and(|(_, token)| token.kind == TokenKind::Colon)
}

/// Whether this `>` closes a `map<…>`: there is a matching `map<` on its line.
fn closes_map(lexed: Lexed<'_>, index: usize) -> bool {
    let before = lexed.tokens.get(..index).unwrap_or_default();
    let mut solid = before
        .iter()
        .rev()
        .take_while(|token| token.kind != TokenKind::Newline)
        .filter(|token| !token.kind.is_trivia());
    let mut open = 1_i32;
    while let Some(token) = solid.next() {
        match lexed.text_of(*token) {
            ">" => open += 1,
            "<" => open -= 1,
            _ => {}
        }
        if open == 0 {
            return solid
                .next()
                .is_some_and(|token| lexed.text_of(*token) == "map");
        }
    }
    false
}
