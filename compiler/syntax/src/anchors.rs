//! Stable anchors for the declarations of a file.
//!
//! In: the declarations as token ranges. Out: an anchor for each, with its start position. A
//! declaration is identified by its first two words, such as `fn shorten`, and by the number of
//! earlier declarations that begin with the same words. Its anchor therefore survives moves and
//! edits.
//!
//! Invariant: no two declarations of a file share an anchor, and the anchors depend on the text
//! alone.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use flowright_diagnostics::{Anchor, FileAnchors};

use crate::source::Source;
use crate::tokens::TokenKind;

/// The anchors of the declarations with these token ranges.
pub(crate) fn of(source: Source<'_>, items: &[Range<usize>]) -> FileAnchors {
    let file = source.anchor.file;
    let mut alike: HashMap<(&str, &str), u32> = HashMap::new();
    let mut taken = HashSet::with_capacity(items.len());
    let anchors = items.iter().map(|item| {
        let words = first_words(source, item);
        let before = alike.entry(words).or_default();
        let mut number = number(words, *before);
        *before += 1;
        // 0 is reserved for the file itself, and the hashes of different declarations may collide.
        while number == 0 || !taken.insert(number) {
            number = number.wrapping_add(1);
        }
        let start = source.tokens.get(item.start).map_or(0, |token| token.start);
        (start, Anchor::declaration(file, number))
    });
    FileAnchors::new(file, anchors.collect())
}

/// The keyword and name of a declaration, if it begins with them.
fn first_words<'a>(source: Source<'a>, item: &Range<usize>) -> (&'a str, &'a str) {
    let tokens = source.tokens.get(item.clone()).unwrap_or_default();
    let mut solid = tokens.iter().filter(|token| !token.kind.is_trivia());
    let mut word = || {
        let token = solid.next().copied();
        let token = token.filter(|token| token.kind == TokenKind::Word);
        token.map_or("", |token| source.lexed.text_of(token))
    };
    (word(), word())
}

fn number(words: (&str, &str), before: u32) -> u32 {
    let mut hasher = DefaultHasher::new();
    (words, before).hash(&mut hasher);
    let hash = hasher.finish().to_le_bytes();
    let [a, b, c, d, ..] = hash;
    u32::from_le_bytes([a, b, c, d])
}
