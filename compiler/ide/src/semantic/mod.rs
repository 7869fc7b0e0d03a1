//! Semantic highlighting: the meaning of every word of a text.
//!
//! Invariant: the tokens are in source order, do not overlap, and none spans more than one line.

mod class;
mod kinds;
mod names;

use flowright_diagnostics::{FileId, FileRange};
use flowright_syntax::tokens::{Token, TokenKind, WordClass, is_reserved, word};

pub use kinds::{SemanticKind, SemanticModifiers};

use crate::Analysis;
use crate::text::Text;
use class::{BUILT_IN, BUILT_IN_TYPE, Class};
use names::Names;

/// A classified part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Its range.
    pub span: FileRange,
    /// Its kind.
    pub kind: SemanticKind,
    /// Its modifiers.
    pub modifiers: SemanticModifiers,
}

impl Analysis {
    /// Classifies the words, strings, numbers, operators and comments of a file. Escapes and the
    /// braces of interpolations in strings are omitted, as are names whose meaning is unknown.
    #[must_use]
    pub fn semantic_tokens(&self, file: FileId) -> Vec<SemanticToken> {
        let Some(text) = self.text(file) else {
            return Vec::new();
        };
        let names = Names::of(self, file);
        let mut tokens = Vec::new();
        for (at, token) in text.tokens.iter().enumerate() {
            if let Some((kind, modifiers)) = classify(&text, &names, at, *token) {
                push(&text, *token, kind, modifiers, &mut tokens);
            }
        }
        tokens
    }
}

fn classify(text: &Text<'_>, names: &Names<'_>, at: usize, token: Token) -> Option<Class> {
    let kind = match token.kind {
        TokenKind::Word => {
            return match names.at(token.start) {
                Some(known) => known,
                None => by_word(text, names, at, token),
            };
        }
        TokenKind::DocComment => {
            return Some((SemanticKind::Comment, SemanticModifiers::DOCUMENTATION));
        }
        TokenKind::Comment | TokenKind::ForeignComment => SemanticKind::Comment,
        TokenKind::Number => SemanticKind::Number,
        TokenKind::StringStart(_) | TokenKind::StringText | TokenKind::StringEnd(_) => {
            SemanticKind::String
        }
        TokenKind::Operator
        | TokenKind::Minus
        | TokenKind::Equal
        | TokenKind::Pipe
        | TokenKind::Question
        | TokenKind::OptionalDot
        | TokenKind::Arrow
        | TokenKind::FatArrow => SemanticKind::Operator,
        _ => return None,
    };
    Some((kind, SemanticModifiers::NONE))
}

/// Classifies a word by its text and its neighbours, if the tree has no name for it: a keyword, or
/// a word in code with a mistake.
fn by_word(text: &Text<'_>, names: &Names<'_>, at: usize, token: Token) -> Option<Class> {
    let before = text.tokens.get(..at)?;
    let previous = before.iter().rfind(|one| one.kind != TokenKind::Blank);
    let mut behind = text.tokens.iter().skip(at + 1);
    let adjacent = behind.clone().next().map(|one| one.kind);
    let next = behind.find(|one| one.kind != TokenKind::Blank);
    let previous_kind = previous.map(|one| one.kind);
    let is_member = matches!(previous_kind, Some(TokenKind::Dot | TokenKind::OptionalDot));
    if is_member || next.is_some_and(|one| one.kind == TokenKind::Colon) {
        return Some((SemanticKind::Property, SemanticModifiers::NONE));
    }
    // `body json`, `body none`: the word is the kind of the body.
    if let Some(previous) = previous.filter(|one| text.of(**one) == "body")
        && let Some(Some((SemanticKind::Setting, _))) = names.at(previous.start)
    {
        return Some((SemanticKind::Constant, SemanticModifiers::NONE));
    }
    let written = text.of(token);
    let is_used = matches!(
        adjacent,
        Some(TokenKind::Dot | TokenKind::OptionalDot | TokenKind::ParenOpen)
    );
    if is_used && !is_reserved(written) {
        return None;
    }
    let in_type = matches!(
        previous_kind,
        Some(TokenKind::Colon | TokenKind::Arrow | TokenKind::BracketOpen | TokenKind::Pipe)
    );
    match word(written)?.class {
        WordClass::Value if is_used => Some(BUILT_IN),
        WordClass::Item
        | WordClass::Statement
        | WordClass::Step
        | WordClass::Clause
        | WordClass::Operator
        | WordClass::Value => Some((SemanticKind::Keyword, SemanticModifiers::NONE)),
        WordClass::Setting | WordClass::PlainSetting => {
            Some((SemanticKind::Setting, SemanticModifiers::NONE))
        }
        WordClass::Type if in_type => Some(BUILT_IN_TYPE),
        WordClass::Type => None,
    }
}

/// Adds a token line by line; consecutive parts of a string are merged.
fn push(
    text: &Text<'_>,
    token: Token,
    kind: SemanticKind,
    modifiers: SemanticModifiers,
    to: &mut Vec<SemanticToken>,
) {
    let mut start = token.start;
    for line in text.of(token).split_inclusive('\n') {
        let next = start.saturating_add(length(line));
        let end = start.saturating_add(length(line.trim_end_matches(['\n', '\r'])));
        let begins = to.last_mut().filter(|last| {
            kind == SemanticKind::String && last.kind == kind && last.span.end == start
        });
        match begins {
            Some(last) => last.span.end = end,
            None if start < end => to.push(SemanticToken {
                span: text.range(start, end),
                kind,
                modifiers,
            }),
            None => {}
        }
        start = next;
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
