//! Strings: escapes, interpolations, and the removal of a block string's common indent.

use std::borrow::Cow;

use flowright_diagnostics::Span;

use super::Builder;
use crate::ast::{Expression, ExpressionKind, TextPart};
use crate::grammar::{Pair, Rule};
use crate::mistakes;
use crate::source::offset;
use crate::tokens::{Quotes, TokenKind, is_unclosed};

/// A piece of a string before its escapes are resolved.
enum Piece<'a> {
    Source(u32, Cow<'a, str>),
    Interpolation(Expression),
}

impl Builder<'_> {
    /// The parts of a `string` in an expression.
    pub(super) fn string(&mut self, pair: Pair<'_>) -> Vec<TextPart> {
        let (quotes, whole, inner) = self.quotes(&pair);
        if quotes == Quotes::Plain && is_pattern(self.text(inner)) && !self.is_unclosed(whole) {
            let text = self.text(inner).into();
            self.report(mistakes::pattern_in_plain_text(whole));
            return vec![TextPart::Literal(text)];
        }
        let mut pieces = Vec::new();
        let end = self.source.place(inner).end;
        let mut at = self.source.place(inner).start;
        for hole in pair.into_inner() {
            let span = self.span(&hole);
            self.dollar(at, span, quotes);
            let place = self.source.place(span);
            self.push_source(&mut pieces, at, place.start);
            pieces.push(Piece::Interpolation(
                self.interpolation(hole, whole, quotes),
            ));
            at = place.end;
        }
        self.push_source(&mut pieces, at, end);
        if quotes.is_block() {
            unindent(&mut pieces);
        }
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Interpolation(expression) => Some(TextPart::Interpolation(expression)),
                Piece::Source(at, text) => {
                    let text = self.resolve(at, &text, quotes);
                    (!text.is_empty()).then_some(TextPart::Literal(text))
                }
            })
            .collect()
    }

    /// `string`, in a position without interpolation: a field, a type, a pattern.
    pub(super) fn plain_text(&mut self, pair: Pair<'_>) -> Box<str> {
        let (_, whole, inner) = self.quotes(&pair);
        if let Some(hole) = pair.clone().into_inner().next() {
            let span = self.span(&hole);
            self.report(mistakes::interpolation_in_literal(span, whole));
            return self.text(inner).into();
        }
        let parts = self.string(pair).into_iter();
        let mut literals = parts.filter_map(|part| match part {
            TextPart::Literal(text) => Some(text),
            TextPart::Interpolation(_) => None,
        });
        literals.next().unwrap_or_default()
    }

    /// How a string is quoted, its span, and the span between its quotes.
    pub(super) fn quotes(&self, pair: &Pair<'_>) -> (Quotes, Span, Span) {
        let span = self.span(pair);
        let index = self.source.index_at(self.source.place(span).start);
        let quotes = match self.source.tokens.get(index).map(|token| token.kind) {
            Some(TokenKind::StringStart(quotes)) => quotes,
            _ => Quotes::Plain,
        };
        let start = span.start + offset(quotes.opening().len());
        let text = self.text(span);
        let open = text.get(quotes.opening().len()..).unwrap_or("");
        let closed = open.ends_with(quotes.closing()) && !self.is_unclosed(span);
        let end = match closed {
            true => span.end - offset(quotes.closing().len()),
            false => span.end,
        };
        (quotes, span, Span::new(span.anchor, start.min(end), end))
    }

    /// Whether the closing quotes are missing; the lexer emits an empty token for them.
    fn is_unclosed(&self, span: Span) -> bool {
        let after = self.source.index_at(self.source.place(span).end);
        after
            .checked_sub(1)
            .and_then(|index| self.source.tokens.get(index))
            .is_some_and(|token| {
                matches!(token.kind, TokenKind::StringEnd(_)) && token.start == token.end
            })
    }

    /// Whether the span contains an unclosed string or interpolation, which swallows the rest of
    /// its line.
    pub(super) fn holds_unclosed(&self, span: Span) -> bool {
        let place = self.source.place(span);
        let tokens = self.source.tokens.iter();
        let mut inside = tokens.skip_while(|token| token.start < place.start);
        let inside = inside.by_ref().take_while(|token| token.end <= place.end);
        is_unclosed(inside.copied())
    }

    /// A `$` before an interpolation is a habit from other languages and remains part of the text.
    fn dollar(&mut self, from: u32, hole: Span, quotes: Quotes) {
        let before = self.source.slice(from, self.source.place(hole).start);
        let is_doubled = self.text(hole).starts_with("{{");
        if before.ends_with('$')
            && !before.ends_with("\\$")
            && quotes != Quotes::Backtick
            && !is_doubled
        {
            let dollar = Span {
                start: hole.start - 1,
                ..hole.before()
            };
            self.report(mistakes::dollar_braces(dollar));
        }
    }

    /// `{{x}}`, or `${{x}}`.
    fn doubled_braces(&mut self, hole: Span) {
        let place = self.source.place(hole);
        let dollar = place.start.saturating_sub(1);
        let begins = hole.start > 0 && self.source.slice(dollar, place.start) == "$";
        self.report(mistakes::doubled_braces(
            Span {
                start: hole.start - u32::from(begins),
                ..hole
            },
            begins,
        ));
    }

    fn push_source(&self, pieces: &mut Vec<Piece<'_>>, start: u32, end: u32) {
        if start < end {
            let text = self.source.slice(start, end).to_owned();
            pieces.push(Piece::Source(start, Cow::Owned(text)));
        }
    }

    fn interpolation(&mut self, pair: Pair<'_>, string: Span, quotes: Quotes) -> Expression {
        let span = self.span(&pair);
        let inner = pair
            .into_inner()
            .find(|child| !matches!(child.as_rule(), Rule::hole_open | Rule::hole_close));
        let error = Expression {
            kind: ExpressionKind::Error,
            span,
        };
        let Some(inner) = inner else {
            let raw = self.raw_spelling(string, quotes);
            self.report(mistakes::empty_interpolation(span, string, raw));
            return error;
        };
        if inner.as_rule() == Rule::doubled {
            self.doubled_braces(span);
            return error;
        }
        let expression = self.nested(inner);
        if let ExpressionKind::Record(entries) = &expression.kind
            && let [only] = entries.as_slice()
            && only.value.is_none()
            && self.text(span).starts_with("{{")
            && self.text(span).ends_with("}}")
        {
            self.doubled_braces(span);
            return error;
        }
        if is_constant(&expression.kind) {
            let raw = self.raw_spelling(string, quotes);
            self.report(mistakes::literal_interpolation(span, string, raw));
            return error;
        }
        expression
    }

    /// The string in raw form, if its text can be kept unchanged.
    fn raw_spelling(&self, string: Span, quotes: Quotes) -> Option<String> {
        let text = self.text(string);
        let inner = text
            .strip_prefix(quotes.opening())?
            .strip_suffix(quotes.closing())?;
        let is_foreign =
            matches!(quotes, Quotes::Single | Quotes::Backtick) || !quotes.closers().is_empty();
        let plain = !inner.contains('\\') && !is_foreign;
        match (plain, inner.contains('"')) {
            (true, false) => Some(format!("r{text}")),
            (true, true) if !inner.contains("\"\"\"") && !inner.ends_with('"') => {
                Some(format!("r\"\"\"{inner}\"\"\""))
            }
            _ => None,
        }
    }

    /// The text of a piece with its escapes resolved.
    pub(super) fn resolve(&mut self, at: u32, text: &str, quotes: Quotes) -> Box<str> {
        if quotes.is_raw() || !text.contains('\\') {
            return text.into();
        }
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        let mut unknown = Vec::new();
        while let Some(index) = rest.find('\\') {
            let (before, escape) = rest.split_at(index);
            resolved.push_str(before);
            let (length, value) = unescape(escape);
            match value {
                Ok(c) => resolved.push(c),
                Err(mistake) => {
                    let start = at + offset(text.len() - escape.len());
                    let span = self.source.span(start, start + offset(length));
                    let written = escape.get(..length).unwrap_or("\\");
                    if mistakes::is_plain_backslash(written, mistake) {
                        unknown.push((span, written.to_owned()));
                    } else {
                        self.report(mistakes::bad_escape(span, written, mistake));
                    }
                }
            }
            rest = escape.get(length..).unwrap_or("");
        }
        resolved.push_str(rest);
        if let [(span, written)] = unknown.as_slice() {
            self.report(mistakes::bad_escape(
                *span,
                written,
                mistakes::BadEscape::Unknown,
            ));
        } else if !unknown.is_empty() {
            let end = at + offset(text.len());
            let is_whole = self.source.slice(at.saturating_sub(1), at) == "\""
                && self.source.slice(end, end + 1) == "\""
                && text.matches('\\').count() == unknown.len();
            let quote = at.saturating_sub(1);
            let quote = is_whole.then(|| self.source.span(quote, quote));
            self.report(mistakes::bad_escapes(&unknown, quote));
        }
        resolved.into()
    }
}

