//! Helpers shared by the workspace's tests: the binary as a process, a small HTTP client,
//! neighbours to talk to, the corpus.
//!
//! If a test's own set-up fails, these helpers panic and say what failed.

#![forbid(unsafe_code)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod client;
mod corpus;
mod in_process;
mod mail;
mod neighbour;
mod server;
mod sign;

pub use client::{Answer, Client, Request};
pub use corpus::{corpus, skip};
pub use in_process::{InProcess, compile};
pub use mail::MailServer;
pub use neighbour::{Neighbour, Received};
pub use server::{Options, Server};
pub use sign::{github_signature, hex_hmac_sha256};
