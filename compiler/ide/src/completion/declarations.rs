//! Completions for the start and head of a declaration, and for lines of a collection.

use flowright_check::SymbolKind;
use flowright_stdlib::catalogue::CHANNELS;
use flowright_syntax::tokens::{TokenKind, WORDS, WordClass};

use super::{Asked, CompletionKind, List};
use crate::documentation;

/// Completions outside all brackets.
pub(super) fn file(asked: &Asked<'_>, list: &mut List) {
    let words: Vec<&str> = asked.place.words().collect();
    let last = asked.place.last().map(|token| token.kind);
    match (words.as_slice(), last) {
        ([], _) => items(list),
        (["channel", _, ..], Some(TokenKind::Equal)) => channels(list),
        (["config", ..], Some(TokenKind::Equal)) => literals(asked, list),
        (["fn", _, ..], Some(TokenKind::ParenClose)) => {
            list.snippet(
                "-> …",
                CompletionKind::Snippet,
                "-> ${1:text} {\n  $0\n}",
                1,
            )
            .docs("The return type, and the value.");
        }
        (["workflow", _], _) => body(list, "workflow"),
        (["service", _], _) => body(list, "service"),
        _ => {}
    }
}

fn items(list: &mut List) {
    for word in WORDS.iter().filter(|word| word.class == WordClass::Item) {
        if let Some(docs) = documentation::word(word.text) {
            list.snippet(word.text, CompletionKind::Snippet, docs.snippet, 1)
                .docs(docs.docs);
        }
    }
}

fn channels(list: &mut List) {
    for kind in CHANNELS {
        list.snippet(kind.name, CompletionKind::Snippet, kind.snippet, 1)
            .docs(kind.docs);
    }
}

/// The braces of a declaration whose head is complete.
fn body(list: &mut List, word: &str) {
    let snippet = documentation::word(word).and_then(|docs| docs.snippet.split_once(" {"));
    if let Some((_, rest)) = snippet {
        list.snippet("{ … }", CompletionKind::Snippet, &format!("{{{rest}"), 1);
    }
}

/// Completions for a line of a collection.
pub(super) fn collection(asked: &Asked<'_>, list: &mut List) {
    if asked.place.before().is_empty() {
        list.snippet("unique", CompletionKind::Snippet, "unique ($1)", 2)
            .docs(documentation::clause("unique").unwrap_or_default())
            .goes_on();
        list.snippet("index", CompletionKind::Snippet, "index ($1)", 2)
            .docs(documentation::clause("index").unwrap_or_default())
            .goes_on();
        list.snippet("field", CompletionKind::Snippet, "${1:name}: ${2:text}", 1)
            .docs("A field: a bool, an int, a float, a decimal, a text, a time, a duration, one of a fixed set of texts, or an optional of these.");
        return;
    }
    if asked
        .place
        .last()
        .is_some_and(|last| last.kind == TokenKind::Equal)
    {
        return literals(asked, list);
    }
    let words: Vec<&str> = asked.place.words().collect();
    match words.as_slice() {
        [.., "ref"] => {
            for symbol in asked.symbols(SymbolKind::Collection) {
                let description = asked.analysis.describe_symbol(symbol, None);
                list.word(&symbol.name, CompletionKind::Collection, 1)
                    .described(&description);
            }
        }
        [.., "ref", _] => {
            list.snippet("on delete", CompletionKind::Keyword, "on delete $0", 1)
                .docs(documentation::clause("ref").unwrap_or_default())
                .goes_on();
        }
        [.., "ref", _, "on"] => {
            list.snippet("delete", CompletionKind::Keyword, "delete $0", 1)
                .goes_on();
        }
        [.., "on", "delete"] => {
            for action in ["restrict", "cascade", "null"] {
                list.word(action, CompletionKind::Keyword, 1)
                    .docs(documentation::clause(action).unwrap_or_default());
            }
        }
        _ => {}
    }
}

/// The possible defaults for the type before the `=`.
fn literals(asked: &Asked<'_>, list: &mut List) {
    let mut tokens = asked.place.before().iter();
    let is_list = tokens.any(|token| token.kind == TokenKind::BracketOpen);
    if is_list {
        list.word("[]", CompletionKind::Value, 1);
    }
    for token in asked.place.before() {
        if is_list && token.kind != TokenKind::Question {
            continue;
        }
        match (token.kind, asked.place.text_of(*token)) {
            (TokenKind::Word, "time") => {
                list.snippet("now()", CompletionKind::Function, "now()", 2)
                    .docs("The time when the row is created.");
            }
            (TokenKind::Word, "text") => {
                list.snippet("uuid()", CompletionKind::Function, "uuid()", 2)
                    .docs("A random id for each new row.");
            }
            (TokenKind::Word, "float") => {
                list.snippet("random()", CompletionKind::Function, "random()", 2)
                    .docs("A random number for each new row.");
            }
            (TokenKind::Word, "bool") => {
                list.word("true", CompletionKind::Keyword, 3);
                list.word("false", CompletionKind::Keyword, 3);
            }
            (TokenKind::Question, _) => {
                list.word("null", CompletionKind::Keyword, 3);
            }
            (TokenKind::StringStart(_), _) => {
                let text = asked.place.string_at(*token);
                list.word(text, CompletionKind::Value, 1);
            }
            _ => {}
        }
    }
}
