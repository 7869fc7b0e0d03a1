//! A word of another language, and what is written here in its place.

/// What stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// This means the same: the edit is safe.
    Same(&'static str),
    /// This is meant most often.
    Likely(&'static str),
    /// Nothing: the word is too much.
    Nothing,
    /// Something that depends on what stands around it.
    Other,
}

impl Instead {
    /// The word, where it is one.
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
    /// How it is written elsewhere.
    pub written: &'static [&'static str],
    /// What stands in its place here.
    pub instead: Instead,
    /// What to say.
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
