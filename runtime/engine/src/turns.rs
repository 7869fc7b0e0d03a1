//! Turns of long-running executions. An execution that has used up its first slice waits for a turn
//! before each further slice.
//!
//! In: the number of cores, which equals the number of worker threads. Out: permits, granted first
//! come, first served. Not done here: the length of a slice, which the fuel of the code determines.
//!
//! Invariant: long-running executions never occupy all worker threads, unless there is only one.
//! Requests that need a single slice are delayed by at most the current slice on their thread.

use std::sync::LazyLock;
use std::thread;

use tokio::sync::{Semaphore, SemaphorePermit};

/// The turns of the process, which has one set of worker threads for all programs that it runs.
static SHARED: LazyLock<Turns> = LazyLock::new(|| {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    Turns::of(cores)
});

/// A number of turns.
pub(crate) struct Turns(Semaphore);

impl Turns {
    /// The turns of the process.
    pub(crate) fn shared() -> &'static Turns {
        &SHARED
    }

    /// As many concurrent turns as there are cores, minus one; at least one.
    fn of(cores: usize) -> Turns {
        Turns(Semaphore::new(cores.saturating_sub(1).max(1)))
    }

    /// Waits for a turn, which lasts until the permit is dropped.
    pub(crate) async fn take(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed.
        let permit = self.0.acquire().await.ok();
        // A task woken by a released permit runs ahead of its worker's queue; yielding lets the
        // queue go first.
        tokio::task::yield_now().await;
        permit
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use tokio::sync::Semaphore;

    use super::Turns;

    #[tokio::test]
    async fn one_turn_after_another() {
        let turns = Turns(Semaphore::new(1));
        let first = turns.take().await;
        let mut second = pin!(turns.take());
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..3 {
            assert!(second.as_mut().poll(&mut context).is_pending());
        }
        drop(first);
        assert!(second.await.is_some());
    }

    #[tokio::test]
    async fn a_turn_begins_behind_the_queue_of_its_worker() {
        let turns = Turns(Semaphore::new(1));
        let mut take = pin!(turns.take());
        let mut context = Context::from_waker(Waker::noop());
        assert!(take.as_mut().poll(&mut context).is_pending());
        assert!(matches!(
            take.as_mut().poll(&mut context),
            Poll::Ready(Some(_))
        ));
    }

    #[test]
    fn one_core_is_left_to_others_where_there_are_several() {
        for (cores, turns) in [(1, 1), (2, 1), (3, 2), (8, 7)] {
            assert_eq!(Turns::of(cores).0.available_permits(), turns, "{cores}");
        }
    }
}
