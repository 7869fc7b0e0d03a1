//! Attaches doc comments to the declaration or field below them.

use flowright_diagnostics::{Diagnostic, Span};

use crate::ast::Doc;
use crate::lines::doc_above;
use crate::mistakes;
use crate::source::Source;
use crate::tokens::{Token, TokenKind};

/// The doc comments that have been attached.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    /// The start positions of their lines.
    pub taken: Vec<u32>,
}

impl Docs {
    /// Takes the doc comment above the construct that begins at `at`.
    pub(crate) fn take_above(&mut self, source: Source<'_>, at: u32) -> Option<Doc> {
        let lines = doc_above(source.lexed, source.index_at(at));
        if lines.is_empty() {
            return None;
        }
        let tokens = lines.iter().rev();
        let tokens = tokens.filter_map(|index| source.tokens.get(*index));
        self.taken.extend(tokens.clone().map(|token| token.start));
        let text: Vec<&str> = tokens.map(|token| line(source, *token)).collect();
        Some(Doc {
            text: text.join("\n").into(),
        })
    }
}

fn line(source: Source<'_>, token: Token) -> &str {
    let text = source.text_of(token);
    let text = text.strip_prefix("///").unwrap_or(text);
    text.strip_prefix(' ').unwrap_or(text).trim_end()
}

/// A warning for each doc comment that is not attached to anything.
pub(crate) fn misplaced(source: Source<'_>, mut taken: Vec<u32>) -> Vec<Diagnostic> {
    taken.sort_unstable();
    // The lines of each comment: a multi-line comment is reported once.
    let mut comments: Vec<Vec<Span>> = Vec::new();
    let mut follows = false;
    for token in source.tokens {
        match token.kind {
            TokenKind::DocComment if taken.binary_search(&token.start).is_err() => {
                let span = source.span_of(*token);
                match comments.last_mut() {
                    Some(lines) if follows => lines.push(span),
                    _ => comments.push(vec![span]),
                }
                follows = true;
            }
            TokenKind::Blank | TokenKind::Newline => {}
            _ => follows = false,
        }
    }
    comments
        .iter()
        .map(|lines| mistakes::misplaced_doc(lines))
        .collect()
}
