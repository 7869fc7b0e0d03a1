//! Words that are misspelt or from other languages.

use std::ops::Range;

use flowright_diagnostics::{Applicability, near};

use super::expected::keyword;
use super::pieces::word_at;
use crate::grammar::Rule;
use crate::habits::{HabitPlace, Instead as Meant, habit};
use crate::tokens::{WordClass, of_class, word};

/// A replacement for a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instead {
    /// The range of the word in the masked source.
    pub range: Range<usize>,
    /// The replacement; empty if the word is superfluous.
    pub word: &'static str,
    /// The explanation, if the word is from another language.
    pub why: Option<&'static str>,
    /// Whether the replacement is certain.
    pub applicability: Applicability,
}

/// The replacements to try where the parser stopped at `at`, most likely first.
pub(super) fn candidates(
    text: &str,
    piece: &Range<usize>,
    at: usize,
    rules: &[Rule],
) -> Vec<Instead> {
    let mut found = Vec::new();
    found.extend(here(text, at, rules));
    // After `query` and `headers` of a trigger, only their braces are missing.
    let is_setting = rules.contains(&Rule::open)
        && word(word_at(text.get(piece.clone()).unwrap_or("")))
            .is_some_and(|word| word.class == WordClass::Setting);
    if !is_setting {
        found.extend(at_start(text, piece, at));
    }
    found
}

/// Replaces the word at which the parser stopped with a word that it would accept.
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
    let places = [HabitPlace::Item, HabitPlace::Keyword];
    let known = places
        .iter()
        .filter(|place| **place != HabitPlace::Item || is_item)
        .find_map(|place| foreign(written, range.clone(), *place));
    let known = known
        .filter(|instead| instead.word.is_empty() && is_item || expected.contains(&instead.word));
    known.or_else(|| misspelt(written, range, &expected))
}

/// Replaces the first word of a line, if the parser stopped right after it.
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
    let places = [HabitPlace::Keyword, HabitPlace::Item];
    let known = places
        .iter()
        .find_map(|place| foreign(written, range.clone(), *place));
    known.or_else(|| misspelt(written, range, &begins))
}

fn foreign(written: &str, range: Range<usize>, place: HabitPlace) -> Option<Instead> {
    let habit = habit(place, written)?;
    let word = habit.instead.word().unwrap_or("");
    let applicability = match habit.instead {
        Meant::Same(word) if !has_effect(word) => Applicability::Safe,
        Meant::Nothing if place == HabitPlace::Item => Applicability::Unsafe,
        Meant::Same(_) | Meant::Likely(_) | Meant::Nothing | Meant::Other => Applicability::Unsafe,
    };
    Some(Instead {
        range,
        word,
        why: Some(habit.says),
        applicability,
    })
}

fn misspelt(written: &str, range: Range<usize>, words: &[&'static str]) -> Option<Instead> {
    // A one- or two-letter word resembles too many other words.
    if written.len() < 3 {
        return None;
    }
    let near = near(written, words.iter().copied());
    let first = near.names.first()?;
    let word = words.iter().copied().find(|word| word == first)?;
    // `orders` is likely the name of the collection queried.
    let of_query = matches!(word, "order" | "limit" | "offset" | "group");
    if of_query && written.strip_prefix(word) == Some("s") {
        return None;
    }
    let applicability = if near.is_certain && !of_query && !has_effect(word) {
        Applicability::Safe
    } else {
        Applicability::Unsafe
    };
    Some(Instead {
        range,
        word,
        why: None,
        applicability,
    })
}

/// Whether a statement that begins with the word has side effects. A fix must never add such a
/// statement.
fn has_effect(text: &str) -> bool {
    let is_statement = matches!(
        text,
        "respond" | "stop" | "fail" | "delay" | "later" | "log" | "parallel" | "break" | "continue"
    );
    is_statement || word(text).is_some_and(|word| word.class == WordClass::Step)
}
