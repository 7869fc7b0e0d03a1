//! The engine with a scripted world: every way in which a step can fail, time, fuel, panics and cancellation.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by it")]

mod calls;
mod cancellation;
mod deadline;
mod failures;
mod kit;
mod loops;
mod parallel;
mod replacing;
mod requests;
mod time;
mod transaction;
