//! The usual way through JSON: a parser that knows what is wanted, and gives up where anything is unusual.
//!
//! In: octets that are UTF-8 and have passed the preflight. Out: the value in its place, or [`Unsure`]: the octets are then read again by
//! the [`Reader`](super::reader::Reader), whose parser says what is wrong and where. So nothing here makes messages, and undeclared
//! members, which are most of what senders send, are stepped over as quickly as their texts can be searched.
//!
//! **Invariant:** what is accepted here, the [`Reader`](super::reader::Reader) accepts too, with the same words in memory.

mod cursor;
mod skip;
mod strings;
#[cfg(test)]
mod tests;
mod value;

use super::Shape;
use super::sink::Sink;

use cursor::Cursor;

/// Something is wrong, or too unusual to be worth a path of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unsure;

/// Reads the whole text into the words at `at`.
pub(super) fn read(sink: &mut Sink<'_>, shape: &Shape, json: &[u8], at: u64) -> Result<(), Unsure> {
    let mut cursor = Cursor::new(json);
    value::read(&mut cursor, sink, shape, Some(at))?;
    cursor.end()
}
