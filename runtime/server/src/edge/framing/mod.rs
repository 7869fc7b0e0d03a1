//! Requests whose end, or whose host, two servers could see differently (request smuggling).
//!
//! hyper leaves some refusals to us, and takes away what we would need for them: beside a `Transfer-Encoding` it drops the
//! `Content-Length`, of two equal `Content-Length` it keeps one. So there are two pieces:
//!
//! - [`GuardedIo`] stands between the socket (after TLS) and hyper, and looks at the raw heads of HTTP/1 requests. A head
//!   that it refuses is spoiled in place, so that hyper itself answers 400 and closes, in the order of the requests.
//! - [`check`] looks at the parts that hyper hands over, of HTTP/1 and HTTP/2.
//!
//! Both are needed. hyper must keep its defaults of `ignore_invalid_headers(false)` and
//! `allow_multiple_spaces_in_request_line_delimiters(false)`: the guard leaves to it what is no token, no header or no
//! request line, and folded lines (RFC 9112, 5.2).
//!
//! Invariant: what the guard lets through has one reading; in doubt it refuses.

mod check;
mod guard;
mod head;
mod io;
mod line;

pub use check::{Violation, check};
pub use io::GuardedIo;
