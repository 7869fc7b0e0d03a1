//! Interrupts statements that run for too long.

use std::os::raw::c_int;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How many instructions of its virtual machine SQLite runs between two checks of the clock: they
/// take some tens of microseconds.
const INSTRUCTIONS: c_int = 500;

/// When the statements of a connection are interrupted.
pub(super) struct TimeLimit {
    base: Instant,
    /// In nanoseconds after `base`; `u64::MAX` is never.
    until: AtomicU64,
}

impl TimeLimit {
    /// A limit for the statements of that connection. At first there is no limit.
    pub(super) fn install(connection: &mut Connection) -> rusqlite::Result<Arc<TimeLimit>> {
        let limit = Arc::new(TimeLimit {
            base: Instant::now(),
            until: AtomicU64::new(u64::MAX),
        });
        let installed = Arc::clone(&limit);
        connection.progress_handler(INSTRUCTIONS, Some(move || installed.has_passed()))?;
        Ok(limit)
    }

    /// Runs statements that are interrupted after that long.
    pub(super) fn within<T>(&self, most: Duration, run: impl FnOnce() -> T) -> T {
        let until = self.base.elapsed().saturating_add(most);
        let until = u64::try_from(until.as_nanos()).unwrap_or(u64::MAX);
        self.until.store(until, Ordering::Relaxed);
        let result = run();
        self.until.store(u64::MAX, Ordering::Relaxed);
        result
    }

    fn has_passed(&self) -> bool {
        let until = self.until.load(Ordering::Relaxed);
        until != u64::MAX && self.base.elapsed().as_nanos() >= u128::from(until)
    }
}
