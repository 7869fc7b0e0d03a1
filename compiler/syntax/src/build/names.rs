//! Names.

use super::Builder;
use crate::ast::Name;
use crate::grammar::{Pair, Rule};
use crate::hidden::is_hidden;
use crate::tokens::TokenKind;

impl Builder<'_> {
    /// The word as it appears in the source, even where the masked source replaces it.
    pub(super) fn name(&self, pair: &Pair<'_>) -> Name {
        let span = self.span(pair);
        if span.start < span.end {
            return Name {
                text: self.text(span).into(),
                span,
            };
        }
        let index = self.source.index_at(self.source.place(span).start);
        match self.source.tokens.get(index) {
            Some(token) if token.kind == TokenKind::Word => Name {
                text: self
                    .source
                    .text_of(*token)
                    .chars()
                    .filter(|c| !is_hidden(*c))
                    .collect(),
                span: self.source.span_of(*token),
            },
            _ => Name {
                text: pair.as_str().into(),
                span,
            },
        }
    }

    /// The name of a field: a word, or a string without interpolation.
    pub(super) fn field_name(&mut self, pair: Pair<'_>) -> Name {
        let outer = self.name(&pair);
        match pair.into_inner().next() {
            Some(string) if string.as_rule() == Rule::string => {
                let span = self.span(&string);
                Name {
                    text: self.plain_text(string),
                    span,
                }
            }
            Some(word) => self.name(&word),
            None => outer,
        }
    }
}
