//! Which newlines separate, and which only break a line that goes on.

use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// Whether a newline between these two tokens, the indexes of which are given too, means nothing.
pub(crate) fn goes_on(source: Source<'_>, before: (usize, Token), after: (usize, Token)) -> bool {
    if before.1.kind == TokenKind::Colon && precedes_colon(source, after.0) {
        // `a:` with nothing behind it, and the next field on the next line.
        return false;
    }
    wants_more(source, before) || cannot_begin(source, after)
}

/// Whether a line that ends in this token wants an operand, a type or another entry.
pub(crate) fn wants_more(source: Source<'_>, (index, token): (usize, Token)) -> bool {
    match token.kind {
        TokenKind::Operator => !(source.text_of(token) == ">" && closes_map(source, index)),
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
            matches!(source.text_of(token), "and" | "or" | "not" | "in")
                && !is_member(source, index)
                && !precedes_colon(source, index)
        }
        _ => false,
    }
}

/// Whether a line that begins with this token belongs to the one before.
fn cannot_begin(source: Source<'_>, (index, token): (usize, Token)) -> bool {
    match token.kind {
        TokenKind::Dot
        | TokenKind::OptionalDot
        | TokenKind::Pipe
        | TokenKind::Arrow
        | TokenKind::Comma
        | TokenKind::Colon
        | TokenKind::Question
        | TokenKind::Operator
        | TokenKind::ForeignOperator => true,
        TokenKind::Word => match source.text_of(token) {
            "else" | "elseif" | "elsif" | "elif" | "catch" | "and" | "or" | "in" => {
                !precedes_colon(source, index)
            }
            "not" => source
                .next_solid(index + 1)
                .is_some_and(|(_, next)| source.text_of(next) == "in"),
            _ => false,
        },
        _ => false,
    }
}

fn is_member(source: Source<'_>, index: usize) -> bool {
    source
        .previous_solid(index)
        .is_some_and(|(_, token)| matches!(token.kind, TokenKind::Dot | TokenKind::OptionalDot))
}

fn precedes_colon(source: Source<'_>, index: usize) -> bool {
    source
        .next_solid(index + 1)
        .is_some_and(|(_, token)| token.kind == TokenKind::Colon)
}

/// Whether this `>` ends a `map<…>`: there is a `map<` for it on its line.
fn closes_map(source: Source<'_>, index: usize) -> bool {
    let before = source.tokens.get(..index).unwrap_or_default();
    let mut solid = before
        .iter()
        .rev()
        .take_while(|token| token.kind != TokenKind::Newline)
        .filter(|token| !token.kind.is_trivia());
    let mut open = 1_i32;
    while let Some(token) = solid.next() {
        match source.text_of(*token) {
            ">" => open += 1,
            "<" => open -= 1,
            _ => {}
        }
        if open == 0 {
            return solid
                .next()
                .is_some_and(|token| source.text_of(*token) == "map");
        }
    }
    false
}
