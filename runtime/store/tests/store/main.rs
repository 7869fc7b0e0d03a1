//! The store from the outside: what a program and its restarts observe.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by it")]

mod arithmetic;
mod bytes;
mod concurrency;
mod conditions;
mod crash;
mod decimals;
mod each;
mod groups;
mod kit;
mod lifetime;
mod lists;
mod names;
mod plans;
mod queries;
mod references;
mod schema;
mod sources;
mod steps;
