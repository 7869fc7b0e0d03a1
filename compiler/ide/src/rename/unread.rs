//! Names in code that could not be read: only their spelling is known.

use flowright_diagnostics::{FileId, FileRange, Span};
use flowright_syntax::ast::{ExpressionKind, StatementKind};
use flowright_syntax::tokens::{self, TokenKind};

use crate::Analysis;

impl Analysis {
    /// Probable references to a binding, within its scope, in lines that could not be read or are
    /// not supported yet.
    pub(super) fn unread(&self, symbol: Span) -> Vec<Span> {
        let file = symbol.anchor.file;
        let (Some(name), Some(tree), Some(source)) = (
            self.index.symbol(symbol),
            self.tree(file),
            self.source(file),
        ) else {
            return Vec::new();
        };
        let scopes = self.index.scopes.iter();
        let scopes = scopes.filter(|one| one.symbol == symbol);
        let scopes = scopes.map(|one| self.anchors.resolve(one.scope));
        let scopes: Vec<FileRange> = scopes.collect();
        let mut unread: Vec<FileRange> = Vec::new();
        for node in tree.walk() {
            let is_unread = matches!(
                node.as_statement().map(|one| &one.kind),
                Some(StatementKind::Error | StatementKind::NotBuilt(_))
            ) || matches!(
                node.as_expression().map(|one| &one.kind),
                Some(ExpressionKind::Error | ExpressionKind::NotBuilt(_))
            );
            let place = self.anchors.resolve(node.span());
            if is_unread && scopes.iter().any(|scope| scope.covers(place)) {
                unread.push(place);
            }
        }
        let mut bounds: Vec<u32> = tree
            .walk()
            .map(|node| self.anchors.resolve(node.span()))
            .flat_map(|place| [place.start, place.end])
            .collect();
        bounds.sort_unstable();
        // The error node of discarded code is empty and precedes it; the discarded code extends to
        // the next node or to the end of the enclosing one.
        for hole in unread.iter_mut().filter(|hole| hole.start == hole.end) {
            let next = bounds.partition_point(|bound| *bound <= hole.start);
            hole.end = bounds.get(next).copied().unwrap_or(hole.end);
        }
        if unread.is_empty() {
            return Vec::new();
        }
        let known = |span: Span| self.index.at(span).any(|one| one.span == span);
        words(file, &source.text, &name.name)
            .into_iter()
            .filter(|word| unread.iter().any(|place| place.covers(*word)))
            .map(|word| self.anchors.locate(word))
            .filter(|word| !known(*word))
            .collect()
    }
}

/// The words of that text that are neither members nor fields.
fn words(file: FileId, text: &str, name: &str) -> Vec<FileRange> {
    let mut tokens = tokens::lex(text);
    tokens.retain(|token| !token.kind.is_trivia());
    let mut words = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let place = FileRange::new(file, token.start, token.end);
        if token.kind != TokenKind::Word || text.get(place.range()) != Some(name) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let before = before.map(|token| token.kind);
        let after = tokens.get(at + 1).map(|token| token.kind);
        let is_member = matches!(before, Some(TokenKind::Dot | TokenKind::OptionalDot));
        if !is_member && after != Some(TokenKind::Colon) {
            words.push(place);
        }
    }
    words
}
