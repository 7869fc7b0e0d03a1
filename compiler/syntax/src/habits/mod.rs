//! Habits of other languages: what people write who think of JavaScript, Python, Go, SQL or YAML, and what is written here.
//!
//! - [`words`]: the tables of words, one for each place where they stand: keywords, values, types, functions.
//! - [`patterns`]: the one table of forms, each found in the tokens of a declaration. What it is found in is parsed as if it had been
//!   written as it is meant, so that one habit is one mistake.
//!
//! In: a word and its place, or the tokens of a declaration that the grammar does not take. Out: what to say and which edit mends it. Not done
//! here: looking for any of this in declarations that have no mistake, where every word may be a name.

mod bindings;
mod blocks;
mod cursor;
mod declarations;
mod exits;
mod expressions;
mod files;
mod patterns;
mod rewrites;
mod rows;
mod types;
mod words;

pub(crate) use files::whole_file;
pub(crate) use patterns::find;
pub(crate) use rewrites::Rewrites;
pub use words::{Habit, HabitPlace, Instead, habit};
