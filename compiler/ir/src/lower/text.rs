//! Texts as pieces: interpolated, formatted, and escaped for their destination.

use flowright_check::program::{Conversion, Expression, ExpressionKind, Format, TextPart};
use flowright_stdlib::schema::Constant;

use super::pieces::Piece;
use super::workflow::Lowering;
use crate::code::Escape;

impl Lowering<'_> {
    /// The pieces of a text.
    pub(super) fn pieces(&mut self, text: &Expression) -> Vec<Piece> {
        if let ExpressionKind::Written(format, value) = &text.kind {
            return match format {
                Format::Json => self.json(value),
                Format::Html => self.escaped(value, Escape::Html),
                Format::Slack => self.escaped(value, Escape::Slack),
                Format::UrlPath => self
                    .escaped_value(value, Escape::UrlPath)
                    .into_iter()
                    .collect(),
            };
        }
        if let ExpressionKind::Url { path, query } = &text.kind {
            return self.url(path, query);
        }
        self.escaped(text, Escape::None)
    }

    /// The pieces of a text in a position with its own grammar: the author's literals are
    /// unchanged, everything else is escaped.
    fn escaped(&mut self, text: &Expression, escape: Escape) -> Vec<Piece> {
        if let ExpressionKind::Convert(Conversion::Same, inner) = &text.kind {
            return self.escaped(inner, escape);
        }
        if let ExpressionKind::Constant(Constant::Text(text)) = &text.kind {
            return vec![Piece::constant(text.as_bytes())];
        }
        if let ExpressionKind::Text(parts) = &text.kind {
            return self.parts(parts, escape);
        }
        self.escaped_value(text, escape).into_iter().collect()
    }

    fn parts(&mut self, parts: &[TextPart], escape: Escape) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                TextPart::Literal(text) => pieces.push(Piece::constant(text.as_bytes())),
                TextPart::Value(value) => pieces.extend(self.escaped_value(value, escape)),
            }
        }
        pieces
    }

    fn escaped_value(&mut self, value: &Expression, escape: Escape) -> Option<Piece> {
        let locals = self.expression(value);
        Piece::of(&value.ty, &locals, escape)
    }
}
