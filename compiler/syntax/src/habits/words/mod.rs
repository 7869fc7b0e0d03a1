//! The words of other languages: one table for each place where a word stands.

mod functions;
mod habit;
mod items;
mod keywords;
mod methods;
mod types;
mod values;

pub use habit::{Habit, Instead};

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
