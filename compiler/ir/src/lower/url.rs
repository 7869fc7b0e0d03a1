//! The path and query of a URL: which parts are written verbatim, and how values are escaped for
//! their position.

use flowright_check::program::{Expression, ExpressionKind, Format, TextPart};
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Type, register_words};
use flowright_stdlib::write::url_part;

use super::builder::Value;
use super::pieces::Piece;
use super::workflow::Lowering;
use crate::code::{Escape, LocalId};

impl Lowering<'_> {
    pub(super) fn url(
        &mut self,
        path: &[TextPart],
        query: &[(Box<str>, Expression)],
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut escapes = escapes(path).into_iter();
        for part in path {
            match part {
                TextPart::Literal(text) => pieces.push(Piece::Constant(literal(text))),
                TextPart::Value(value) => {
                    let escape = escapes.next().unwrap_or(Escape::UrlPathSegment);
                    if let ExpressionKind::Written(Format::UrlPath, _) = &value.kind {
                        pieces.extend(self.pieces(value));
                        continue;
                    }
                    let locals = self.expression(value);
                    let locals = self.url_text(None, &value.ty, locals, value.span);
                    pieces.extend(url_piece(&value.ty, &locals, escape));
                }
            }
        }
        let entries: Vec<_> = query
            .iter()
            .filter_map(|(name, value)| self.query_entry(name, value))
            .collect();
        if !entries.is_empty() {
            let is_query =
                |part: &TextPart| matches!(part, TextPart::Literal(text) if text.contains('?'));
            let first = if path.iter().any(is_query) {
                b"&"
            } else {
                b"?"
            };
            pieces.push(Piece::Entries {
                first,
                next: b"&",
                entries,
            });
        }
        pieces
    }

    /// `name=value`, with the tag of a value that is omitted when null; `None` if it is always
    /// null.
    fn query_entry(
        &mut self,
        name: &str,
        value: &Expression,
    ) -> Option<(Option<LocalId>, Vec<Piece>)> {
        let locals = self.expression(value);
        let (tag, ty, locals) = match (&value.ty, &locals[..]) {
            (Type::Null, _) => return None,
            (Type::Optional(inner), [tag, locals @ ..]) => (Some(*tag), &**inner, locals),
            (ty, locals) => (None, ty, locals),
        };
        let locals = self.url_text(tag, ty, locals.to_vec(), value.span);
        let mut text = Vec::new();
        // Without a limit, this cannot fail.
        url_part(&mut text, name, usize::MAX).unwrap_or_default();
        text.push(b'=');
        let pieces = [Piece::Constant(text)].into_iter();
        let value = url_piece(ty, &locals, Escape::UrlPart);
        Some((tag, pieces.chain(value).collect()))
    }

    /// Prepares a value for escaping in a URL: if its text may contain characters that need
    /// escaping, it is converted to a text first, except if its tag says null.
    fn url_text(&mut self, tag: Option<LocalId>, ty: &Type, value: Value, span: Span) -> Value {
        if !is_escaped_word(ty) {
            return value;
        }
        let pieces = Piece::of(ty, &value, Escape::None);
        let pieces = pieces.into_iter().collect();
        let Some(tag) = tag else {
            return self.text_of(pieces, span);
        };
        let result = self.code.locals(register_words(&Type::Text));
        self.code.declare(&Type::Text, &result);
        self.give_null(&result);
        let end = self.code.branch(tag);
        let text = self.text_of(pieces, span);
        self.code.copy(&result, &text);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }
}

/// Whether a value is a word whose text may contain a `+` or a `:`.
fn is_escaped_word(ty: &Type) -> bool {
    matches!(ty, Type::Float | Type::Time)
}

/// The piece of a value returned by [`url_text`](Lowering::url_text).
fn url_piece(ty: &Type, value: &[LocalId], escape: Escape) -> Option<Piece> {
    let ty = if is_escaped_word(ty) { &Type::Text } else { ty };
    Piece::of(ty, value, escape)
}

/// How each value of a target is escaped. A segment of only values and dots could evaluate to
/// empty, `.` or `..`, which would change the path: each of its values is therefore treated as a
/// whole segment.
fn escapes(parts: &[TextPart]) -> Vec<Escape> {
    let mut escapes = Vec::new();
    // The first value of the current segment.
    let mut first = 0;
    let mut parts = parts.iter();
    let mut settle = |escapes: &mut Vec<Escape>, written: &mut bool| {
        if std::mem::take(written) {
            for escape in escapes.iter_mut().skip(first) {
                *escape = Escape::UrlPart;
            }
        }
        first = escapes.len();
    };
    let mut written = false;
    for part in parts.by_ref() {
        let TextPart::Literal(text) = part else {
            escapes.push(Escape::UrlPathSegment);
            continue;
        };
        let path = text.split('?').next().unwrap_or_default();
        for (index, text) in path.split('/').enumerate() {
            if index > 0 {
                settle(&mut escapes, &mut written);
            }
            written |= !is_dots(text);
        }
        if path.len() < text.len() {
            break;
        }
    }
    settle(&mut escapes, &mut written);
    let values = parts.filter(|part| matches!(part, TextPart::Value(_)));
    escapes.extend(values.map(|_| Escape::UrlPart));
    escapes
}

/// Whether a text consists of dots, some of them perhaps encoded: URL parsers treat `%2e` as a dot.
fn is_dots(text: &str) -> bool {
    let dots = text.replace("%2e", ".").replace("%2E", ".");
    dots.bytes().all(|octet| octet == b'.')
}

/// The author's literal part of a URL, with characters that are not allowed in URLs
/// percent-encoded.
fn literal(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for character in text.chars() {
        if character.is_ascii_graphic() && !"\"#<>\\^`{|}".contains(character) {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            let mut octets = [0; 4];
            // Without a limit, this cannot fail.
            url_part(&mut out, character.encode_utf8(&mut octets), usize::MAX).unwrap_or_default();
        }
    }
    out
}
