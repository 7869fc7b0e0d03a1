//! Words that are misspelt or belong to other languages.

use std::ops::Range;

use flowright_diagnostics::nearest;

use super::expected::keyword;
use super::pieces::word_at;
use crate::grammar::Rule;
use crate::tokens::{WordClass, of_class, word};

/// A word that is put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instead {
    /// Where the other stands in the masked source.
    pub range: Range<usize>,
    /// What is meant; empty where the word is just too much.
    pub word: &'static str,
    /// Why, where the word is of another language.
    pub why: Option<&'static str>,
}

/// What another language calls it, what it is called here, and what to say.
const FOREIGN: &[(&str, &str, &str)] = &[
    ("const", "let", "a name is bound by `let`"),
    ("val", "let", "a name is bound by `let`"),
    (
        "return",
        "",
        "the last line of a block is its value, without `return`; a workflow answers by `respond`",
    ),
    ("switch", "match", "cases are told apart by `match`"),
    (
        "case",
        "when",
        "cases stand in `branch { when … { … } }` or in `match`",
    ),
    ("foreach", "for", "lists are walked by `for`"),
    ("throw", "fail", "an execution fails by `fail`"),
    ("raise", "fail", "an execution fails by `fail`"),
    ("except", "catch", "failures are caught by `catch`"),
    ("rescue", "catch", "failures are caught by `catch`"),
    ("insert", "create", "a row is made by `create`"),
    ("sleep", "delay", "a workflow waits by `delay`"),
    ("wait", "delay", "a workflow waits by `delay`"),
    ("fetch", "http", "a request is sent by `http`"),
    ("function", "fn", "a function is declared by `fn`"),
    ("def", "fn", "a function is declared by `fn`"),
    ("func", "fn", "a function is declared by `fn`"),
    ("fun", "fn", "a function is declared by `fn`"),
    ("flow", "workflow", "it is declared by `workflow`"),
    ("struct", "type", "a record type is declared by `type`"),
    ("interface", "type", "a record type is declared by `type`"),
    ("class", "type", "a record type is declared by `type`"),
    ("enum", "type", "it is declared by `type`"),
    ("table", "collection", "rows are kept in a `collection`"),
    ("model", "collection", "rows are kept in a `collection`"),
    (
        "env",
        "config",
        "what the operator sets is a `config` or a `secret`",
    ),
    (
        "import",
        "",
        "all files of a folder are one program, nothing is imported",
    ),
    (
        "include",
        "",
        "all files of a folder are one program, nothing is imported",
    ),
    (
        "use",
        "",
        "all files of a folder are one program, nothing is imported",
    ),
];

/// The words that may be meant where the parser stopped at `at`, likeliest first.
pub(super) fn candidates(
    text: &str,
    piece: &Range<usize>,
    at: usize,
    rules: &[Rule],
) -> Vec<Instead> {
    let mut found = Vec::new();
    found.extend(here(text, at, rules));
    found.extend(at_start(text, piece, at));
    found
}

/// The word at which the parser stopped, for one that it would have taken.
fn here(text: &str, at: usize, rules: &[Rule]) -> Option<Instead> {
    let written = word_at(text.get(at..)?);
    if written.is_empty() {
        return None;
    }
    let is_item = rules.contains(&Rule::item);
    let items = of_class(&[WordClass::Item]).filter(|_| is_item);
    let expected = rules.iter().filter_map(|rule| keyword(*rule)).chain(items);
    let range = at..at + written.len();
    let expected: Vec<&'static str> = expected.collect();
    if let Some(near) = nearest_of(written, &expected) {
        return Some(Instead {
            range,
            word: near,
            why: None,
        });
    }
    foreign(written, range, |meant| {
        meant.is_empty() && is_item || expected.contains(&meant)
    })
}

/// The first word of a line, where the parser stopped right behind it.
fn at_start(text: &str, piece: &Range<usize>, at: usize) -> Option<Instead> {
    let written = word_at(text.get(piece.clone())?);
    let between = text.get(piece.start + written.len()..at)?;
    if written.is_empty()
        || !between.trim().is_empty()
        || word(written).is_some_and(|word| word.reserved)
    {
        return None;
    }
    let range = piece.start..piece.start + written.len();
    let begins: Vec<&'static str> = of_class(&[WordClass::Statement, WordClass::Step]).collect();
    if let Some(instead) = foreign(written, range.clone(), |_| true) {
        return Some(instead);
    }
    nearest_of(written, &begins).map(|word| Instead {
        range,
        word,
        why: None,
    })
}

fn foreign(written: &str, range: Range<usize>, fits: impl Fn(&str) -> bool) -> Option<Instead> {
    FOREIGN
        .iter()
        .find(|(word, meant, _)| *word == written && fits(meant))
        .map(|(_, word, why)| Instead {
            range,
            word,
            why: Some(why),
        })
}

fn nearest_of(written: &str, words: &[&'static str]) -> Option<&'static str> {
    // A word of one or two letters is near to too many.
    if written.len() < 3 {
        return None;
    }
    let near = nearest(written, words.iter().copied())?;
    words.iter().copied().find(|word| *word == near)
}
