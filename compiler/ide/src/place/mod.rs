//! Classifies a place in a text by its tokens: the brackets open around it, and the tokens before
//! it on its line.
//!
//! In: a text and an offset. Out: a [`Place`]. The keyword before a brace determines its contents,
//! so this also works in broken files, which have no usable tree. [`flowright_syntax::lines`]
//! decides which lines continue and which begin a declaration.
//!
//! - [`state`]: the place itself.
//! - [`walk`]: finds it.
//! - [`classify`]: what a bracket opens, as a [`Frame`].
//! - [`asking`]: queries on it.
//! - [`unfinished`]: the text that an unfinished line lacks.

mod asking;
mod classify;
mod frame;
mod state;
mod unfinished;
mod walk;

pub(crate) use classify::is_type;
pub(crate) use frame::{Entries, Frame};
pub(crate) use state::{Inside, Place};
