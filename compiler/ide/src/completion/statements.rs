//! Completions for the start of a line of a block, and its continuation.

use flowright_stdlib::log::LogLevel;
use flowright_syntax::tokens::TokenKind;

use super::{Asked, CompletionKind, List, after_step, steps, values};
use crate::documentation;

/// The words that begin a line, in display order.
const STATEMENTS: &[&str] = &[
    "let", "if", "respond", "match", "for", "branch", "try", "fail", "var", "log", "while",
    "break", "continue",
];

/// The words in [`STATEMENTS`] that are allowed only in workflows.
const OF_WORKFLOWS: &[&str] = &["respond", "try", "fail", "log"];

/// Completions for a line of a workflow, outside inner blocks.
pub(super) fn workflow(asked: &Asked<'_>, list: &mut List) {
    let words: Vec<&str> = asked.place.words().collect();
    match words.as_slice() {
        [] => {
            if !asked.beginnings().any(|word| word == "trigger")
                && let Some(docs) = documentation::word("trigger")
            {
                list.snippet("trigger", CompletionKind::Snippet, docs.snippet, 0)
                    .docs(docs.docs);
            }
            line(asked, list);
        }
        ["trigger"] => {
            list.word("webhook", CompletionKind::Keyword, 1).goes_on();
            let call = "call (${1:name}: ${2:text}) -> ${3:text}";
            list.snippet("call", CompletionKind::Keyword, call, 2)
                .docs("Other workflows run it with `call`.");
        }
        ["trigger", "webhook"] => after_step::methods(list, " \"/$1\" {\n  $0\n}"),
        ["trigger", "webhook", _] if asked.place.before().len() == words.len() => {
            list.snippet(
                "\"/…\"",
                CompletionKind::Snippet,
                "\"/${1:path}\" {\n  $0\n}",
                1,
            )
            .docs("The path of its URL; `{name}` in it is a parameter.");
        }
        ["trigger", ..] => {}
        _ => block(asked, list),
    }
}

/// Completions for a line of a block, or its continuation.
pub(super) fn block(asked: &Asked<'_>, list: &mut List) {
    let place = asked.place;
    let words: Vec<&str> = place.words().collect();
    let last = place.last().map(|token| token.kind);
    if at_most(asked, &words, list) {
        return;
    }
    match (words.as_slice(), last) {
        (_, None) => line(asked, list),
        // A new name is expected here.
        (
            ["let" | "var" | "for" | "catch"] | ["let" | "var", _] | [.., "catch"],
            Some(TokenKind::Word),
        ) => {}
        (["log"], Some(TokenKind::Word)) => levels(list),
        // An unknown word, such as `return`, is followed by its operand.
        ([word], Some(TokenKind::Word)) if is_unknown(asked, word) => {
            values::fill_operand(asked, list);
        }
        ([.., "for", _] | [.., "for", _, _], Some(TokenKind::Word)) if !words.contains(&"in") => {
            list.word("in", CompletionKind::Keyword, 1).goes_on();
        }
        ([.., "for", _], Some(TokenKind::Comma)) => {}
        ([.., "parallel"], Some(TokenKind::Word)) => {
            let snippet = "settled {\n  ${1:name} {\n    $0\n  }\n}";
            list.snippet("settled", CompletionKind::Keyword, snippet, 1);
        }
        (["while", .., "at"], _) => {
            list.snippet("most", CompletionKind::Keyword, "most ${1:100}", 1);
        }
        (["while", words @ ..], _) if !words.contains(&"at") && ends_value(asked) => {
            values::fill(asked, list);
            list.snippet("at most", CompletionKind::Keyword, "at most ${1:100}", 1);
        }
        (words, Some(TokenKind::Equal | TokenKind::FatArrow)) => {
            values::fill(asked, list);
            let takes_step =
                matches!(words, ["let" | "var", ..] | [_]) || last == Some(TokenKind::FatArrow);
            if takes_step && asked.item() != Some("fn") {
                steps::fill(asked, list);
            }
        }
        (words, Some(kind)) => {
            if !after_step::fill(asked, words, list) && !continuations(words, kind, list) {
                values::fill(asked, list);
                if after_step::wants_set(asked, words) {
                    list.snippet("set", CompletionKind::Keyword, "set { $0 }", 4);
                }
                after_step::further_clauses(asked, place.before(), list);
            }
        }
    }
}

