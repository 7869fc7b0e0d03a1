//! Interpolated texts, and texts escaped for where they go.

use flowright_check::program::{Conversion, Expression, ExpressionKind, TextPart};
use flowright_diagnostics::Span;
use flowright_stdlib::schema::Constant;

use super::builder::Value;
use super::pieces::Piece;
use super::workflow::Lowering;
use crate::code::Escape;

impl Lowering<'_> {
    pub(super) fn interpolation(&mut self, parts: &[TextPart], span: Span) -> Value {
        let pieces = self.parts(parts, Escape::None);
        self.text_of(pieces, span)
    }

    /// The pieces of an interpolated text: what is written as it is, values escaped.
    pub(super) fn parts(&mut self, parts: &[TextPart], escape: Escape) -> Vec<Piece> {
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

    /// The pieces of a text in a place with a grammar of its own: the author's literals as they are, all else escaped.
    pub(super) fn escaped(&mut self, text: &Expression, escape: Escape) -> Vec<Piece> {
        match &text.kind {
            ExpressionKind::Convert(Conversion::Same, inner) => self.escaped(inner, escape),
            ExpressionKind::Constant(Constant::Text(text)) => {
                vec![Piece::constant(text.as_bytes())]
            }
            ExpressionKind::Text(parts) => self.parts(parts, escape),
            _ => self.escaped_value(text, escape).into_iter().collect(),
        }
    }
}
