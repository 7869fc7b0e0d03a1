//! Words of other languages that introduce a wholly foreign construct, which is reported as one
//! mistake.

use std::ops::Range;

use flowright_diagnostics::Span;

use super::Attempt;
use crate::mistakes;
use crate::tokens::TokenKind;

impl Attempt<'_> {
    /// Reports a foreign word together with its whole construct as one mistake. Returns whether
    /// another attempt is worthwhile; `None` for other words.
    pub(super) fn whole_mistake(
        &mut self,
        piece: &Range<usize>,
        word: Span,
        written: &str,
    ) -> Option<bool> {
        let source = self.source;
        let tokens = source.tokens.get(self.item.clone()).unwrap_or_default();
        let solid = || tokens.iter().filter(|token| !token.kind.is_trivia());
        let first = solid().next().map(|token| source.text_of(*token))?;
        match written {
            "enum" if first == "enum" => {
                let words = solid()
                    .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::StringText));
                let mut words = words.skip(1).map(|token| source.text_of(*token));
                let name = words.next().unwrap_or("Name");
                let choices: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
                let meant = format!("type {name} = {}", choices.join(" | "));
                let end = solid()
                    .next_back()
                    .map_or(word, |token| source.span_of(*token));
                let whole = word.to(end);
                self.diagnostics
                    .push(mistakes::foreign_enum(word, whole, &meant));
                Some(false)
            }
            "switch" if first == "workflow" || first == "fn" => {
                self.diagnostics.push(mistakes::foreign_switch(word));
                self.poison(piece.start, piece.clone(), 1);
                Some(true)
            }
            "return" if first == "workflow" => {
                let end = self.masked.to_source(piece.end);
                let value = source.slice(source.place(word).end, end).trim();
                self.diagnostics.push(mistakes::foreign_return(word, value));
                self.poison(piece.start, piece.clone(), 1);
                Some(true)
            }
            _ => None,
        }
    }
}
