//! Parses the text of a `.flow` file into its syntax tree.
//!
//! In: a file's text. Out: its [`ast::File`] and the problems in the text. Not done here: name
//! resolution, types, and everything else that needs more than one declaration.
//!
//! The stages: [`tokens`] splits the text losslessly and finds unclosed strings and interpolations;
//! `lexical` reports the mistakes that the tokens alone reveal; `split` divides the tokens into
//! declarations, with [`lines`] deciding what each newline means; `anchors` identifies each
//! declaration; `brackets` balances each; `masked_source` hides everything that the grammar does
//! not need; `recover` has pest parse it by `grammar/flow.pest` and resumes where pest stops;
//! `build` creates the tree, and `mistakes` contains the messages for all errors. `incremental`
//! caches the result for each declaration until the file is parsed again.
//!
//! Invariant: `parse` never fails, never panics, and no recursion is deeper than `brackets` allows.

#![forbid(unsafe_code)]

mod anchors;
pub mod ast;
mod brackets;
mod build;
mod grammar;
pub mod habits;
mod hidden;
mod incremental;
mod lexical;
pub mod lines;
mod masked_source;
mod mistakes;
mod recover;
mod source;
mod split;
#[cfg(test)]
mod tests;
pub mod tokens;
pub mod tree;

use flowright_diagnostics::{Diagnostic, FileId, FileRange};

pub use incremental::Parse;
pub use source::MAX_SOURCE;
pub use tokens::is_reserved;

/// The tree of a file, and the problems in its text in source order.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (ast::File, Vec<Diagnostic<FileRange>>) {
    let parse = Parse::new(file, text);
    (parse.tree, parse.diagnostics)
}
