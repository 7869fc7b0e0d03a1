//! From a socket to responses: the listener, and the processing of a request.
//!
//! In: a program that is ready to run and the settings of the host. Out: responses and audit lines.
//!
//! Invariant: the order is framing, route, address lists, body within limits, verification,
//! decompression, `when`, decoding, the workflow; nothing is parsed before it is verified.
//!
//! Invariant: an execution that has begun runs to its end, whether or not its client is still
//! connected.
//!
//! Invariant: a panic ends only the request in which it happens, with 500, its audit line and a
//! line in the log. Its connection and the server continue.

mod answer;
mod answer_body;
mod connection;
mod content;
mod detach;
mod input;
mod listener;
mod members;
mod panic;
mod permits;
mod preflight;
mod prepare;
mod readiness;
mod request;
mod request_audit;
mod settings;
mod shared;
mod signing;
mod site;
mod site_problem;
mod streams;
mod unsent;
mod verdict;
mod verify;

pub use answer::described;
pub(crate) use listener::accept;
pub use listener::{Replacer, Server};
pub use readiness::{NotReady, Readiness};
pub use settings::ServerSettings;
pub use signing::{SignError, Unsigned, sign};
pub use site::{Site, table};
pub use site_problem::SiteProblem;

#[cfg(test)]
mod tests;
