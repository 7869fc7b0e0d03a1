//! Everything that leaves the process: HTTP, chat and mail, through one dialer.
//!
//! In: a host and a port, an [`HttpRequest`], or a channel's settings and a message, all with
//! values that strangers may have chosen. Out: the response, or an error with its details, whose
//! `code()` is the failure code of the language.
//!
//! Not done here: retrying failures; `expect`, and deciding whether a status is a failure, which
//! the engine does; building and escaping texts, which the compiler does; and looking up secrets.
//!
//! Invariant: every connection is made by [`Dialer`], which resolves once, checks every address against
//! [`Egress`] and connects to exactly the address it has checked. Nothing else in the crate opens a socket,
//! no redirect is followed and no proxy variable of the environment is read.
//!
//! ```no_run
//! use flowright_effects::{Dialer, Egress, HttpClient, HttpRequest, Method, notify};
//! use flowright_host::Host;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let egress = Egress::open(["10.1.0.0/16".parse()?]);
//! let host = Host::system();
//! let client = HttpClient::new(Dialer::new(egress));
//!
//! let mut request = HttpRequest::parse(Method::POST, "https://ci.example.com/deploys")?;
//! request.header("content-type", "application/json")?;
//! request.body = r#"{"commit":"4f2a"}"#.into();
//! match client.send(request).await {
//!     Ok(response) => println!("{}: {} bytes", response.status, response.body.len()),
//!     Err(error) => println!("{}: {error}", error.code()),
//! }
//!
//! let settings = [("url", "https://hooks.slack.com/services/…")];
//! let message = [("text", "main moved")];
//! notify::send(&client, &host, "slack", &settings, &message).await?;
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod dial;
mod http;
pub mod notify;

pub use bytes::Bytes;
pub use dial::{
    DialError, Dialer, Egress, Resolve, Resolving, Stream, SystemResolver, Tls, certificates,
};
pub use http::{BadRequest, HttpClient, HttpError, HttpRequest, HttpResponse};
pub use hyper::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
pub use ipnet::IpNet;
pub use rustls::pki_types::CertificateDer;
pub use rustls::pki_types::pem::Error as PemError;
pub use url::Url;
