//! HTTP requests to others, by HTTP/1.1 over connections that are kept for the next request.
//!
//! In: an [`HttpRequest`]. Out: an [`HttpResponse`] of any status, or an [`HttpError`].
//!
//! Not done here: redirects are answers like any other, compressed answers are not asked for, cookies are not kept.
//!
//! Invariant: a kept connection is used again only for the same scheme, host and port, so that it leads to
//! an address that the dialer checked for that very host.

mod client;
mod connector;
mod error;
mod request;

pub use client::HttpClient;
pub use error::{BadRequest, HttpError};
pub use request::{HttpRequest, HttpResponse};
