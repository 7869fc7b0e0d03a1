//! The clock that the runtime uses.

use std::pin::Pin;

/// The future of [`Clock::sleep_until`].
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A wall clock.
pub trait Clock: Send + Sync {
    /// Microseconds since 1970, in UTC. May go backwards, because operators and NTP set the
    /// machine's clock.
    fn now(&self) -> i64;

    /// Completes once this clock shows `time` or later. When the clock jumps forward past `time`, the sleep ends early; when it
    /// is set back, the sleep takes longer.
    fn sleep_until(&self, time: i64) -> Sleep;
}
