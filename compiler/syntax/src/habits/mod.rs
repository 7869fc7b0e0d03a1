//! Habits from other languages: forms that users of JavaScript, Python, Go, SQL or YAML write, and
//! their equivalents in Flowright.
//!
//! - [`words`]: the tables of words, one for each position: keywords, values, types, functions.
//! - [`patterns`]: the table of forms, each matched against the tokens of a declaration. A match is
//!   parsed as if it had been written correctly, so that one habit is reported as one mistake.
//!
//! In: a word and its position, or the tokens of a declaration that the grammar rejects. Out: the
//! message and the edit that fixes it. Not done here: searching declarations without mistakes,
//! where every word may be a name.

mod bindings;
mod blocks;
mod bodies;
mod calls;
mod concurrency;
mod conversions;
mod cursor;
mod declarations;
mod exits;
mod expressions;
mod files;
mod heads;
mod lambdas;
mod literals;
mod messages;
mod operands;
mod paths;
mod patterns;
mod phrases;
mod queries;
mod references;
mod rewrites;
mod rows;
mod settings;
mod signatures;
mod steps;
mod types;
mod values;
mod words;

pub(crate) use files::whole_file;
pub(crate) use patterns::find;
pub(crate) use rewrites::Rewrites;
pub(crate) use settings::OF_WEBHOOK;
pub use words::{Habit, HabitPlace, Instead, habit};
