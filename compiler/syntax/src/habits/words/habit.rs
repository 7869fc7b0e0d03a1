//! A word of another language and its equivalent.

/// The replacement of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// A word with the same meaning: the edit is safe.
    Same(&'static str),
    /// The most likely meaning.
    Likely(&'static str),
    /// Nothing: the word is superfluous.
    Nothing,
    /// The replacement depends on the context.
    Other,
}

impl Instead {
    /// The replacement word, if there is one.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Instead::Same(word) | Instead::Likely(word) => Some(word),
            Instead::Nothing | Instead::Other => None,
        }
    }
}

/// A word of another language.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// The spellings in other languages.
    pub written: &'static [&'static str],
    /// The replacement.
    pub instead: Instead,
    /// The message.
    pub says: &'static str,
}

pub(super) const fn habit_of(
    written: &'static [&'static str],
    instead: Instead,
    says: &'static str,
) -> Habit {
    Habit {
        written,
        instead,
        says,
    }
}
