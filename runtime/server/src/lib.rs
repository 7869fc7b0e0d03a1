//! The hyper server: listener, routes, edge, decoding, answers, audit.
//!
//! In: a program that is ready to run, connections and their requests. Out: an answer and one audit line for each request.
//!
//! - [`serve`]: the listener and the way of a request
//! - [`routes`]: which workflow a method and a path are for
//! - [`edge`]: what a request must pass before anything looks into its body
//! - [`audit`]: a line for every request
//! - [`probes`]: whether the server is alive and ready, for what supervises it
//!
//! Not done here: what a workflow does with a request (`flowright-engine`).
//!
//! Invariant: nothing of a body is parsed before it is verified, and a client learns from a refusal no more than its status
//! and, with a 401, which credentials are asked for.

#![forbid(unsafe_code)]

pub mod audit;
pub mod edge;
pub mod probes;
pub mod request_id;
pub mod routes;
mod secret;
pub mod serve;

pub use secret::Secret;
