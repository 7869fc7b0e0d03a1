//! Bodies with a `Content-Encoding`, decompressed under a cap.
//!
//! In: the values of the header field and the body as it was sent. Out: the decompressed body, or
//! the reason why there is none.
//!
//! Not done here: compressing, and requesting compressed responses.
//!
//! Invariant: whatever the bytes are, no more than the cap is written, and no decoder keeps a
//! window of more than 16 MB.

mod coding;
mod decompress;

pub use coding::{ACCEPTED, Coding, Codings, UnknownCoding};
pub use decompress::{DecompressError, decompress};
