//! What is proposed.

use flowright_diagnostics::{Edit, FileRange};
use flowright_syntax::tokens::TokenKind;

use super::snippet::{escape, plain};
use crate::describe::Description;

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// As it is listed.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type, or what it begins, on one line.
    pub detail: String,
    /// What it is for, in Markdown.
    pub docs: String,
    /// What is replaced.
    pub replace: FileRange,
    /// What is written: a snippet in which `${1:…}` is a place to fill in.
    pub snippet: String,
    /// What else is changed.
    pub edits: Vec<Edit<FileRange>>,
    /// Those of a lower one come first.
    pub rank: u8,
    /// Whether more is to be proposed at once, as behind `secrets.`.
    pub goes_on: bool,
}

/// The kinds of what may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A word of the language.
    Keyword,
    /// A construct with places to fill in.
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
    /// A function of the library.
    Method,
    /// A type.
    Type,
    /// A collection.
    Collection,
    /// A service or channel.
    Service,
    /// One of some texts, or another value.
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

    /// What is written where the editor knows no snippets: what would be filled in stands there.
    #[must_use]
    pub fn plain(&self) -> String {
        plain(&self.snippet)
    }

    /// Leaves away what a snippet goes on with where that stands there already.
    pub(super) fn goes_on_with(&mut self, next: TokenKind) {
        let word = escape(&self.label);
        let Some(rest) = self.snippet.strip_prefix(&word) else {
            return;
        };
        let stands_there = match rest.trim_start().chars().next() {
            // An operand is wanted, and no block is one.
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
