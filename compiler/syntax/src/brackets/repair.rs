//! Places missing closers by indentation and line ends, which are better evidence than the end of
//! the file.

use std::ops::Range;

use flowright_diagnostics::Span;

use super::{Added, Bracket, Repairs};
use crate::lines::goes_on;
use crate::mistakes;
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

pub(super) struct Open {
    pub(super) bracket: Bracket,
    pub(super) token: Token,
    /// The indentation of its line.
    pub(super) indent: usize,
    /// Whether a later line is indented further; if so, the first line that is not indented further
    /// ends the block.
    pub(super) indented: bool,
    /// The indentation of the first line inside the bracket.
    pub(super) inside: Option<usize>,
    /// Whether the opener is missing; `token` is then the last token before its place.
    pub(super) missing: bool,
}

pub(super) struct Repair<'a> {
    pub(super) source: Source<'a>,
    pub(super) open: Vec<Open>,
    /// The last token that is not trivia.
    pub(super) last: Option<(usize, Token)>,
    /// The number of missing closers for braces and parentheses; negative if there are too many.
    pub(super) missing: [isize; 2],
    pub(super) square_missing: isize,
    pub(super) repairs: Repairs,
    /// The indentation of the declaration.
    pub(super) indent: usize,
    /// The unclosed openers by place, innermost first.
    pub(super) unclosed: Vec<(usize, Vec<(Bracket, Span)>)>,
}

pub(super) fn repair(source: Source<'_>, item: &Range<usize>) -> Repairs {
    let tokens = source.tokens.get(item.clone()).unwrap_or_default();
    let mut repair = Repair {
        source,
        open: Vec::new(),
        last: None,
        missing: [
            balance(tokens, Bracket::Brace),
            balance(tokens, Bracket::Paren),
        ],
        square_missing: balance(tokens, Bracket::Square),
        repairs: Repairs::default(),
        indent: source.indent(item.start).unwrap_or(0),
        unclosed: Vec::new(),
    };
    let mut indent = 0;
    for (index, token) in item.clone().zip(tokens.iter().copied()) {
        if token.kind.is_trivia() {
            continue;
        }
        let first = source.indent(index);
        if let Some(first) = first {
            indent = first;
            repair.begin_line(index, token, indent);
        }
        repair.take(index, token, indent, first.is_some());
        repair.last = Some((index, token));
    }
    while !repair.open.is_empty() {
        repair.leave_open();
    }
    repair.finish()
}

/// The number of openers minus the number of closers.
fn balance(tokens: &[Token], bracket: Bracket) -> isize {
    tokens.iter().fold(0, |sum, token| {
        if Bracket::opened_by(token.kind) == Some(bracket) {
            sum + 1
        } else if Bracket::closed_by(token.kind) == Some(bracket) {
            sum - 1
        } else {
            sum
        }
    })
}

