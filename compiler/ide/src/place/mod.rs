//! What a place in a text is, as far as its tokens tell: which brackets are open around it, and what stands before it on its line.
//!
//! In: a text and an offset. Out: a [`Place`]. The word before a brace decides what stands in it, so that this holds in broken files too, where
//! there is no tree to ask. Which lines go on and which begin a declaration is said by [`flowright_syntax::lines`].
//!
//! - [`state`]: the place itself.
//! - [`walk`]: how it is found.
//! - [`classify`]: what a bracket opens, as a [`Frame`].
//! - [`asking`]: what is asked of it.
//! - [`unfinished`]: what an unfinished line lacks.

mod asking;
mod classify;
mod frame;
mod state;
mod unfinished;
mod walk;

pub(crate) use classify::is_type;
pub(crate) use frame::{Entries, Frame};
pub(crate) use state::{Inside, Place};
