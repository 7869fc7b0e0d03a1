//! Occurrences of one text in another.

use memchr::memmem::Finder;

/// The positions of a text in another text, from left to right and without overlaps. An empty text
/// has no occurrences.
///
/// A request of one megabyte may contain a million occurrences, and finding them blocks the thread,
/// so each must take only a few nanoseconds.
pub(super) enum Occurrences<'t> {
    Octet(memchr::Memchr<'t>),
    Longer {
        text: &'t [u8],
        finder: Box<Finder<'t>>,
        at: usize,
    },
}

impl<'t> Occurrences<'t> {
    pub(super) fn new(text: &'t str, wanted: &'t str) -> Occurrences<'t> {
        let text = text.as_bytes();
        match wanted.as_bytes() {
            [octet] => Occurrences::Octet(memchr::memchr_iter(*octet, text)),
            wanted => Occurrences::Longer {
                text: if wanted.is_empty() { &[] } else { text },
                finder: Box::new(Finder::new(wanted)),
                at: 0,
            },
        }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Occurrences::Octet(places) => places.next(),
            Occurrences::Longer { text, finder, at } => {
                let rest = text.get(*at..).filter(|rest| !rest.is_empty())?;
                let wanted = finder.needle();
                // For adjacent occurrences, a comparison is much cheaper than a search.
                let skipped = if rest.starts_with(wanted) {
                    0
                } else {
                    finder.find(rest)?
                };
                let found = *at + skipped;
                *at = found + wanted.len();
                Some(found)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Occurrences;

    proptest! {
        #[test]
        fn they_are_those_of_the_standard_library(text in "[aë]{0,12}", wanted in "[aë]{1,3}") {
            let found: Vec<usize> = Occurrences::new(&text, &wanted).collect();
            let places: Vec<usize> = text.match_indices(&wanted).map(|(at, _)| at).collect();
            prop_assert_eq!(found, places);
        }
    }

    #[test]
    fn an_empty_text_is_found_nowhere() {
        assert_eq!(Occurrences::new("a", "").count(), 0);
        assert_eq!(Occurrences::new("", "").count(), 0);
    }
}
