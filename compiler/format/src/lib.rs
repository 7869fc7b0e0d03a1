//! The one style of `.flow` files: no options, width 100.
//!
//! In: a file's text. Out: the text in the style, or which law formatting it would break. Not done here: reading and writing files.
//!
//! - [`gaps`]: what stands between two tokens: comments, blank lines.
//! - [`spacing`]: whether a blank stands between two tokens.
//! - [`layout`]: a declaration as a document, which the printer breaks into lines.
//! - [`file`]: the declarations of a file, one after the other.
//! - [`measures`]: how long lines are, and how far they are indented.
//! - [`laws`]: what formatting must not change.
//!
//! Invariant: a declaration with a mistake stays as it is, byte for byte, but for how its lines end: all lines of a file end as most of
//! them did.

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
/// The law that the result would break: a bug, and the file must not be written.
pub fn format(text: &str) -> Result<Formatted, Law> {
    let concrete = concrete(text);
    let mut formatted = file::format(&concrete, text);
    laws::check(&concrete, text, &formatted.text)?;
    if has_crlf(text) {
        formatted.text = formatted.text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Ok(formatted)
}

/// Whether most lines of a text end with a carriage return and a newline. Then those of the formatted text do.
#[must_use]
pub fn has_crlf(text: &str) -> bool {
    let lines = text.matches('\n').count();
    lines > 0 && text.matches("\r\n").count() * 2 > lines
}
