//! From the text of a `.flow` file to its syntax tree.
//!
//! In: a file's text. Out: its [`ast::File`], and what is wrong with the text. Not done here: what names mean, types, and everything else that
//! needs more than one declaration.
//!
//! The way: [`tokens`] cuts the text losslessly and finds what is not closed; `lexical` reports what the tokens alone show; `split`
//! cuts the tokens into declarations, by what [`lines`] says of newlines; `anchors` says by what each is known; `brackets` balances each; `masked_source` hides what the grammar need
//! not see; `recover` has pest parse it by `grammar/flow.pest` and goes on where pest stops; `build` makes the tree, and `mistakes` has
//! the words for all that is wrong. `again` keeps what a declaration gave, for the next time its file is parsed.
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

/// The tree of a file, and what is wrong with its text, in the order of the text.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (ast::File, Vec<Diagnostic<FileRange>>) {
    let parse = Parse::new(file, text);
    (parse.tree, parse.diagnostics)
}
