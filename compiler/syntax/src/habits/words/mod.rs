//! The words of other languages: one table for each position.

mod functions;
mod habit;
mod items;
mod keywords;
mod methods;
mod types;
mod values;

pub use habit::{Habit, Instead};

/// The position of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HabitPlace {
    /// The start of a declaration.
    Item,
    /// The start of a statement, or the place of another keyword.
    Keyword,
    /// The name of a value.
    Value,
    /// The name of a type.
    Type,
    /// The name of a method, or of a member without a call.
    Method,
    /// The name of a free function.
    Function,
}

/// The words for a position.
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

/// The habit for that word in that position, if another language has it.
#[must_use]
pub fn habit(place: HabitPlace, word: &str) -> Option<&'static Habit> {
    habits(place)
        .iter()
        .find(|habit| habit.written.contains(&word))
}
