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
//! - [`words`]: what the language knows and this compiler does not build yet.
//!
//! Invariant: `check` never fails and never panics; what could not be understood is `Type::Error`, which silences everything that
//! follows from it.

#![forbid(unsafe_code)]

mod body;
mod convert;
mod declare;
mod describe;
mod flow;
mod names;
pub mod program;
mod settings;
mod steps;
mod trigger;
mod words;

use flowright_diagnostics::Diagnostic;
use flowright_syntax::ast::File;

pub use program::Program;
pub use words::{NOT_BUILT, NotBuiltWord, WordPlace};

/// Checks the files of one project together.
#[must_use]
pub fn check(files: &[File]) -> (Program, Vec<Diagnostic>) {
    let mut reports = Vec::new();
    let items = declare::Items::collect(files);
    let globals = declare::globals(&items, &mut reports);
    let functions = declare::functions(&items, &globals, &mut reports);
    let workflows = trigger::workflows(&items, &globals, &mut reports);
    let program = declare::finish(globals, functions, workflows);
    reports.sort_by_key(|report| {
        let span = report.primary.span;
        (span.file, span.start, span.end, report.code)
    });
    reports.dedup();
    (program, reports)
}
