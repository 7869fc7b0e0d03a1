//! The tokens inside strings.

use logos::Logos;

/// The contents of a string that is not raw.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    #[regex(r#"[^"'`\\{\n]+"#)]
    Text,
    #[regex(r"\\u\{[^}\n\x22]*\}")]
    #[regex(r"\\[^\n]")]
    Escape,
    #[token("\\")]
    Backslash,
    #[token("{")]
    Brace,
    #[token("\n")]
    Newline,
    #[token("'")]
    Apostrophe,
    #[token("`")]
    Backtick,
    #[token("\"")]
    Quote,
    #[token("\"\"\"")]
    BlockQuote,
}

/// The number of bytes at the end of an unclosed string that are code: a `{` that begins a block,
/// or the closers of brackets opened on its line.
pub(super) fn code_at_end(text: &str, open: &[u8]) -> usize {
    match text.trim_end().strip_suffix('{') {
        Some(before) if before.is_empty() || before.ends_with([' ', '\t']) => {
            text.len() - before.trim_end().len()
        }
        _ => closers_at_end(text, open),
    }
}

/// The number of bytes at the end of an unclosed string that are closers of the surrounding code.
/// They close the brackets in `open`, which were opened on the same line, innermost last.
fn closers_at_end(text: &str, open: &[u8]) -> usize {
    let run = text.len()
        - text
            .trim_end_matches([' ', '\t', '\r', ',', ')', ']', '}'])
            .len();
    let tail = text.get(text.len() - run..).unwrap_or("");
    let closers: Vec<(usize, u8)> = tail
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b')' | b']' | b'}'))
        .collect();
    (1..=closers.len().min(open.len()))
        .rev()
        .find_map(|count| {
            let last = closers.get(closers.len() - count..)?;
            let matches = last
                .iter()
                .zip(open.iter().rev())
                .all(|((_, closer), opener)| closes(*opener) == *closer);
            let (at, _) = last.first()?;
            matches.then_some(tail.len() - at)
        })
        .unwrap_or_else(|| usize::from(tail.ends_with(',')))
}

/// The closer of an opener.
pub(super) fn closes(opener: u8) -> u8 {
    match opener {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
