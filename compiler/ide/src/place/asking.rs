//! Queries on a place.

use flowright_syntax::tokens::{Token, TokenKind};

use super::{Frame, Place};

impl Place<'_> {
    /// The open brackets around the place, innermost first.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.open.iter().rev().map(|open| &open.frame)
    }

    /// The innermost frame around the place.
    pub fn frame(&self) -> &Frame {
        self.open.last().map_or(&Frame::File, |open| &open.frame)
    }

    /// The start of the innermost frame, after its bracket.
    pub fn frame_start(&self) -> u32 {
        self.open.last().map_or(0, |open| open.start)
    }

    /// The tokens of the line before the place; only the brackets of a closed pair are kept.
    pub fn before(&self) -> &[Token] {
        self.open.last().map_or(&[], |open| open.line.as_slice())
    }

    /// The tokens of the previous line.
    pub fn former(&self) -> &[Token] {
        self.open.last().map_or(&[], |open| open.former.as_slice())
    }

    /// The tokens of the line in an outer frame; 0 is the frame of the place itself.
    pub fn before_frame(&self, outwards: usize) -> &[Token] {
        let mut open = self.open.iter().rev();
        open.nth(outwards).map_or(&[], |open| open.line.as_slice())
    }

    /// The words of the line before the place, in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.words_of(self.before())
    }

    /// The words among tokens.
    pub fn words_of<'t>(&'t self, tokens: &'t [Token]) -> impl DoubleEndedIterator<Item = &'t str> {
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        words.map(|token| self.text_of(*token))
    }

    /// The last token of the line before the place.
    pub fn last(&self) -> Option<Token> {
        self.before().last().copied()
    }

    /// The first tokens of the lines or entries in the innermost brackets, before and after the
    /// place, except for the word being written; for a name in quotes, its contents.
    pub fn beginnings(&self) -> Vec<Token> {
        let mut found = Vec::new();
        let mut begins = true;
        let mut depth = 0_usize;
        for token in self.inner() {
            match token.kind {
                TokenKind::BraceOpen
                | TokenKind::ParenOpen
                | TokenKind::BracketOpen
                | TokenKind::InterpolationStart => depth += 1,
                TokenKind::BraceClose
                | TokenKind::ParenClose
                | TokenKind::BracketClose
                | TokenKind::InterpolationEnd => depth = depth.saturating_sub(1),
                TokenKind::Newline | TokenKind::Comma if depth == 0 => begins = true,
                TokenKind::StringStart(_) => {}
                kind if begins && depth == 0 && !kind.is_trivia() => {
                    begins = false;
                    if (token.start, token.end) != self.word {
                        found.push(*token);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The tokens inside the innermost brackets, before and after the place.
    pub fn inner(&self) -> &[Token] {
        let start = self.frame_start();
        let first = self.tokens.partition_point(|token| token.start < start);
        let rest = self.tokens.get(first..).unwrap_or_default();
        let mut depth = 0_usize;
        let end = rest.iter().position(|token| match token.kind {
            TokenKind::BraceOpen
            | TokenKind::ParenOpen
            | TokenKind::BracketOpen
            | TokenKind::InterpolationStart => {
                depth += 1;
                false
            }
            TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::InterpolationEnd => {
                let closes = depth == 0;
                depth = depth.saturating_sub(1);
                closes
            }
            _ => false,
        });
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// The text of a token.
    pub fn text_of(&self, token: Token) -> &str {
        self.lexed().text_of(token)
    }

    /// The text between two offsets.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.lexed().slice(start, end)
    }

    /// The string that begins with a token, including its quotes.
    pub fn string_at(&self, start: Token) -> &str {
        let first = self
            .tokens
            .partition_point(|token| token.start < start.start);
        let mut rest = self.tokens.get(first..).unwrap_or_default().iter();
        let end = rest.find(|token| matches!(token.kind, TokenKind::StringEnd(_)));
        self.slice(start.start, end.map_or(start.end, |end| end.end))
    }

    /// Whether the text follows at an offset.
    pub fn is_followed_by(&self, at: u32, text: &str) -> bool {
        let rest = self.text.get(at as usize..);
        rest.is_some_and(|rest| rest.starts_with(text))
    }

    /// The token after the word on its line.
    pub fn next_on_line(&self) -> Option<TokenKind> {
        let end = self.word.1;
        let first = self.tokens.partition_point(|token| token.start < end);
        let mut rest = self.tokens.get(first..)?.iter().map(|token| token.kind);
        rest.find(|kind| *kind != TokenKind::Blank)
            .filter(|kind| *kind != TokenKind::Newline)
    }
}
