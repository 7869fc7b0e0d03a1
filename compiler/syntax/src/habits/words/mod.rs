//! The words of other languages: one table for each place where a word stands.

mod functions;
mod items;
mod keywords;
mod methods;
mod types;
mod values;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HabitPlace {
    /// Where a declaration begins.
    Item,
    /// Where a statement begins, or another keyword stands.
    Keyword,
    /// The name of a value.
    Value,
    /// The name of a type.
    Type,
    /// The name of a function that is called on a value, or of a member without a call.
    Method,
    /// The name of a function that is called on nothing.
    Function,
}

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

const fn habit_of(written: &'static [&'static str], instead: Instead, says: &'static str) -> Habit {
    Habit {
        written,
        instead,
        says,
    }
}

/// The words of a place.
fn habits(place: HabitPlace) -> &'static [Habit] {
    match place {
        HabitPlace::Item => items::HABITS,
        HabitPlace::Keyword => keywords::HABITS,
        HabitPlace::Value => values::HABITS,
        HabitPlace::Type => types::HABITS,
        HabitPlace::Method => methods::HABITS,
        HabitPlace::Function => functions::HABITS,
    }
}

/// The word in that place, if another language has it.
#[must_use]
pub fn habit(place: HabitPlace, word: &str) -> Option<&'static Habit> {
    habits(place)
        .iter()
        .find(|habit| habit.written.contains(&word))
}
