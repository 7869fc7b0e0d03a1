//! What the layout says of brackets that are missing, where a count has shown that some are.

use super::repair::{Open, Repair};
use super::{Added, Bracket};
use crate::lines::begins_clause;
use crate::tokens::{Token, TokenKind};

impl Repair<'_> {
    /// A line that is indented further than the one before it, where closers are too many, stands in a block whose `{` is missing.
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

    /// A `{` at the end of a line, behind an operand, begins a block: what is open in its head is left open.
    pub(super) fn begin_block(&mut self, index: usize, token: Token) {
        let ends_line =
            self.source
                .next_solid(index + 1)
                .map_or(self.source.goes_on, |(next, _)| {
                    // The next declaration begins on a line of its own.
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
