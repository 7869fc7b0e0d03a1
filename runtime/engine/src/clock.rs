//! What time it is.

use std::time::{SystemTime, UNIX_EPOCH};

/// A source of the time, so that tests can hold it.
pub trait Clock: Send + Sync {
    /// Microseconds since 1970, in UTC.
    fn now(&self) -> i64;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    }
}
