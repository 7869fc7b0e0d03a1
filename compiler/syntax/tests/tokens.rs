//! The lexer: lossless on any text, and how it splits strings.

use flowright_syntax::tokens::{Token, TokenKind, lex};
use proptest::prelude::*;

const FIXTURES: &[&str] = &[
    include_str!("fixtures/program.flow"),
    include_str!("fixtures/whole_language.flow"),
    include_str!("fixtures/strays.flow"),
];

fn assert_lossless(text: &str) {
    let mut at = 0;
    for token in lex(text) {
        assert_eq!(token.start, at, "a gap in {text:?}");
        assert!(token.end >= token.start);
        assert!(text.get(token.start as usize..token.end as usize).is_some());
        at = token.end;
    }
    assert_eq!(at as usize, text.len(), "an end is missing of {text:?}");
}

fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
    lex(text)
        .into_iter()
        .map(|Token { kind, start, end }| (kind, &text[start as usize..end as usize]))
        .collect()
}

#[test]
fn the_fixtures_are_lexed_without_loss() {
    for text in FIXTURES {
        assert_lossless(text);
    }
}

#[test]
fn a_string_is_split_into_its_parts() {
    insta::assert_debug_snapshot!(kinds(r#""a{b.f("c{d}")}\{e" x"#));
}

#[test]
fn a_string_that_is_not_closed_leaves_the_closers_behind_it() {
    insta::assert_debug_snapshot!(kinds("f({ a: \"b})\n\"d"));
}

#[test]
fn raw_and_block_strings() {
    insta::assert_debug_snapshot!(kinds(
        "r\"\\d{1}\" \"\"\"a\n \"b\" {c}\n\"\"\" r\"\"\"\n{\"\"\""
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_lexed_without_loss(text in any::<String>()) {
        assert_lossless(&text);
    }

    #[test]
    fn text_of_the_signs_of_strings_is_lexed_without_loss(
        text in r#"["'{}\\r#/*\na (]{0,40}"#
    ) {
        assert_lossless(&text);
    }
}
