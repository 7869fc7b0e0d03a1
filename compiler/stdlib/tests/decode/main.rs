//! Decoding by type, as other crates see it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod forms;
mod generate;
mod memory;
mod multipart;
mod reference;
mod rules;
mod support;
mod texts;
