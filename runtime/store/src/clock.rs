//! Where `now()` comes from.

use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time that a `now()` default writes.
pub trait Clock: Send + Sync + 'static {
    /// Microseconds since 1970, UTC.
    fn now(&self) -> i64;
}

/// The clock of the host.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let micros =
            |span: std::time::Duration| i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => micros(since),
            Err(before) => micros(before.duration()).saturating_neg(),
        }
    }
}
