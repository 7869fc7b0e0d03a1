//! By what the declarations of a file are known.
//!
//! In: the declarations as tokens. Out: an anchor for each of them, with the place where it begins. A declaration is known by its first two
//! words, `fn shorten`, and by how many declarations before it begin so. So it keeps its anchor while it is moved and while it is edited.
//!
//! Invariant: no two declarations of a file have the same anchor, and which they have follows from the text alone.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use flowright_diagnostics::{Anchor, FileAnchors};

use crate::source::Source;
use crate::tokens::TokenKind;

/// The anchors of the declarations that have these tokens.
pub(crate) fn of(source: Source<'_>, items: &[Range<usize>]) -> FileAnchors {
    let file = source.anchor.file;
    let mut alike: HashMap<(&str, &str), u32> = HashMap::new();
    let mut taken = HashSet::with_capacity(items.len());
    let anchors = items.iter().map(|item| {
        let words = first_words(source, item);
        let before = alike.entry(words).or_default();
        let mut number = number(words, *before);
        *before += 1;
        // 0 is the file itself, and two that differ may have the same number by chance.
        while number == 0 || !taken.insert(number) {
            number = number.wrapping_add(1);
        }
        let start = source.tokens.get(item.start).map_or(0, |token| token.start);
        (start, Anchor::declaration(file, number))
    });
    FileAnchors::new(file, anchors.collect())
}

/// The word of a declaration and its name, if these are what it begins with.
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
