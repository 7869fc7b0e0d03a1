//! Uses the layout to place missing brackets once a count has shown that some are missing.

use super::repair::{Open, Repair};
use super::{Added, Bracket};
use crate::lines::begins_clause;
use crate::mistakes;
use crate::tokens::{Token, TokenKind};

/// After this many stray closers, stop searching for their openers.
const LOOKED_FOR: usize = 16;

impl Repair<'_> {
    /// With too many closers, a line that is indented further than the one before it is taken for
    /// the body of a block whose `{` is missing.
    pub(super) fn open_missing(&mut self, token: Token, indent: usize, goes_on: bool) {
        let Some((at, last)) = self.last else { return };
        let text = self.source.text_of(token);
        let is_clause = begins_clause(text) || text == "when";
        let inside = match self.open.last() {
            None => Some(self.indent),
            Some(open) => open.inside.filter(|_| open.bracket == Bracket::Brace),
        };
        let Some(outer) = inside.filter(|inside| *inside < indent) else {
            return;
        };
        if (goes_on && last.kind != TokenKind::Equal)
            || is_clause
            || *self.missing(Bracket::Brace) >= 0
        {
            return;
        }
        *self.missing(Bracket::Brace) += 1;
        self.repairs.added.push((at, Added::Opener(Bracket::Brace)));
        self.open.push(Open {
            bracket: Bracket::Brace,
            token: last,
            indent: outer,
            indented: true,
            inside: Some(indent),
            missing: true,
        });
    }

    /// A `->` ends the parameters of a function.
    pub(super) fn end_parameters(&mut self) {
        let is_paren = |open: &Open| open.bracket == Bracket::Paren;
        while self.open.last().is_some_and(is_paren) && *self.missing(Bracket::Paren) > 0 {
            self.leave_open();
        }
    }

    /// Adds the missing opener of a closer on the closer's line: `json a: 1 }`, `lines: Line]`.
    /// Returns whether a place for it was found.
    pub(super) fn opener_on_line(&mut self, index: usize, token: Token, bracket: Bracket) -> bool {
        if self.repairs.strays.len() >= LOOKED_FOR {
            return false;
        }
        let tokens = self.source.tokens.get(..index).unwrap_or_default();
        let line: Vec<(usize, Token)> = tokens
            .iter()
            .copied()
            .enumerate()
            .rev()
            .take_while(|(_, token)| token.kind != TokenKind::Newline)
            .filter(|(_, token)| !token.kind.is_trivia())
            .collect();
        let kind = |at: usize| line.get(at).map(|(_, token)| token.kind);
        // `line` holds its tokens in reverse order.
        let before = match bracket {
            Bracket::Brace => (0..line.len()).rev().find(|at| {
                let is_field = at.checked_sub(1).and_then(kind) == Some(TokenKind::Word)
                    && at.checked_sub(2).and_then(kind) == Some(TokenKind::Colon);
                let before = matches!(
                    kind(*at),
                    Some(
                        TokenKind::Word
                            | TokenKind::ParenClose
                            | TokenKind::BracketOpen
                            | TokenKind::Colon
                            | TokenKind::Equal
                    )
                );
                is_field && before
            }),
            Bracket::Square => {
                let mut inside = 0_usize;
                (0..line.len()).find(|at| {
                    let Some(kind) = kind(*at) else { return false };
                    if Bracket::closed_by(kind).is_some() {
                        inside += 1;
                    } else if Bracket::opened_by(kind).is_some() {
                        inside = inside.saturating_sub(1);
                    }
                    inside == 0 && matches!(kind, TokenKind::Colon | TokenKind::Equal)
                })
            }
            Bracket::Paren | Bracket::Interpolation => None,
        };
        let Some((at, last)) = before.and_then(|at| line.get(at).copied()) else {
            return false;
        };
        self.repairs.added.push((at, Added::Opener(bracket)));
        self.repairs.diagnostics.push(mistakes::missing_opener(
            self.source.span_of(last),
            self.source.span_of(token),
            bracket,
        ));
        true
    }

    /// A `{` after an operand at the end of a line begins a block: brackets still open in the head
    /// of the block are treated as unclosed.
    pub(super) fn begin_block(&mut self, index: usize, token: Token) {
        let ends_line =
            self.source
                .next_solid(index + 1)
                .map_or(self.source.goes_on, |(next, _)| {
                    // The next declaration begins on its own line.
                    self.source.indent(next).is_some()
                });
        let behind_operand = self.last.is_some_and(|(_, last)| {
            matches!(
                last.kind,
                TokenKind::Word
                    | TokenKind::Number
                    | TokenKind::StringEnd(_)
                    | TokenKind::ParenClose
                    | TokenKind::BracketClose
            )
        });
        if token.kind != TokenKind::BraceOpen || !ends_line || !behind_operand {
            return;
        }
        while let Some(open) = self.open.last() {
            let bracket = open.bracket;
            let is_head = matches!(bracket, Bracket::Paren | Bracket::Square);
            if !is_head || *self.missing(bracket) <= 0 {
                return;
            }
            self.leave_open();
        }
    }
}
