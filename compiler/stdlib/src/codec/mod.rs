//! One compact binary form of typed values, for what is written to disk: requests and outputs of steps, saved values.
//!
//! In: values in an execution's memory, read through a [`View`](crate::memory::View), and owned values of the runtime that implement
//! [`Encode`]. Out: octets, with the number of the [`FORMAT`] in front; and back, straight into memory through a
//! [`Place`](crate::memory::Place), or into what implements [`Decode`]. Not done here: who stores the octets, compression, and which type
//! belongs to which octets. The form does not describe itself: it is read by the type it was written by.
//!
//! | type | octets |
//! |---|---|
//! | unsigned integers, lengths, counts | a varint: 7 bits an octet, the lowest first, as few as possible |
//! | int, time | the varint of its zigzag |
//! | bool, the tag of an optional | 0 or 1 |
//! | float | its 8 octets, little endian; it is finite |
//! | secret | 0 |
//! | null | nothing |
//! | record | its fields in order |
//! | text, literals, bytes, json, owned | length, octets |
//! | list, owned | count, elements |
//! | text, literals, bytes, json, in memory | length · 2, octets; or the number of an earlier one · 2 + 1 |
//! | list, headers, in memory | count · 2, elements; or the number of an earlier one · 2 + 1 |
//!
//! Values in memory share texts and lists. What lies at one address and has one length and type is written once and shared again after
//! decoding. So the octets of equal values differ where they share differently; those of owned values do not, and can be hashed.
//!
//! Invariant: no address and no secret is ever encoded. A secret is a hole, which whoever uses the value fills.
//!
//! Invariant: whatever the octets are, decoding ends in a value of the type or in a [`CodecError`]. It takes time linear in the octets
//! and the memory, and no more memory than the arena may have.

mod decoder;
mod encoder;
mod error;
mod failure;
mod format;
mod owned;
mod secret;
#[cfg(test)]
mod tests;
mod value;

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use error::CodecError;
pub use format::{FORMAT, MAX_DEPTH};
pub use owned::{Decode, Encode, decode, encode};
pub use secret::SecretText;
