//! Which newlines continue a line, and which lines begin a declaration.

use flowright_syntax::lines::{begins_clause, begins_item, goes_on, wants_more};
use flowright_syntax::tokens::{Lexed, Token, TokenKind, lex};

/// The last token of the first line and the first token of the second, with their indices.
fn around(lexed: Lexed<'_>) -> ((usize, Token), (usize, Token)) {
    let newline = lexed
        .tokens
        .iter()
        .position(|token| token.kind == TokenKind::Newline);
    let newline = newline.expect("two lines");
    let before = lexed.previous_solid(newline).expect("a first line");
    (before, lexed.next_solid(newline).expect("a second line"))
}

/// Whether the first line of a text continues on the second.
fn is_one_line(text: &str) -> bool {
    let tokens = lex(text);
    let lexed = Lexed {
        text,
        tokens: &tokens,
    };
    let (before, after) = around(lexed);
    goes_on(lexed, before, after)
}

#[test]
fn a_line_goes_on_where_it_wants_more() {
    for text in [
        "a +\nb",
        "a and\nb",
        "a not in\nb",
        "let a =\nb",
        "a =>\nb",
        "fn f() ->\nb",
        "a:\nb",
        "a,\nb",
        "a |\nb",
        "-\nb",
        "a ==\nb",
        "a + // why\nb",
        "a +\n\n  // why\n  b",
        "!\nb",
        "a &&\nb",
        "a >\nb",
    ] {
        assert!(is_one_line(text), "{text:?}");
    }
}

#[test]
fn a_line_goes_on_where_the_next_one_cannot_begin_so() {
    for text in [
        "a\n.b",
        "a\n?.b",
        "a\n| b",
        "a\n-> b",
        "a\n, b",
        "a\n: b",
        "a\n? b",
        "a\n== b",
        "a\n&& b",
        "}\nelse {",
        "}\ncatch e {",
        "a\nand b",
        "a\nin b",
        "a\nnot in b",
        "a\n// why\n.b",
    ] {
        assert!(is_one_line(text), "{text:?}");
    }
}

#[test]
fn other_newlines_separate() {
    for text in [
        "a\nb",
        "a\n-b",
        "a\nnot b",
        "a: map<int>\nb: int",
        "a.and\nb",
        "and: int\nb: int",
        "a\nelse: int",
        "a:\nb: int",
        "\"a\"\n\"b\"",
        "1\n[b]",
        "a\nwhere b",
        "a?\nb",
    ] {
        assert!(!is_one_line(text), "{text:?}");
    }
}

#[test]
fn the_end_of_a_line_alone_tells_whether_it_wants_more() {
    for (text, wants) in [
        ("a +", true),
        ("a and", true),
        ("a", false),
        ("a.and", false),
        ("map<int>", false),
    ] {
        let tokens = lex(text);
        let lexed = Lexed {
            text,
            tokens: &tokens,
        };
        let last = lexed.previous_solid(tokens.len()).expect("a token");
        assert_eq!(wants_more(lexed, last), wants, "{text:?}");
    }
}

#[test]
fn a_declaration_begins_with_its_word_in_the_first_column_and_a_name() {
    for (text, begins) in [
        ("a(\nfn f", true),
        ("a(\nworkflow w {", true),
        ("a(\n  fn f", false),
        ("a(\nfn", false),
        ("a(\nfn(", false),
        ("a(\nfn: int", false),
        ("a(\nfunction f", false),
        ("a(\nlet f", false),
    ] {
        let tokens = lex(text);
        let lexed = Lexed {
            text,
            tokens: &tokens,
        };
        let (_, (index, _)) = around(lexed);
        assert_eq!(begins_item(lexed, index), begins, "{text:?}");
    }
    let tokens = lex("fn f");
    let lexed = Lexed {
        text: "fn f",
        tokens: &tokens,
    };
    assert!(begins_item(lexed, 0));
    assert!(!begins_item(lexed, tokens.len()));
}

#[test]
fn clauses_of_queries_have_words_of_their_own() {
    assert!(begins_clause("where") && begins_clause("set") && begins_clause("by"));
    assert!(!begins_clause("find") && !begins_clause("else"));
}
