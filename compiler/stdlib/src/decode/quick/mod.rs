//! The fast path for JSON: a parser that is guided by the expected type, and gives up if anything
//! is unusual.
//!
//! In: bytes that are UTF-8. Out: the value in its place, or [`Unsure`]: the bytes are then
//! repaired by the [preflight](super::preflight) and read again by the
//! [`Reader`](super::reader::Reader), whose parser reports what is wrong and where. This code
//! therefore produces no messages. Most of typical input consists of undeclared members; they are
//! skipped as fast as their strings can be searched.
//!
//! Functions take the start position and return the end position. A position kept in memory would
//! be stored and loaded for each token, and the processor would spend more time on that than on the
//! token.
//!
//! **Invariant:** the [`Reader`](super::reader::Reader) accepts everything that is accepted here,
//! with the same words in memory.

mod find;
mod skip;
mod strings;
#[cfg(test)]
mod tests;
mod text;
mod unsure;
mod value;

use super::Shape;
use super::sink::Sink;

pub(super) use find::find;
use text::Text;
use unsure::Unsure;

/// Reads the whole text into the words at `at`.
pub(super) fn read(sink: &mut Sink<'_>, shape: &Shape, json: &[u8], at: u64) -> Result<(), Unsure> {
    let text = Text::new(json);
    let end = value::read(text, 0, sink, shape, Some(at))?;
    text.end(end)
}
