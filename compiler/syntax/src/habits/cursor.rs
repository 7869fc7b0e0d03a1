//! The non-trivia tokens of a declaration, with queries over them.

use std::ops::Range;

use flowright_diagnostics::Span;

use crate::brackets::Bracket;
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// The non-trivia tokens of a declaration, each with its index in the source.
pub(super) struct Cursor<'a> {
    pub source: Source<'a>,
    pub tokens: Vec<(usize, Token)>,
    /// For each token, the innermost open bracket before it.
    openers: Vec<Option<usize>>,
    /// For each token that opens a bracket, the token that closes it.
    partners: Vec<Option<usize>>,
    is_balanced: bool,
}

impl<'a> Cursor<'a> {
    pub fn new(source: Source<'a>, item: &Range<usize>) -> Cursor<'a> {
        let tokens = source.tokens.get(item.clone()).unwrap_or_default();
        let tokens = item.clone().zip(tokens.iter().copied());
        let solid = tokens.filter(|(_, token)| !token.kind.is_trivia());
        let tokens: Vec<(usize, Token)> = solid.collect();
        let mut openers = Vec::with_capacity(tokens.len());
        let mut partners = vec![None; tokens.len()];
        let mut open: Vec<usize> = Vec::new();
        let mut is_balanced = true;
        for (at, (_, token)) in tokens.iter().enumerate() {
            openers.push(open.last().copied());
            if Bracket::opened_by(token.kind).is_some() {
                open.push(at);
            } else if let Some(bracket) = Bracket::closed_by(token.kind) {
                let opener = open.pop();
                let opened = opener.and_then(|opener| tokens.get(opener));
                is_balanced &= opened
                    .is_some_and(|(_, opener)| Bracket::opened_by(opener.kind) == Some(bracket));
                if let Some(partner) = opener.and_then(|opener| partners.get_mut(opener)) {
                    *partner = Some(at);
                }
            }
        }
        Cursor {
            source,
            tokens,
            openers,
            partners,
            is_balanced: is_balanced && open.is_empty(),
        }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).map(|(_, token)| *token)
    }

