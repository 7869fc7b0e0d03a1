//! The hyper server: listener, routes, edge, decoding, answers, audit.
//!
//! In: connections and their requests. Out: for each request the route it is for, the address it came from, its body
//! read within limits and verified, or the refusal; and one audit line. Not done here: what a workflow does with a
//! request (`flowright-engine`).
//!
//! Invariant: nothing of a body is parsed before it is verified, and a client learns from a refusal no more than its status.

#![forbid(unsafe_code)]

pub mod audit;
pub mod edge;
pub mod request_id;
pub mod routes;
mod secret;

pub use secret::Secret;