impl Repair<'_> {
    pub(super) fn missing(&mut self, bracket: Bracket) -> &mut isize {
        match bracket {
            Bracket::Brace | Bracket::Interpolation => &mut self.missing[0],
            Bracket::Paren => &mut self.missing[1],
            Bracket::Square => &mut self.square_missing,
        }
    }

    /// A line that cannot continue the innermost bracket leaves it unclosed, provided that a closer
    /// of its kind is missing at all.
    fn begin_line(&mut self, index: usize, token: Token, indent: usize) {
        let Some(last) = self.last else { return };
        if Bracket::closed_by(token.kind).is_some() {
            return;
        }
        let goes_on = goes_on(self.source.lexed, last, (index, token))
            || Bracket::opened_by(last.1.kind).is_some_and(|bracket| bracket != Bracket::Brace);
        // `else` continues the statement that a closing brace ends.
        let follows_block = token.kind == TokenKind::Word
            && matches!(
                self.source.text_of(token),
                "else" | "elseif" | "elsif" | "elif" | "catch"
            );
        self.open_missing(token, indent, goes_on);
        while let Some(open) = self.open.last_mut() {
            open.inside.get_or_insert(indent);
            let left = match open.bracket {
                Bracket::Brace => {
                    open.indented |= indent > open.indent;
                    // An opener followed by something on its own line does not have an indented
                    // body.
                    let begun = open.indented || last.1 != open.token;
                    begun && indent <= open.indent && (!goes_on || follows_block)
                }
                Bracket::Paren | Bracket::Square => !goes_on || indent <= open.indent,
                Bracket::Interpolation => false,
            };
            let bracket = open.bracket;
            if !left || *self.missing(bracket) <= 0 {
                return;
            }
            self.leave_open();
        }
    }

    fn take(&mut self, index: usize, token: Token, indent: usize, first: bool) {
        if token.kind == TokenKind::Arrow {
            self.end_parameters();
        }
        if let Some(bracket) = Bracket::opened_by(token.kind) {
            self.begin_block(index, token);
            self.open.push(Open {
                bracket,
                token,
                indent,
                indented: false,
                inside: None,
                missing: false,
            });
        } else if let Some(bracket) = Bracket::closed_by(token.kind) {
            self.close(index, token, bracket, indent, first);
        }
    }

    fn close(&mut self, index: usize, token: Token, bracket: Bracket, indent: usize, first: bool) {
        // A brace at the start of a line that is indented less than the opener's line closes an
        // outer brace.
        while bracket == Bracket::Brace
            && first
            && *self.missing(bracket) > 0
            && self.open.len() > 1
            && self
                .open
                .last()
                .is_some_and(|open| open.bracket == bracket && indent < open.indent)
        {
            self.leave_open();
        }
        let too_many = *self.missing(bracket) < 0;
        // The brace that it would close.
        let partner = self.open.iter().rfind(|open| open.bracket == bracket);
        let misplaced = bracket == Bracket::Brace
            && too_many
            && match first {
                true => self.open.last().is_some_and(|open| indent > open.indent),
                false => partner.is_some_and(|open| !self.is_on_line(open.token, token)),
            };
        if misplaced || !self.open.iter().any(|open| open.bracket == bracket) {
            return self.close_nothing(index, token, bracket);
        }
        while let Some(open) = self.open.last() {
            if open.bracket == bracket {
                if open.missing {
                    let before = self.source.span_of(open.token);
                    self.repairs.diagnostics.push(mistakes::missing_opener(
                        before,
                        self.source.span_of(token),
                        bracket,
                    ));
                }
                self.open.pop();
                return;
            }
            self.leave_open();
        }
    }

    /// Handles a closer without an opener of its kind: it is taken for the missing closer of the
    /// innermost bracket, or it is stray.
    fn close_nothing(&mut self, index: usize, token: Token, bracket: Bracket) {
        *self.missing(bracket) += 1;
        let innermost = self.open.last().map(|open| (open.bracket, open.token));
        if let Some((other, opener)) = innermost
            && other != bracket
            && other != Bracket::Interpolation
            && *self.missing(other) > 0
            && (other != Bracket::Brace || self.is_on_line(opener, token))
        {
            self.open.pop();
            *self.missing(other) -= 1;
            self.repairs.swaps.push((index, other));
            self.repairs.diagnostics.push(mistakes::other_closer(
                self.source.span_of(opener),
                self.source.span_of(token),
                other.closer(),
            ));
            return;
        }
        if self.opener_on_line(index, token, bracket) {
            return;
        }
        self.repairs.strays.push(index);
        self.repairs.diagnostics.push(mistakes::unopened(
            self.source.span_of(token),
            bracket.closer(),
        ));
    }

    /// The indentation of the closer of a multi-line block, which belongs on its own line; `None`
    /// for other closers.
    fn own_line(&self, bracket: Bracket, opener: Span, last: Token) -> Option<usize> {
        let start = self.source.place(opener).start;
        let is_block =
            bracket == Bracket::Brace && self.source.slice(start, last.end).contains('\n');
        // Do not look at tokens before the declaration: they may change without it being reparsed.
        let index = self.source.index_at(start);
        let indent = || {
            (0..=index)
                .rev()
                .find_map(|index| self.source.indent(index))
        };
        is_block.then(|| indent().unwrap_or(0))
    }

    fn is_on_line(&self, from: Token, to: Token) -> bool {
        !self.source.slice(from.start, to.end).contains('\n')
    }

    /// Closes the innermost bracket after the last token.
    pub(super) fn leave_open(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let at = self.last.map_or(0, |(index, _)| index);
        *self.missing(open.bracket) -= 1;
        self.repairs.added.push((at, Added::Closer(open.bracket)));
        let opener = (open.bracket, self.source.span_of(open.token));
        match self.unclosed.last_mut() {
            Some((place, openers)) if *place == at => openers.push(opener),
            _ => self.unclosed.push((at, vec![opener])),
        }
    }

    fn finish(mut self) -> Repairs {
        for (at, openers) in &self.unclosed {
            let last = self.source.tokens.get(*at).copied().unwrap_or(Token {
                kind: TokenKind::Blank,
                start: 0,
                end: 0,
            });
            // An unclosed string has swallowed the closers of its line (a block string, all that
            // follow), and is itself reported.
            let taken = |opener: Span| match last.kind {
                TokenKind::StringEnd(quotes) if last.start == last.end => {
                    let line = self.source.slice(opener.start, last.end);
                    quotes.is_block() || !line.contains('\n')
                }
                _ => false,
            };
            let openers: Vec<(Bracket, Span)> = openers
                .iter()
                .copied()
                .filter(|(_, opener)| !taken(*opener))
                .collect();
            if openers.is_empty() {
                continue;
            }
            let place = self.source.span_of(last);
            let openers: Vec<(Bracket, Span, Option<usize>)> = openers
                .into_iter()
                .map(|(bracket, span)| (bracket, span, self.own_line(bracket, span, last)))
                .collect();
            self.repairs.diagnostics.push(mistakes::unclosed(
                &openers,
                place,
                self.source.text_of(last),
            ));
        }
        self.repairs.added.sort_by_key(|(at, _)| *at);
        self.repairs
    }
}