    /// The index of the token in the source.
    pub fn index(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |(index, _)| *index)
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.token(at).map(|token| token.kind)
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.token(at)
            .map_or("", |token| self.source.text_of(token))
    }

    pub fn is(&self, at: usize, text: &str) -> bool {
        self.text(at) == text
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub fn span(&self, at: usize) -> Span {
        self.token(at)
            .map_or_else(Span::default, |token| self.source.span_of(token))
    }

    /// From the start of one token to the end of another.
    pub fn spans(&self, from: usize, to: usize) -> Span {
        self.span(from).to(self.span(to))
    }

    /// The text from the start of one token to the end of another.
    pub fn written(&self, from: usize, to: usize) -> &'a str {
        match (self.token(from), self.token(to)) {
            (Some(from), Some(to)) => self.source.slice(from.start, to.end),
            _ => "",
        }
    }

    /// Whether the token follows the previous one without a blank.
    pub fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.token(at));
        matches!((before, self.token(at)), (Some(before), Some(token)) if before.end == token.start)
    }

    /// The indentation of the token, if it is the first of its line.
    pub fn indent(&self, at: usize) -> Option<usize> {
        self.tokens
            .get(at)
            .and_then(|(index, _)| self.source.indent(*index))
    }

    pub fn begins_line(&self, at: usize) -> bool {
        self.indent(at).is_some()
    }

    /// Whether a statement may begin here: at the start of a line, after `{` or after `;`.
    pub fn begins_statement(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.kind(at));
        self.begins_line(at) || matches!(before, Some(TokenKind::BraceOpen | TokenKind::Semicolon))
    }

    pub fn ends_line(&self, at: usize) -> bool {
        at + 1 >= self.len() || self.begins_line(at + 1)
    }

    /// The last token of the line.
    pub fn line_end(&self, at: usize) -> usize {
        (at..self.len())
            .find(|at| self.ends_line(*at))
            .unwrap_or(at)
    }

    /// The closer of the bracket at `at`.
    pub fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).copied().flatten()
    }

    /// Whether every bracket of the declaration has a partner, so that no position is a guess.
    pub fn is_balanced(&self) -> bool {
        self.is_balanced
    }

    /// The last token of the statement that begins at `at`: the end of its line, or of the line
    /// that closes the last bracket.
    pub fn statement_end(&self, at: usize) -> usize {
        let mut open = 0_usize;
        let mut last = at;
        for at in at..self.len() {
            if open == 0 && self.kind(at) == Some(TokenKind::Semicolon) {
                break;
            }
            // `None` at the closing brace of the enclosing block.
            let Some(depth) = self.depth_behind(at, open) else {
                break;
            };
            open = depth;
            last = at;
            if open == 0 && self.ends_line(at) {
                break;
            }
        }
        last
    }

    /// The first token of the value in the statement around a token: the token after `=`, or
    /// otherwise the first token of the statement.
    pub fn value_start(&self, at: usize) -> usize {
        let mut start = at;
        // Leave the brackets of calls and lists.
        while let Some(opener) = self.opener(start).filter(|_| self.is_inside(start)) {
            start = opener;
        }
        let block = self.opener(start);
        while let Some(before) = start.checked_sub(1).filter(|before| Some(*before) != block) {
            let is_outside = self.opener(before) == block;
            let is_equal = self.kind(before) == Some(TokenKind::Equal);
            if is_outside && is_equal && !self.touches_equal(before) {
                return start;
            }
            if self.opener(start) == block && self.begins_statement(start) {
                return start;
            }
            start = before;
        }
        start
    }

    /// Whether an `=` is part of a longer operator.
    fn touches_equal(&self, at: usize) -> bool {
        let is_operator = |at: usize| {
            matches!(
                self.kind(at),
                Some(TokenKind::Equal | TokenKind::Operator | TokenKind::FatArrow)
            )
        };
        self.touches(at) && at.checked_sub(1).is_some_and(is_operator)
            || self.touches(at + 1) && is_operator(at + 1)
    }

    /// The innermost bracket that is open before a token.
    pub fn opener(&self, at: usize) -> Option<usize> {
        self.openers.get(at).copied().flatten()
    }

    /// Whether a token is inside parentheses or square brackets.
    pub fn is_inside(&self, at: usize) -> bool {
        let kind = self.opener(at).and_then(|opener| self.kind(opener));
        matches!(kind, Some(TokenKind::ParenOpen | TokenKind::BracketOpen))
    }

    /// The number of brackets open after a token, given `open` before it; `None` if the token
    /// closes an outer bracket.
    fn depth_behind(&self, at: usize, open: usize) -> Option<usize> {
        let kind = self.kind(at)?;
        if Bracket::opened_by(kind).is_some() {
            Some(open + 1)
        } else if Bracket::closed_by(kind).is_some() {
            open.checked_sub(1)
        } else {
            Some(open)
        }
    }

    /// The first of the tokens with that kind.
    pub fn first(&self, mut tokens: impl Iterator<Item = usize>, kind: TokenKind) -> Option<usize> {
        tokens.find(|at| self.kind(*at) == Some(kind))
    }

    /// The first token of the path `a.b.c` or `.a` that ends at `end`.
    pub fn path_start(&self, end: usize) -> usize {
        let mut start = end;
        while let Some(dot) = start.checked_sub(1) {
            let is_dot = matches!(
                self.kind(dot),
                Some(TokenKind::Dot | TokenKind::OptionalDot)
            );
            if !is_dot {
                break;
            }
            match dot
                .checked_sub(1)
                .filter(|at| self.is_word(*at) && self.touches(dot))
            {
                Some(word) => start = word,
                None => return dot,
            }
        }
        start
    }

    /// The end of the string that begins at `at`.
    pub fn string_end(&self, at: usize) -> Option<usize> {
        matches!(self.kind(at)?, TokenKind::StringStart(_)).then_some(())?;
        (at + 1..self.len()).find(|at| matches!(self.kind(*at), Some(TokenKind::StringEnd(_))))
    }
}
