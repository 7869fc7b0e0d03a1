//! The one style of `.flow` files: no options, width 100.
//!
//! In: a file's text. Out: the text in the style, or which law formatting it would break. Not done here: reading and writing files.
//!
//! - [`gaps`]: what stands between two tokens: comments, blank lines.
//! - [`spacing`]: whether a blank stands between two tokens.
//! - [`layout`]: a declaration as a document, which the printer breaks into lines.
//! - [`file`]: the declarations of a file, one after the other.
//! - [`laws`]: what formatting must not change.
//!
//! Invariant: a declaration with a mistake stays as it is, byte for byte.

#![forbid(unsafe_code)]

mod file;
mod gaps;
mod laws;
mod layout;
mod spacing;

use flowright_syntax::tree::concrete;

pub use file::{Piece, pieces};
pub use laws::Law;

/// How long a line is at most, where it can be broken.
pub const WIDTH: usize = 100;

/// A file in the style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// Whether declarations had mistakes and were left as they are.
    pub has_mistakes: bool,
}

/// Formats a file.
///
/// # Errors
/// The law that the result would break: a bug, and the file must not be written.
pub fn format(text: &str) -> Result<Formatted, Law> {
    let concrete = concrete(text);
    let formatted = file::format(&concrete, text);
    laws::check(&concrete, text, &formatted.text)?;
    Ok(formatted)
}
