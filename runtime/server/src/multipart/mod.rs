//! `multipart/form-data` (RFC 7578): the parts of a body, which point into it.
//!
//! In: a whole body, and the `Content-Type` of its request. Out: its parts, or the reason why it
//! has none. Not done here: decoding the parts for a workflow (`flowright_stdlib::decode`).
//!
//! The reader is strict where leniency would lose data or let two readers see different parts, and
//! lenient where senders differ without consequence:
//!
//! | refused | accepted |
//! |---|---|
//! | a body that does not begin with the boundary, except for empty lines | anything after the last boundary |
//! | a body without its last boundary | blanks after a boundary |
//! | lines of a head that do not end with CRLF, or continue on the next line | text that only resembles a boundary, as content |
//! | a part without a name, or with two | headers of a part other than the two that matter |
//! | a `Content-Transfer-Encoding` that changes the content | `7bit`, `8bit`, `binary` |
//! | more than [`MOST_PARTS`] parts, or a head of more than [`MOST_HEAD`] bytes | names in quotes or without |
//!
//! In a quoted name, the characters that would end it are written as `%22`, `%0D` and `%0A` (WHATWG
//! Fetch); older senders put a `\` before a quote. `filename*` (RFC 8187) takes precedence over
//! `filename`: RFC 7578 forbids it, but .NET sends both, with a mangled `filename`.
//!
//! Invariant: whatever the body, reading it takes time and memory linear in its length, and never
//! panics.

mod boundary;
mod disposition;
mod error;
mod head;
mod limits;
mod parameters;
mod parts;

pub use boundary::Boundary;
pub use error::{HeadProblem, MultipartError};
pub use limits::{MOST_HEAD, MOST_PARTS};
pub use parts::parts;
