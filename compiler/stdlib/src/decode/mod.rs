//! Data from outside, read by its type straight into the memory of an execution.
//!
//! In: octets and a [`Shape`], the plan of a type. Out: the value, laid out as [`types`](crate::types) says, or a [`DecodeError`] with
//! the path of what did not fit. Members that the type does not declare are skipped; those that it declares and the flow never reads
//! are checked and not stored.
//!
//! JSON has two parsers. The quick one reads what senders send and gives up where anything is wrong or unusual; then the text is
//! read again by a `DeserializeSeed` under serde_json, which has the messages. Tests hold the first to the results of the
//! second.
//!
//! An error names every member that does not fit, up to [`DecodeError::SHOWN`]: the seed notes what is wrong and reads on.
//!
//! Texts without escapes are not copied where they lie in the body that the context holds: their words point into it. From anywhere
//! else they are copied into the arena.
//!
//! **Invariant:** whatever the octets, decoding ends in a value that fits its type or in an error, in time and memory linear in their
//! number.

mod charset;
mod error;
mod form;
mod json;
mod key;
mod list;
mod pairs;
mod place;
mod preflight;
mod quick;
mod reader;
mod record;
mod scalar;
mod shape;
mod sink;
mod text;
mod time;
mod trail;

pub use charset::{Charset, without_bom};
pub use error::{DecodeError, Found, Problem};
pub use form::form_at;
pub use json::{json_at, json_by_seed_at};
pub use pairs::Pairs;
pub use shape::{FieldShape, RecordShape, Shape};
pub use text::{constant, text_value};
