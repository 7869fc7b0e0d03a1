//! Writing values: as JSON, as text, and into positions where text has its own grammar.
//!
//! Everything is appended to a buffer. Functions that may expand a text take the limit, and
//! [`Context::with_buffer`](crate::memory::Context::with_buffer) enforces it for all of them.

mod bounded;
mod date;
mod duration;
mod escape;
mod form;
mod hex;
mod json;
mod position;
mod text;
mod time;

pub(crate) use date::date;
pub(crate) use duration::duration;
pub use escape::{html_escape, json_escape, slack_escape};
pub use form::{field_text, form_field};
pub(crate) use hex::digits;
pub use json::{json, json_at, json_text};
pub use position::{header_value, url_part, url_path, url_path_segment};
pub use text::{TextKind, decimal, string_of, text_of};
pub(crate) use time::time;
