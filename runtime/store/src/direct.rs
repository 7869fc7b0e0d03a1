//! Queries on the caller's thread.
//!
//! Handing a query to a reader thread and waking its caller costs more than a short query itself. A
//! query whose last run was short is therefore run on the thread that awaits it. If it takes long
//! this time, it is interrupted and left to the reader threads. It is also left to them if the
//! connection is in use.
//!
//! Invariant: at most one thread runs a query here at a time. If the disk hangs, the query blocks
//! one worker of the runtime, and the server continues on the other workers; a runtime with a
//! single worker uses the reader threads only.

use std::sync::{Arc, Mutex, TryLockError};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::coop::consume_budget;

use crate::error::Fault;
use crate::job::caught;
use crate::sqlite::{BoundRead, Reading};
use crate::{RowOutput, StepError};

/// The limits of what runs on the caller's thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// A query whose last run took longer is left to the reader threads.
    pub short: Duration,
    /// A query that takes longer is interrupted.
    pub most: Duration,
}

impl Limits {
    /// Half a millisecond is enough for some hundred rows; other tasks of the worker wait for at
    /// most about two milliseconds.
    pub(crate) const SERVING: Limits = Limits {
        short: Duration::from_micros(500),
        most: Duration::from_millis(2),
    };
}

/// The unit of a query's cost: each time that it takes this long, it uses up one of the 128 units
/// that a task may use before other tasks run.
const UNIT: Duration = Duration::from_micros(20);

/// The connection for queries on the caller's thread.
#[derive(Clone)]
pub(crate) struct Direct {
    reading: Arc<Mutex<Reading>>,
    limits: Limits,
}

impl Direct {
    pub(crate) fn new(reading: Reading, limits: Limits) -> Direct {
        Direct {
            reading: Arc::new(Mutex::new(reading)),
            limits,
        }
    }

    /// Its connection, which is also used to plan steps.
    pub(crate) fn reading(&self) -> Arc<Mutex<Reading>> {
        Arc::clone(&self.reading)
    }

    /// Runs a query here; `None` if it has to be left to the reader threads.
    pub(crate) async fn run(&self, read: &BoundRead) -> Option<Result<RowOutput, StepError>> {
        if !read.plan.was_short(self.limits.short) || !has_other_workers() {
            return None;
        }
        let begun = Instant::now();
        let result = self.attempt(read)?;
        let units = begun.elapsed().as_nanos() / UNIT.as_nanos();
        for _ in 0..=units {
            consume_budget().await;
        }
        Some(result.map_err(|fault| fault.error))
    }

    /// Runs a query; `None` if the connection is in use, or the query takes too long.
    fn attempt(&self, read: &BoundRead) -> Option<Result<RowOutput, Fault>> {
        let reading = match self.reading.try_lock() {
            Ok(reading) => reading,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        reading.begin();
        caught(|| read.run_for(&reading, self.limits.most)).transpose()
    }
}

/// Whether the runtime continues while this thread is blocked.
fn has_other_workers() -> bool {
    Handle::try_current().is_ok_and(|handle| handle.metrics().num_workers() > 1)
}

#[cfg(test)]
mod tests;
