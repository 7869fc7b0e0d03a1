//! What an editor asks of a program: functions of an [`Analysis`] and a place in one of its files.
//!
//! In: the texts of a project as they stand in the editor. Out: answers in byte offsets and plain data. Not done here: any protocol,
//! reading files, positions in lines and columns.
//!
//! Invariant: nothing here fails or panics, whatever the texts and the place are; where there is nothing to say, the answer is empty.

#![forbid(unsafe_code)]

mod actions;
mod analysis;
mod edits;
mod navigation;
mod nodes;
mod project;
mod rename;
mod signature;

pub use actions::{Action, ActionKind};
pub use analysis::Analysis;
pub use navigation::Target;
pub use project::Project;
pub use rename::RenameError;
pub use signature::{Signature, SignatureParameter};
