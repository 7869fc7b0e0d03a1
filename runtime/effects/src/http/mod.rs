//! Outgoing HTTP requests, over HTTP/1.1 with a connection pool.
//!
//! In: an [`HttpRequest`]. Out: an [`HttpResponse`] of any status, or an [`HttpError`].
//!
//! Not done here: redirects are responses like any other, compressed responses are not requested,
//! cookies are not stored.
//!
//! Invariant: a pooled connection is reused only for the same scheme, host and port, so that it
//! leads to an address that the dialer checked for that very host.

mod client;
mod connector;
mod error;
mod request;

pub use client::HttpClient;
pub use error::{BadRequest, HttpError};
pub use request::{HttpRequest, HttpResponse};
