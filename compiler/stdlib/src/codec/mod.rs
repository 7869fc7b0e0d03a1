//! A compact binary format for typed values on disk: requests and outputs of steps, saved values.
//!
//! In: values in an execution's memory, read through a [`View`](crate::memory::View), and owned
//! values of the runtime that implement [`Encode`]. Out: bytes, preceded by the number of the
//! [`FORMAT`]; and back, straight into memory through a [`Place`](crate::memory::Place), or into
//! types that implement [`Decode`]. Not done here: storage, compression, and tracking the type of
//! stored bytes. The format is not self-describing: bytes must be read with the type with which
//! they were written.
//!
//! | type | bytes |
//! |---|---|
//! | unsigned integers, lengths, counts | a varint: 7 bits per byte, lowest first, in the shortest form |
//! | int, time | the varint of its zigzag |
//! | bool, the tag of an optional | 0 or 1 |
//! | float | its 8 bytes, little endian; it is finite |
//! | secret | 0 |
//! | null | nothing |
//! | record | its fields in order |
//! | text, literals, bytes, json, owned | length, bytes |
//! | list, owned | count, elements |
//! | text, literals, bytes, json, in memory | length · 2, bytes; or the number of an earlier one · 2 + 1 |
//! | list, headers, in memory | count · 2, elements; or the number of an earlier one · 2 + 1 |
//!
//! Values in memory share texts and lists. Data with the same address, length and type is written
//! once and is shared again after decoding. Equal values in memory therefore have different
//! encodings if they share data differently. The encodings of owned values do not depend on
//! sharing, so they can be hashed.
//!
//! Invariant: no address and no secret is ever encoded. A secret is encoded as a hole, which the
//! code that uses the value fills.
//!
//! Invariant: whatever the bytes, decoding ends with a value of the type or with a [`CodecError`].
//! Its time is linear in the bytes and the memory, and its memory is bounded by the arena's limit.

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
