//! The single style for `.flow` files: no options, width 100.
//!
//! In: a file's text. Out: the formatted text, or the law that formatting would violate. Not done
//! here: reading and writing files.
//!
//! - [`gaps`]: the gaps between tokens: comments, blank lines.
//! - [`spacing`]: whether there is a blank between two tokens.
//! - [`layout`]: a declaration as a document, which the printer breaks into lines.
//! - [`file`]: the declarations of a file, one after the other.
//! - [`measures`]: line width and indentation.
//! - [`laws`]: what formatting must preserve.
//!
//! Invariant: a declaration with a mistake is left unchanged, byte for byte, except for its line
//! endings: all lines of a file get the line ending that most of them had.

#![forbid(unsafe_code)]

mod file;
mod gaps;
mod laws;
mod layout;
mod measures;
mod spacing;

use flowright_syntax::tree::concrete;

pub use file::{Formatted, Piece, pieces};
pub use laws::Law;
pub use measures::WIDTH;

/// Formats a file.
///
/// # Errors
/// The law that the result would violate: this is a bug, and the file must not be written.
pub fn format(text: &str) -> Result<Formatted, Law> {
    let concrete = concrete(text);
    let mut formatted = file::format(&concrete, text);
    laws::check(&concrete, text, &formatted.text)?;
    if has_crlf(text) {
        formatted.text = formatted.text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Ok(formatted)
}

/// Whether most lines of a text end with a carriage return and a newline; the formatted text then
/// uses these line endings.
#[must_use]
pub fn has_crlf(text: &str) -> bool {
    let lines = text.matches('\n').count();
    lines > 0 && text.matches("\r\n").count() * 2 > lines
}
