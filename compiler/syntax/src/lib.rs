//! From the text of a `.flow` file to its syntax tree.
//!
//! In: a file's text. Out: its [`ast::File`], and what is wrong with the text. Not done here: what names mean, types, and everything else that
//! needs more than one declaration.
//!
//! The way: [`tokens`] cuts the text losslessly and finds what is not closed; `lexical` reports what the tokens alone show; `split`
//! cuts the tokens into declarations; `brackets` balances each; `veil` hides what the grammar need not see; `recover` has pest parse
//! it by `grammar/flow.pest` and goes on where pest stops; `build` makes the tree, and `mistakes` has the words for all that is wrong.
//!
//! Invariant: `parse` never fails, never panics, and no recursion is deeper than `brackets` allows.

#![forbid(unsafe_code)]

pub mod ast;
mod brackets;
mod build;
mod grammar;
mod hidden;
mod lexical;
mod lines;
mod mistakes;
mod recover;
mod source;
mod split;
#[cfg(test)]
mod tests;
pub mod tokens;
pub mod tree;
mod veil;

use flowright_diagnostics::{Diagnostic, FileId};

pub use tokens::is_reserved;

use source::Source;

/// How large a file may be.
pub const MAX_SOURCE: usize = 8 << 20;

/// The tree of a file, and what is wrong with its text, in the order of the text.
#[must_use]
pub fn parse(file: FileId, text: &str) -> (ast::File, Vec<Diagnostic>) {
    let mut tree = ast::File {
        file,
        items: Vec::new(),
    };
    if text.len() > MAX_SOURCE {
        let span = flowright_diagnostics::Span::new(file, 0, 0);
        return (tree, vec![mistakes::too_large(span, MAX_SOURCE)]);
    }
    let scan = tokens::scan(text);
    let source = Source {
        file,
        text,
        tokens: &scan.tokens,
    };
    let mut diagnostics = lexical::check(source, &scan.problems);
    let mut docs = build::Docs::default();
    for range in split::items(source) {
        tree.items
            .extend(recover::item(source, range, &mut docs, &mut diagnostics));
    }
    diagnostics.extend(build::misplaced(source, docs));
    (tree, lexical::in_order(diagnostics))
}
