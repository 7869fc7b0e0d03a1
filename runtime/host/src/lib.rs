//! What the machine gives the runtime: time and randomness.
//!
//! In: nothing. Out: a [`Host`] that the binary makes once and hands to the store, the engine, the server, the audit log and the
//! effects, so that all of them agree on the time and tests control both.
//!
//! - [`Clock`]: the wall clock. [`SystemClock`] is the machine's; [`ManualClock`] moves only when a test moves it.
//! - [`Random`]: random bytes. [`SystemRandom`] is the operating system's; [`SeededRandom`] repeats itself, for tests.
//!
//! Not done here: durations and timeouts. They are monotonic, so they use `Instant` and tokio's timers.
//!
//! Invariant: outside of this crate, no crate of the runtime reads the wall clock or asks the operating system for randomness.

#![forbid(unsafe_code)]

mod clock;
mod host;
mod manual_clock;
mod random;
mod seeded_random;
mod system_clock;
mod system_random;

pub use clock::{Clock, Sleep};
pub use host::Host;
pub use manual_clock::ManualClock;
pub use random::{Random, RandomError};
pub use seeded_random::SeededRandom;
pub use system_clock::SystemClock;
pub use system_random::SystemRandom;
