//! IDE queries: functions of an [`Analysis`] and a place in one of its files.
//!
//! In: the texts of a project as they are in the editor. Out: answers as plain data, with byte
//! offsets. Not done here: any protocol, reading files, and positions in lines and columns.
//!
//! Invariant: nothing here fails or panics, whatever the texts and the place; if there is nothing
//! to report, the answer is empty.

#![forbid(unsafe_code)]

mod actions;
mod analysis;
mod completion;
mod describe;
mod documentation;
mod edits;
mod folding;
mod hints;
mod hover;
mod lens;
mod navigation;
mod parsed_file;
mod place;
mod project;
mod rename;
mod selection;
mod semantic;
mod signature;
mod symbols;
mod text;

pub use actions::{Action, ActionKind};
pub use analysis::Analysis;
pub use completion::{Completion, CompletionKind};
pub use folding::{Fold, FoldKind};
pub use hints::{Hint, HintKind};
pub use hover::Hover;
pub use lens::{Lens, Verification};
pub use navigation::Target;
pub use project::Project;
pub use rename::RenameError;
pub use semantic::{SemanticKind, SemanticModifiers, SemanticToken};
pub use signature::{Signature, SignatureParameter};
pub use symbols::{Found, Outline};
