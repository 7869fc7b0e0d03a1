//! Where the closers are missing: indentation and line ends say more than the end of the file does.

use std::ops::Range;

use flowright_diagnostics::Span;

use super::{Bracket, Repairs};
use crate::lines::goes_on;
use crate::mistakes;
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

struct Open {
    bracket: Bracket,
    token: Token,
    /// How far the line is indented on which it stands.
    indent: usize,
    /// Whether a line after it is indented further, so that a line that is not has left it.
    indented: bool,
}

struct Repair<'a> {
    source: Source<'a>,
    open: Vec<Open>,
    /// The last token that is no trivia.
    last: Option<(usize, Token)>,
    /// How many closers of each kind are missing; below zero, how many are too many.
    missing: [isize; 2],
    square_missing: isize,
    repairs: Repairs,
    /// What is left open at one place: the place, and the openers, innermost first.
    unclosed: Vec<(usize, Vec<(Bracket, Span)>)>,
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

/// How many more openers than closers there are.
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
    fn missing(&mut self, bracket: Bracket) -> &mut isize {
        match bracket {
            Bracket::Brace | Bracket::Interpolation => &mut self.missing[0],
            Bracket::Paren => &mut self.missing[1],
            Bracket::Square => &mut self.square_missing,
        }
    }

    /// A line that begins where the innermost bracket cannot go on leaves it open, if one of its kind is missing at all.
    fn begin_line(&mut self, index: usize, token: Token, indent: usize) {
        let Some(last) = self.last else { return };
        if Bracket::closed_by(token.kind).is_some() {
            return;
        }
        let goes_on = goes_on(self.source, last, (index, token))
            || Bracket::opened_by(last.1.kind).is_some_and(|bracket| bracket != Bracket::Brace);
        while let Some(open) = self.open.last_mut() {
            let left = match open.bracket {
                Bracket::Brace => {
                    open.indented |= indent > open.indent;
                    open.indented && indent <= open.indent && !goes_on
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
        if let Some(bracket) = Bracket::opened_by(token.kind) {
            self.begin_block(index, token);
            self.open.push(Open {
                bracket,
                token,
                indent,
                indented: false,
            });
        } else if let Some(bracket) = Bracket::closed_by(token.kind) {
            self.close(index, token, bracket, indent, first);
        }
    }

    /// A `{` at the end of a line, behind an operand, begins a block: what is open in its head is left open.
    fn begin_block(&mut self, index: usize, token: Token) {
        let ends_line = self
            .source
            .next_solid(index + 1)
            .is_some_and(|(next, _)| self.source.indent(next).is_some());
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

    fn close(&mut self, index: usize, token: Token, bracket: Bracket, indent: usize, first: bool) {
        // A brace that closes a line which is indented less than the opener's closes one further out.
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
        let misplaced = bracket == Bracket::Brace
            && first
            && too_many
            && self.open.last().is_some_and(|open| indent > open.indent);
        if misplaced || !self.open.iter().any(|open| open.bracket == bracket) {
            return self.close_nothing(index, token, bracket);
        }
        while let Some(open) = self.open.last() {
            if open.bracket == bracket {
                self.open.pop();
                return;
            }
            self.leave_open();
        }
    }

    /// A closer without an opener of its kind: it stands for the closer of the innermost, if that one is missing, or for nothing.
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
        self.repairs.strays.push(index);
        self.repairs.diagnostics.push(mistakes::unopened(
            self.source.span_of(token),
            bracket.closer(),
        ));
    }

    fn is_on_line(&self, from: Token, to: Token) -> bool {
        !self.source.slice(from.start, to.end).contains('\n')
    }

    /// Closes the innermost bracket after the last token.
    fn leave_open(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let at = self.last.map_or(0, |(index, _)| index);
        *self.missing(open.bracket) -= 1;
        self.repairs.closers.push((at, open.bracket));
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
            // A block string that is not closed has taken the closers, and is reported itself.
            if matches!(last.kind, TokenKind::StringEnd(quotes) if quotes.is_block())
                && last.start == last.end
            {
                continue;
            }
            let place = self.source.span_of(last);
            self.repairs
                .diagnostics
                .push(mistakes::unclosed(openers, place));
        }
        self.repairs
    }
}