/// `at most n at once` after the list of a `for`; false if the line has no such place here.
fn at_most(asked: &Asked<'_>, words: &[&str], list: &mut List) -> bool {
    let head = words.iter().rposition(|word| *word == "for");
    let rest = head.and_then(|at| words.get(at..)).unwrap_or_default();
    let iterated = rest.iter().position(|word| *word == "in");
    let rest = iterated
        .and_then(|at| rest.get(at + 1..))
        .unwrap_or_default();
    let is_bounded = rest.contains(&"most");
    let last = asked.place.last().map(|token| token.kind);
    let word = rest.last().filter(|_| last == Some(TokenKind::Word));
    match word {
        Some(&"at") if is_bounded => list.word("once", CompletionKind::Keyword, 1),
        Some(&"at") => list.snippet("most", CompletionKind::Keyword, "most ${1:8} at once", 1),
        Some(&"most") => {
            values::fill(asked, list);
            return true;
        }
        _ if rest.is_empty() || !ends_value(asked) => return false,
        _ => {
            values::fill(asked, list);
            let (word, snippet) = if is_bounded {
                ("at once", "at once")
            } else {
                ("at most", "at most ${1:8} at once")
            };
            list.snippet(word, CompletionKind::Keyword, snippet, 1)
        }
    };
    true
}

/// The log levels.
fn levels(list: &mut List) {
    for (at, level) in (1..).zip(LogLevel::ALL) {
        let snippet = format!("{level} \"$0\"");
        list.snippet(level.word(), CompletionKind::Value, &snippet, at);
    }
}

fn ends_value(asked: &Asked<'_>) -> bool {
    let last = asked.place.last();
    last.is_some_and(|last| values::ends_operand(asked, last))
}

fn is_unknown(asked: &Asked<'_>, name: &str) -> bool {
    flowright_syntax::tokens::word(name).is_none()
        && !values::visible(asked).any(|symbol| *symbol.name == *name)
}

/// The start of a line.
fn line(asked: &Asked<'_>, list: &mut List) {
    let in_function = asked.item() == Some("fn");
    for (at, word) in (2..).zip(STATEMENTS) {
        let is_refused = in_function && OF_WORKFLOWS.contains(word)
            || *word == "respond" && asked.is_in_called();
        if is_refused {
            continue;
        }
        if let Some(docs) = documentation::word(word) {
            list.snippet(word, CompletionKind::Snippet, docs.snippet, at)
                .docs(docs.docs);
        }
    }
    if !in_function {
        after_step::further_clauses(asked, asked.place.former(), list);
        steps::fill(asked, list);
    }
    let before = list.found.len();
    values::names(asked, list);
    for item in list.found.iter_mut().skip(before) {
        item.rank = item.rank.saturating_add(if in_function { 0 } else { 60 });
    }
}

/// `else` and `catch` after a closing brace; returns whether nothing else may follow it.
fn continuations(words: &[&str], last: TokenKind, list: &mut List) -> bool {
    if last != TokenKind::BraceClose {
        return false;
    }
    let begins = |word: &&str| matches!(*word, "if" | "match" | "branch" | "try");
    let is_statement = words.first().is_some_and(begins);
    let heads = ["if", "else", "try", "catch"];
    let word = match words.iter().rfind(|word| heads.contains(*word)) {
        Some(&"if") => "else",
        Some(&"try") => "catch",
        _ => return is_statement,
    };
    if let Some(docs) = documentation::word(word) {
        list.snippet(word, CompletionKind::Snippet, docs.snippet, 0)
            .docs(docs.docs);
    }
    is_statement
}