/// Whether a text has a class of characters, as `\d`, and a number of repetitions, as `{6}`; its
/// other escapes are those of a pattern.
fn is_pattern(text: &str) -> bool {
    let mut letters = text.chars();
    let mut has_class = false;
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            continue;
        }
        match letters.next() {
            Some('d' | 'D' | 'w' | 'W' | 's' | 'S') => has_class = true,
            Some('b' | 'B' | '.' | '-' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '/') => {}
            _ => return false,
        }
    }
    let mut holes = text.split('{').skip(1).map(|rest| rest.split_once('}'));
    let is_count = |inside: &str| {
        !inside.is_empty()
            && inside
                .bytes()
                .all(|one| one.is_ascii_digit() || one == b',')
    };
    let counts = holes
        .by_ref()
        .all(|hole| hole.is_some_and(|(inside, _)| is_count(inside)));
    has_class && counts && text.contains('{')
}

/// The length of the escape at the start of `text`, and its character.
fn unescape(text: &str) -> (usize, Result<char, mistakes::BadEscape>) {
    let mut chars = text.chars().skip(1);
    let Some(c) = chars.next() else {
        return (1, Err(mistakes::BadEscape::Unknown));
    };
    let value = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '"' | '\\' | '{' | '}' => c,
        'u' => return unescape_unicode(text),
        _ => return (1 + c.len_utf8(), Err(mistakes::BadEscape::Unknown)),
    };
    (2, Ok(value))
}

