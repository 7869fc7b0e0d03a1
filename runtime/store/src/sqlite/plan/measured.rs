//! The plan of a step that reads, with the time that its last run took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A plan, and the time that its last run took.
#[derive(Debug)]
pub(crate) struct Measured<P: ?Sized> {
    /// In nanoseconds.
    took: AtomicU64,
    plan: P,
}

impl<P> Measured<P> {
    /// A plan that has not run yet. It counts as slow, because its pages may not be in memory.
    pub(super) fn new(plan: P) -> Measured<P> {
        Measured {
            took: AtomicU64::new(u64::MAX),
            plan,
        }
    }
}

impl<P: ?Sized> Measured<P> {
    /// Whether its last run took at most that long.
    pub(crate) fn was_short(&self, most: Duration) -> bool {
        u128::from(self.took.load(Ordering::Relaxed)) <= most.as_nanos()
    }

    /// The plan, for uses that are not measured.
    pub(crate) fn plan(&self) -> &P {
        &self.plan
    }

    /// Runs the plan, and stores the time that the run took.
    pub(super) fn run<T>(&self, run: impl FnOnce(&P) -> T) -> T {
        let begun = Instant::now();
        let result = run(&self.plan);
        let took = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.took.store(took, Ordering::Relaxed);
        result
    }
}
