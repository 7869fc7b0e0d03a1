//! The machine's services for the runtime: time and randomness.
//!
//! In: nothing. Out: a [`Host`] that the binary creates once and passes to the store, the engine,
//! the server, the audit log and the effects, so that all of them agree on the time and tests
//! control both.
//!
//! - [`Clock`]: the wall clock. [`SystemClock`] is the machine's clock; [`ManualClock`] moves only
//!   when a test moves it.
//! - [`Random`]: random bytes. [`SystemRandom`] is the operating system's source; [`SeededRandom`]
//!   is reproducible, for tests.
//!
//! Not done here: durations and timeouts. They are monotonic, so they use `Instant` and tokio's
//! timers.
//!
//! Invariant: except in tests, no other crate reads the wall clock or asks the operating system for
//! randomness (`tests/sources.rs` searches the sources). Libraries do so on their own where no
//! workflow can observe it: rustls generates keys and checks certificates against the system's
//! clock, hyper writes the `Date` of responses, `tracing` timestamps log lines, `HashMap` generates
//! hash keys, and SQLite and `tempfile` generate random names and salts for their files.

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
