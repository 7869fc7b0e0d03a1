//! The state shared by all builders.

use flowright_diagnostics::{Diagnostic, Span};

use super::Docs;
use crate::ast::Doc;
use crate::grammar::Pair;
use crate::masked_source::MaskedSource;
use crate::source::Source;

/// Builds the tree of one declaration.
pub(super) struct Builder<'a> {
    pub(super) source: Source<'a>,
    pub(super) masked: &'a MaskedSource,
    pub(super) docs: &'a mut Docs,
    /// Whether brackets of the declaration were added or omitted.
    pub(super) guessed: bool,
    /// The span of the last arguments that had names.
    pub(super) named: Option<Span>,
    /// Whether the last setting ran into another one.
    pub(super) unseparated: bool,
    /// Whether the current arguments may be meant as settings, as in `verify hmac(secret = …)`.
    pub(super) in_setting: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// The span of a pair, without the blanks that pest consumes before an absent optional.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let range = pair.as_span();
        let text = range.as_str();
        let blanks = text.len() - text.trim_end_matches([' ', '\n']).len();
        let start = self.masked.to_source(range.start());
        let end = self.masked.to_source(range.end() - blanks);
        self.source.span(start, end)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The source text of a span.
    pub(super) fn text(&self, span: Span) -> &str {
        self.source.text_at(span)
    }

    /// The doc comment above the given span.
    pub(super) fn doc(&mut self, span: Span) -> Option<Doc> {
        let at = self.source.place(span).start;
        self.docs.take_above(self.source, at)
    }
}
