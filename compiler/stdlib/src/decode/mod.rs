//! Decodes data from outside by its type, straight into the memory of an execution.
//!
//! In: bytes and a [`Shape`], the decoding plan of a type. Out: the value, laid out as defined in
//! [`types`](crate::types), or a [`DecodeError`] with the path of the value that did not fit.
//! Members that the type does not declare are skipped; declared members that the flow never reads
//! are checked but not stored.
//!
//! JSON has two parsers. The quick parser reads typical input and gives up if anything is wrong or
//! unusual. The text is then read again by serde_json with a `DeserializeSeed`, which produces the
//! messages. Tests verify that both give the same results.
//!
//! An error names every member that does not fit, up to [`DecodeError::SHOWN`]: the seed records
//! each problem and continues.
//!
//! Texts without escapes are not copied if they lie in the body that the context holds: their words
//! point into it. All other texts are copied into the arena.
//!
//! **Invariant:** whatever the bytes, decoding ends with a value that fits its type or with an
//! error, in time and memory linear in the number of bytes.

mod charset;
mod date;
mod duration;
mod error;
mod fields;
mod form;
mod json;
mod key;
mod list;
mod map;
mod multipart;
mod pairs;
mod path;
mod place;
mod preflight;
mod quick;
mod reader;
mod record;
mod scalar;
mod shape;
mod sink;
mod tag;
mod text;
mod time;
mod trail;
mod union;
mod union_shape;

pub use charset::{Charset, without_bom};
pub use error::{DecodeError, Found, Problem};
pub use form::{form_at, pairs_at};
pub use json::{json_at, json_by_seed_at, json_part};
pub use multipart::{FileHead, Part, multipart_at};
pub use pairs::Pairs;
pub use path::{JsonStep, json_path};
pub use shape::{FieldShape, RecordShape, Shape, UnionShape};
pub use text::{constant, text_value};
