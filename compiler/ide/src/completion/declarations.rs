//! What begins a declaration, and what stands in its head; lines of a collection.

use flowright_check::vocabulary;
use flowright_syntax::tokens::{TokenKind, WORDS, WordClass};

use super::{Asked, CompletionKind, List, values};
use crate::documentation;

/// Outside of all brackets.
pub(super) fn file(asked: &Asked<'_>, list: &mut List) {
    let words: Vec<&str> = asked.place.words().collect();
    let last = asked.place.last().map(|token| token.kind);
    match (words.as_slice(), last) {
        ([], _) => items(list),
        (["channel", _, ..], Some(TokenKind::Equal)) => channels(list),
        (["config", ..], Some(TokenKind::Equal)) => values::fill(asked, list),
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
    for kind in vocabulary::CHANNELS {
        let snippet = match *kind {
            "email" => {
                "email {\n  smtp ${1:config.smtp_url}\n  from \"${2:Shop <hello@shop.example>}\"\n}"
            }
            _ => "slack { url secrets.${1:slack_url} }",
        };
        list.snippet(kind, CompletionKind::Snippet, snippet, 1);
    }
}

/// The braces of a declaration whose head is written.
fn body(list: &mut List, word: &str) {
    let snippet = documentation::word(word).and_then(|docs| docs.snippet.split_once(" {"));
    if let Some((_, rest)) = snippet {
        list.snippet("{ … }", CompletionKind::Snippet, &format!("{{{rest}"), 1);
    }
}

/// A line of a collection.
pub(super) fn collection(asked: &Asked<'_>, list: &mut List) {
    if asked.place.before().is_empty() {
        list.snippet("unique", CompletionKind::Snippet, "unique ($1)", 2)
            .docs("Keeps two rows from sharing these values; `upsert` finds its row by them.")
            .goes_on();
        list.snippet("index", CompletionKind::Snippet, "index ($1)", 2)
            .docs("Makes looking rows up by these fields quick.")
            .goes_on();
        list.snippet("field", CompletionKind::Snippet, "${1:name}: ${2:text}", 1)
            .docs("A field: a bool, an int, a float, a text, a time, one of some texts, or an optional of these.");
        return;
    }
    if asked
        .place
        .last()
        .is_some_and(|last| last.kind == TokenKind::Equal)
    {
        list.snippet("now()", CompletionKind::Function, "now()", 2)
            .docs("The time when the row is made.");
        for word in ["true", "false", "null"] {
            list.word(word, CompletionKind::Keyword, 3);
        }
    }
}
