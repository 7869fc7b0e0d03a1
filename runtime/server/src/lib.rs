//! The hyper server: listener, routes, edge, decoding, responses, audit.
//!
//! In: a program that is ready to run, connections and their requests. Out: a response and one
//! audit line for each request.
//!
//! - [`serve`]: the listener and the processing of a request
//! - [`routes`]: maps a method and a path to a workflow
//! - [`edge`]: the checks a request must pass before its body is parsed
//! - [`multipart`]: the parts of a body
//! - [`audit`]: one line per request
//! - [`probes`]: liveness and readiness, for a supervisor
//!
//! Not done here: what a workflow does with a request (`flowright-engine`).
//!
//! Invariant: no part of a body is parsed before it is verified, and a refusal reveals to the
//! client only its status and, with a 401, which credentials are required.

#![forbid(unsafe_code)]

pub mod audit;
pub mod edge;
pub mod multipart;
pub mod probes;
pub mod request_id;
pub mod routes;
mod secret;
pub mod serve;

pub use secret::Secret;
