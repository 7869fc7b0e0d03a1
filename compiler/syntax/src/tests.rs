//! The two descriptions of the language, the tokens and the grammar, agree.

use std::collections::BTreeSet;

use flowright_diagnostics::FileId;

use crate::brackets;
use crate::grammar::{self, Pair};
use crate::lines::CLAUSES;
use crate::masked_source::MaskedSource;
use crate::source::Source;
use crate::split;
use crate::tokens::{WORDS, WordClass, scan};

const GRAMMAR: &str = include_str!("../../../grammar/flow.pest");

const FIXTURES: &[&str] = &[
    include_str!("../tests/fixtures/program.flow"),
    include_str!("../tests/fixtures/whole_language.flow"),
    include_str!("../tests/fixtures/strays.flow"),
];

/// Calls `see` with the source and the masked source of every declaration of the fixtures.
fn each_item(mut see: impl FnMut(Source<'_>, &MaskedSource)) {
    for text in FIXTURES {
        let scan = scan(text);
        let source = Source::file(FileId(0), text, &scan.tokens);
        for range in split::items(source) {
            let repairs = brackets::repairs(source, &range);
            see(source, &MaskedSource::new(source, &range, &repairs));
        }
    }
}

fn parse(masked: &MaskedSource) -> Vec<Pair<'_>> {
    match grammar::parse(masked.text()) {
        Ok(pairs) => pairs.flatten().collect(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn every_pair_ends_at_the_ends_of_tokens() {
    each_item(|source, masked| {
        let ends: BTreeSet<u32> = source
            .tokens
            .iter()
            .flat_map(|token| [token.start, token.end])
            .chain([source.end()])
            .collect();
        for pair in parse(masked) {
            let span = pair.as_span();
            for at in [span.start(), span.end()] {
                let place = masked.to_source(at);
                assert!(
                    ends.contains(&place),
                    "{:?} ends inside a token at {place}: {:?}",
                    pair.as_rule(),
                    pair.as_str()
                );
            }
        }
    });
}

#[test]
fn without_repairs_the_masked_source_is_as_long_as_the_source_and_ascii() {
    each_item(|_, masked| {
        assert!(masked.text().is_ascii());
        for at in 0..masked.text().len() {
            assert_eq!(
                masked.to_source(at + 1),
                masked.to_source(at) + 1,
                "in {:?}",
                masked.text()
            );
        }
    });
}

#[test]
fn the_words_of_the_grammar_are_the_table_of_words() {
    let mut quoted = BTreeSet::new();
    for line in GRAMMAR
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (number, part) in line.split('"').enumerate() {
            let is_word =
                part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            // Units, and words that exist only to be corrected, are not words of the language.
            if number % 2 == 1 && is_word && !line.contains("\"seconds\"") {
                quoted.insert(part);
            }
        }
    }
    for spelling in ["elseif", "elsif", "elif"] {
        assert!(quoted.remove(spelling));
    }
    let known: BTreeSet<&str> = WORDS.iter().map(|word| word.text).collect();
    let unknown: Vec<_> = quoted.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "in the grammar, not in the table: {unknown:?}"
    );
    for word in WORDS {
        let elsewhere = matches!(
            word.class,
            WordClass::PlainSetting | WordClass::Type | WordClass::Value
        );
        assert_eq!(
            quoted.contains(word.text),
            !elsewhere || matches!(word.text, "text" | "bytes"),
            "`{}` is of class {:?}",
            word.text,
            word.class
        );
    }
}

#[test]
fn no_word_stands_twice_in_the_table() {
    let known: BTreeSet<&str> = WORDS.iter().map(|word| word.text).collect();
    assert_eq!(known.len(), WORDS.len());
}

#[test]
fn the_reserved_words_of_the_grammar_are_those_of_the_table() {
    let start = GRAMMAR.find("\nreserved ").expect("the rule `reserved`");
    let rule = &GRAMMAR[start..];
    let rule = &rule[..rule.find('}').expect("its end")];
    let in_grammar: BTreeSet<&str> = rule.split('"').skip(1).step_by(2).collect();
    // These words are reserved but denote values, so the grammar accepts them as names.
    let values = ["true", "false", "null", "context", "secrets", "config"];
    let in_table: BTreeSet<&str> = WORDS
        .iter()
        .filter(|word| word.reserved && !values.contains(&word.text))
        .map(|word| word.text)
        .collect();
    assert_eq!(in_grammar, in_table);
}

#[test]
fn every_rule_of_the_grammar_is_hit_by_a_fixture() {
    let mut hit = BTreeSet::new();
    each_item(|_, masked| {
        hit.extend(
            parse(masked)
                .iter()
                .map(|pair| format!("{:?}", pair.as_rule())),
        );
    });
    let missed: Vec<&str> = GRAMMAR
        .lines()
        .filter(|line| !line.starts_with([' ', '/']))
        .filter_map(|line| line.split_once('='))
        .filter(|(_, body)| !body.trim_start().starts_with("_{"))
        .map(|(name, _)| name.trim())
        .filter(|name| !hit.contains(*name))
        // Used only for lookahead, or inserted only by recovery.
        .filter(|name| !["settings_ahead", "record_below", "poison"].contains(name))
        .collect();
    assert!(missed.is_empty(), "no fixture has {missed:?}");
}

#[test]
fn the_clauses_behind_newlines_are_those_of_the_grammar() {
    let begins = |line: &'static str| {
        let ways = ["= { newline? ~ kw_", "= { (newline ~ kw_"];
        ways.into_iter().find_map(|way| line.split_once(way))
    };
    let clauses: BTreeSet<&str> = GRAMMAR
        .lines()
        .filter_map(begins)
        .filter_map(|(_, rest)| rest.split(' ').next())
        .collect();
    assert_eq!(clauses, BTreeSet::from(CLAUSES));
}
