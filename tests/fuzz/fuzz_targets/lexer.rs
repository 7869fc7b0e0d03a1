//! Lexes text: never fails, and the tokens cover the text without gaps or overlaps.

#![no_main]

use flowright_syntax::tokens::{TokenKind, lex};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for token in lex(text) {
        assert_eq!(token.start, end, "a gap or an overlap before {token:?}");
        // Only the missing end of a string is an empty token.
        let missing = matches!(token.kind, TokenKind::StringEnd(_));
        assert!(
            token.end > token.start || missing,
            "an empty token: {token:?}"
        );
        assert!(
            text.is_char_boundary(token.end as usize),
            "inside a character: {token:?}"
        );
        end = token.end;
    }
    assert_eq!(end as usize, text.len(), "text is lost at the end");
});
