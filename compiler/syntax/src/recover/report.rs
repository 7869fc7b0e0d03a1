//! Reports the mistake where pest stopped, unless something there has already been reported.

use std::ops::Range;

use super::{Attempt, expected, rules};
use crate::grammar::Rule;
use crate::mistakes;
use crate::source::Source;
use crate::tokens::{TokenKind, WordClass};

impl Attempt<'_> {
    /// Reports what was expected and what was found; returns whether an operand is missing at the
    /// end of a line.
    pub(super) fn report(&mut self, piece: &Range<usize>, at: usize, rules: &[Rule]) -> bool {
        let place = self.masked.to_source(at);
        let source = self.source;
        let item_end = source
            .tokens
            .get(self.item.end)
            .map_or(source.end(), |t| t.start);
        let index = source.index_at(place);
        let found = source
            .next_solid(index)
            .filter(|(_, token)| token.start < item_end);
        let last = source
            .previous_solid(found.map_or(self.item.end, |(index, _)| index))
            .filter(|(index, _)| *index >= self.item.start);
        let breaks = match (last, found) {
            (Some((_, last)), Some((_, found))) => {
                source.slice(last.end, found.start).contains('\n')
            }
            (None, Some(_)) => false,
            (_, None) => true,
        };
        let expected = expected::phrase(rules, breaks);
        let text = match found {
            None if source.end() == item_end && !source.goes_on => {
                String::from("the end of the file")
            }
            None => String::from("the end of the line"),
            Some(_) if breaks => String::from("the end of the line"),
            Some((_, token)) => match token.kind {
                TokenKind::StringStart(_) => String::from("a text"),
                TokenKind::Number => format!("the number `{}`", source.text_of(token)),
                _ => format!("`{}`", source.text_of(token)),
            },
        };
        let (span, after) = match (last, found) {
            (Some((_, last)), _) if breaks => (source.span_of(last), true),
            (_, Some((_, found))) => (source.span_of(found), false),
            (_, None) => (source.span(place, place), false),
        };
        if !self.is_reported(piece) {
            let outside = found
                .filter(|_| rules.contains(&Rule::item))
                .map(|(_, token)| source.text_of(token))
                .filter(|word| is_statement(word));
            let diagnostic = match outside {
                Some(word) => mistakes::statement_outside(span, word),
                None => mistakes::unexpected(span, &text, &expected, after),
            };
            let inside = found.is_some_and(|(index, _)| is_inside_interpolation(source, index));
            let diagnostic = match self.rule(piece, at, rules) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            };
            self.diagnostics.push(if inside {
                mistakes::inside_interpolation(diagnostic)
            } else {
                diagnostic
            });
        }
        breaks
            && found.is_some()
            && last.is_some_and(|last| crate::lines::wants_more(source.lexed, last))
            && self.masked.text().as_bytes().get(at) != Some(&b'}')
    }

    /// Help on the rule broken at `at`, if it is known.
    fn rule(&self, piece: &Range<usize>, at: usize, rules: &[Rule]) -> Option<String> {
        let text = self.masked.text();
        let mut words = text
            .split([' ', '\n', '{', '('])
            .filter(|word| !word.is_empty());
        rules::help(&rules::Place {
            item: words.next()?,
            name: words.next().unwrap_or("x"),
            before: text.get(piece.start..at)?.trim(),
            rest: text.get(at..)?.trim_start(),
            wants_block: rules == [Rule::open],
        })
    }

    /// Whether a piece contains an unclosed string, an unknown character or a stray closer. That
    /// has already been reported, and other errors in the piece are consequences of it.
    pub(super) fn is_reported(&self, piece: &Range<usize>) -> bool {
        let start = self.source.index_at(self.masked.to_source(piece.start));
        let end = self.source.index_at(self.masked.to_source(piece.end));
        self.source
            .tokens
            .iter()
            .enumerate()
            .skip(start)
            .take_while(|(index, token)| *index < end || token.kind != TokenKind::Newline)
            .any(|(index, token)| {
                let unclosed =
                    matches!(token.kind, TokenKind::StringEnd(_)) && token.start == token.end;
                unclosed
                    || token.kind == TokenKind::Unknown
                    || self.strays.binary_search(&index).is_ok()
            })
    }
}

fn is_statement(text: &str) -> bool {
    crate::tokens::word(text)
        .is_some_and(|word| matches!(word.class, WordClass::Statement | WordClass::Step))
}

fn is_inside_interpolation(source: Source<'_>, index: usize) -> bool {
    let before = source.tokens.get(..index).unwrap_or_default();
    before
        .iter()
        .rev()
        .take_while(|token| token.kind != TokenKind::Newline)
        .try_fold(0_i32, |open, token| match token.kind {
            TokenKind::InterpolationEnd => Ok(open + 1),
            TokenKind::InterpolationStart if open == 0 => Err(()),
            TokenKind::InterpolationStart => Ok(open - 1),
            _ => Ok(open),
        })
        .is_err()
}
