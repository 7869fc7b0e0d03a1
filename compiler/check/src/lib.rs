//! Checks a parsed program: names, types, steps, exhaustiveness, secrets, lints.
//!
//! In: the parsed [`File`]s of a project. Out: a [`Program`] in which every name is resolved and
//! every expression has its type, and the diagnostics in source order. Not done here: reading
//! files, parsing, code generation and execution.
//!
//! - [`declare`]: everything outside bodies, and the tables of names.
//! - [`trigger`]: the settings of a webhook, and overlapping routes.
//! - [`body`]: expressions and statements of functions and workflows.
//! - [`steps`]: operations with side effects.
//! - [`flow`]: which paths respond.
//! - [`index`]: the meanings of names and expressions, recorded during checking.
//! - [`settings`]: blocks of settings, read according to their specs.
//! - [`vocabulary`]: the words that are valid in a place, for completion.
//! - [`version`]: a hash of the full meaning of a workflow.
//! - [`cache`]: reuse of results when a program is checked again.
//! - [`unbuilt`]: parts of the language that this compiler does not support yet.
//!
//! Invariant: `check` never fails and never panics; code with errors gets `Type::Error`, which
//! suppresses consequential errors.

#![forbid(unsafe_code)]

mod body;
mod cache;
mod convert;
mod declare;
mod describe;
mod flow;
mod index;
mod malformed;
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
