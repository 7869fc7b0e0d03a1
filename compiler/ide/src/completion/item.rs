//! Completion items.

use flowright_diagnostics::{Edit, FileRange};
use flowright_syntax::tokens::TokenKind;

use super::snippet::{escape, plain};
use crate::describe::Description;

/// A completion item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The label in the list.
    pub label: String,
    /// Its kind.
    pub kind: CompletionKind,
    /// Its type, or the construct that it begins, on one line.
    pub detail: String,
    /// Its documentation, in Markdown.
    pub docs: String,
    /// The range to replace.
    pub replace: FileRange,
    /// The text to insert: a snippet in which `${1:…}` is a placeholder.
    pub snippet: String,
    /// Edits to apply in addition.
    pub edits: Vec<Edit<FileRange>>,
    /// Items with a lower rank come first.
    pub rank: u8,
    /// Whether to request completions again immediately, as after `secrets.`.
    pub goes_on: bool,
}

/// The kinds of completion items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A keyword.
    Keyword,
    /// A construct with placeholders.
    Snippet,
    /// A setting.
    Setting,
    /// A binding or parameter.
    Variable,
    /// A secret, a config, a constant.
    Constant,
    /// A field or column.
    Field,
    /// A declared function.
    Function,
    /// A library function.
    Method,
    /// A type.
    Type,
    /// A collection.
    Collection,
    /// A service or channel.
    Service,
    /// One of a fixed set of texts, or another value.
    Value,
}

impl Completion {
    pub(super) fn detail(&mut self, detail: impl Into<String>) -> &mut Completion {
        self.detail = detail.into();
        self
    }

    pub(super) fn docs(&mut self, docs: impl Into<String>) -> &mut Completion {
        self.docs = docs.into();
        self
    }

    pub(super) fn described(&mut self, description: &Description) -> &mut Completion {
        let first = description.code.lines().next().unwrap_or_default();
        self.detail(first).docs(description.markdown())
    }

    pub(super) fn goes_on(&mut self) -> &mut Completion {
        self.goes_on = true;
        self
    }

    /// The text to insert in editors without snippets: with the default text in each placeholder.
    #[must_use]
    pub fn plain(&self) -> String {
        plain(&self.snippet)
    }

    /// Drops the rest of a snippet if the source already continues with it.
    pub(super) fn goes_on_with(&mut self, next: TokenKind) {
        let word = escape(&self.label);
        let Some(rest) = self.snippet.strip_prefix(&word) else {
            return;
        };
        let stands_there = match rest.trim_start().chars().next() {
            // An operand is expected here, and a block is not an operand.
            None if next == TokenKind::BraceOpen => false,
            Some('(') => next == TokenKind::ParenOpen,
            Some('[') => next == TokenKind::BracketOpen,
            Some('.') => next == TokenKind::Dot,
            Some(':') => next == TokenKind::Colon,
            Some('=') => matches!(
                next,
                TokenKind::Equal | TokenKind::FatArrow | TokenKind::Pipe | TokenKind::BraceOpen
            ),
            _ => !matches!(
                next,
                TokenKind::ParenClose
                    | TokenKind::BracketClose
                    | TokenKind::BraceClose
                    | TokenKind::InterpolationEnd
                    | TokenKind::Comma
                    | TokenKind::Comment
            ),
        };
        if stands_there {
            self.snippet = word;
            self.goes_on = false;
        }
    }
}
