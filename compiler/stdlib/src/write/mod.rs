//! How values are written: as JSON, as text, and into the places where text has a grammar of its own.
//!
//! Everything goes to the end of a buffer; what may make a text longer is given the cap, and
//! [`Context::with_buffer`](crate::memory::Context::with_buffer) holds all to it.

mod bounded;
mod escape;
mod hex;
mod json;
mod position;
mod text;
mod time;

pub use escape::{html_escape, json_escape, slack_escape};
pub(crate) use hex::digits;
pub use json::{json, json_at};
pub use position::{header_value, url_part, url_path, url_path_segment};
pub use text::{TextKind, text_of};
pub(crate) use time::time;
