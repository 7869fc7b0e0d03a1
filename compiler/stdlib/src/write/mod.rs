//! How values are written: as JSON, as text, and into the places where text has a grammar of its own.
//!
//! Everything goes to the end of a buffer; [`Context::with_buffer`](crate::memory::Context::with_buffer) holds it to the cap.

mod escape;
mod json;
mod place;
mod text;
mod time;

pub use escape::{html_escape, json_escape, slack_escape};
pub use json::{json, json_at};
pub use place::{header_value, url_path_segment, url_query};
pub use text::{TextKind, text_of};
pub(crate) use time::time;
