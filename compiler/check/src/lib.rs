//! Checks a parsed program: names, types, steps, exhaustiveness, secrets, lints.
//!
//! In: the [`File`]s of a project as the parser gave them. Out: a [`Program`] in which every name is resolved and every expression
//! has its type, and the diagnostics, in the order of the text. Not done here: reading files, parsing, and anything about how code is
//! generated or run.
//!
//! - [`declare`]: everything that stands outside of bodies, and the tables of names.
//! - [`trigger`]: the settings of a webhook, and routes that overlap.
//! - [`body`]: expressions and statements of functions and workflows.
//! - [`steps`]: what touches the world.
//! - [`flow`]: which paths respond.
//! - [`index`]: what names and expressions mean, noted on the way.
//! - [`settings`]: blocks of settings, read by their specs.
//! - [`vocabulary`]: words that may stand in a place, for completion.
//! - [`version`]: a hash of all that a workflow means.
//! - [`cache`]: what of that is still right when the program is checked again.
//! - [`unbuilt`]: what the language knows and this compiler does not build yet.
//!
//! Invariant: `check` never fails and never panics; what could not be understood is `Type::Error`, which silences everything that
//! follows from it.

#![forbid(unsafe_code)]

mod body;
mod cache;
mod convert;
mod declare;
mod describe;
mod flow;
mod index;
mod names;
mod operator;
pub mod program;
mod reports;
mod settings;
mod steps;
mod trigger;
mod unbuilt;
mod version;
pub mod vocabulary;

use flowright_diagnostics::{Diagnostic, FileRange};
use flowright_syntax::ast::File;

pub use cache::{Cache, Checked};
pub use describe::brief;
pub use index::{GivenBy, Index, Meaning, NameUse, Symbol, SymbolKind, Typed, Visible, given};
pub use program::Program;
pub use unbuilt::{UnbuiltWord, WordPlace, unbuilt_words};
pub use version::{Version, versions};

/// Checks the files of one project together.
#[must_use]
pub fn check(files: &[File]) -> (Program, Vec<Diagnostic<FileRange>>) {
    cache::check(files)
}