fn unescape_unicode(text: &str) -> (usize, Result<char, mistakes::BadEscape>) {
    let digits = text
        .strip_prefix("\\u{")
        .and_then(|rest| rest.split_once('}'))
        .map(|(digits, _)| digits);
    let Some(digits) = digits else {
        return (2, Err(mistakes::BadEscape::UnicodeForm));
    };
    let value = u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32)
        .ok_or(mistakes::BadEscape::UnicodeValue);
    (digits.len() + "\\u{}".len(), value)
}

/// Removes the first and the last line break of a block string, and the indent common to all its
/// lines.
fn unindent(pieces: &mut [Piece<'_>]) {
    let indent = common_indent(pieces);
    let mut line_begins = true;
    let count = pieces.len();
    for (index, piece) in pieces.iter_mut().enumerate() {
        let Piece::Source(_, text) = piece else {
            line_begins = false;
            continue;
        };
        let mut result = String::with_capacity(text.len());
        let source = text.replace("\r\n", "\n");
        let body = match source.strip_prefix('\n') {
            Some(rest) if index == 0 => rest,
            _ => &source,
        };
        for line in body.split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            let cut = if line_begins { indent.min(blanks) } else { 0 };
            result.push_str(line.get(cut..).unwrap_or(line));
            line_begins = line.ends_with('\n');
        }
        if index + 1 == count {
            let kept = result.trim_end_matches([' ', '\t']);
            if let Some(kept) = kept.strip_suffix('\n') {
                result.truncate(kept.len());
            } else if kept.is_empty() && index == 0 {
                result.clear();
            }
        }
        *text = Cow::Owned(result);
    }
}

/// The common indent of all lines after the first, including the line of the closing quotes but no
/// blank ones.
fn common_indent(pieces: &[Piece<'_>]) -> usize {
    let whole: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Source(_, text) => text,
            Piece::Interpolation(_) => "{}",
        })
        .collect();
    let lines: Vec<&str> = whole.split('\n').skip(1).collect();
    let count = lines.len();
    lines
        .iter()
        .zip(1..)
        .filter(|(line, number)| *number == count || !line.trim().is_empty())
        .map(|(line, _)| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0)
}

/// Whether an expression is a constant, which yields the same text everywhere.
fn is_constant(kind: &ExpressionKind) -> bool {
    if let ExpressionKind::Text(parts) = kind {
        return !parts
            .iter()
            .any(|part| matches!(part, TextPart::Interpolation(_)));
    }
    matches!(
        kind,
        ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Int(_)
            | ExpressionKind::Float(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Size(_)
    )
}
