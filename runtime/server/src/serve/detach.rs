//! Work that continues when the task that waits for it has been dropped.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;

/// Boxed, so that it can move from its owner to a task while in progress.
pub(super) type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Work that runs where it is awaited, and becomes a separate task if this value is dropped first.
/// Spawning a task from the start would cost two context switches per response, and few clients
/// hang up.
///
/// Invariant: the work runs to its end exactly once, whether this value is awaited, dropped at any
/// point, or never polled.
pub(super) struct DetachOnDrop<T> {
    /// `None` once the work has ended or panicked.
    work: Option<Work<T>>,
    /// Runs work to its end in the background.
    spawn: fn(Work<T>),
}

impl<T: Send + 'static> DetachOnDrop<T> {
    pub(super) fn new(work: impl Future<Output = T> + Send + 'static) -> DetachOnDrop<T> {
        DetachOnDrop::with_spawn(work, spawn_task)
    }
}

impl<T> DetachOnDrop<T> {
    fn with_spawn(
        work: impl Future<Output = T> + Send + 'static,
        spawn: fn(Work<T>),
    ) -> DetachOnDrop<T> {
        DetachOnDrop {
            work: Some(Box::pin(work)),
            spawn,
        }
    }
}

impl<T> Future for DetachOnDrop<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        // Taken out during the poll, so that work that panics is dropped and not polled again.
        let Some(mut work) = self.work.take() else {
            return Poll::Pending;
        };
        let polled = work.as_mut().poll(cx);
        if polled.is_pending() {
            self.work = Some(work);
        }
        polled
    }
}

impl<T> Drop for DetachOnDrop<T> {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            (self.spawn)(work);
        }
    }
}

fn spawn_task<T: Send + 'static>(work: Work<T>) {
    match Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(work)),
        // The runtime ends only after the server has waited for every request.
        Err(error) => tracing::error!(%error, "an execution was aborted"),
    }
}

#[cfg(test)]
mod tests;
