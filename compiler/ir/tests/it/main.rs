//! Programs are lowered, validated and interpreted.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by it")]

mod activation;
mod build;
mod driver;
mod examples;
mod failures;
mod flow;
mod fuel;
mod http;
mod language;
mod layouts;
mod limits;
mod live;
mod random;
mod shapes;
mod steps;
mod values;
mod written;
