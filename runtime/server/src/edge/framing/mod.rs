//! Rejects requests whose end, or whose host, two servers could interpret differently (request
//! smuggling).
//!
//! hyper does not reject all ambiguous framing, and discards what we would need to detect it: with
//! a `Transfer-Encoding` it drops the `Content-Length`, and of two equal `Content-Length` it keeps
//! one. This module therefore has two parts:
//!
//! - [`GuardedIo`] sits between the socket (after TLS) and hyper, and inspects the raw heads of
//!   HTTP/1 requests. It invalidates a refused head in place, so that hyper itself answers 400 and
//!   closes the connection, in the order of the requests.
//! - [`check`] checks the parts parsed by hyper, for HTTP/1 and HTTP/2.
//!
//! Both are needed. hyper must keep its defaults of `ignore_invalid_headers(false)` and
//! `allow_multiple_spaces_in_request_line_delimiters(false)`: the guard relies on it to refuse
//! invalid tokens, headers and request lines, and folded lines (RFC 9112, 5.2).
//!
//! Invariant: everything the guard lets through has one interpretation; if in doubt, it refuses.

mod check;
mod guard;
mod head;
mod io;
mod line;

pub use check::{Violation, check};
pub use io::GuardedIo;
