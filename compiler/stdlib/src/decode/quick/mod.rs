//! The usual way through JSON: a parser that knows what is wanted, and gives up where anything is unusual.
//!
//! In: octets that are UTF-8 and have passed the preflight. Out: the value in its place, or [`Unsure`]: the octets are then read again by
//! the [`Reader`](super::reader::Reader), whose parser says what is wrong and where. So nothing here makes messages, and undeclared
//! members, which are most of what senders send, are stepped over as quickly as their texts can be searched.
//!
//! Whatever reads is told where to begin and tells where it has ended: a place that is kept in memory is written and read again for
//! each token, and the processor waits for that longer than for the token.
//!
//! **Invariant:** what is accepted here, the [`Reader`](super::reader::Reader) accepts too, with the same words in memory.

mod skip;
mod strings;
#[cfg(test)]
mod tests;
mod text;
mod unsure;
mod value;

use super::Shape;
use super::sink::Sink;

use text::Text;
use unsure::Unsure;

/// Reads the whole text into the words at `at`.
pub(super) fn read(sink: &mut Sink<'_>, shape: &Shape, json: &[u8], at: u64) -> Result<(), Unsure> {
    let text = Text::new(json);
    let end = value::read(text, 0, sink, shape, Some(at))?;
    text.end(end)
}
