//! Work that goes on when the one who waits for it is gone.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;

/// Boxed, so that it can move from its owner to a task while it is under way.
pub(super) type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Work that runs where it is awaited and becomes a task of its own when this is dropped first. A task from the start would cost
/// two switches for every answer, and clients that hang up are few.
///
/// Invariant: the work runs to its end once, whether this is awaited, dropped at any point, or not polled at all.
pub(super) struct DetachOnDrop<T> {
    /// `None` once it has ended or panicked.
    work: Option<Work<T>>,
    /// Runs work to its end, by itself.
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
        // Taken out meanwhile, so that work that panics is dropped and not polled again.
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
        Err(error) => tracing::error!(%error, "an execution broke off"),
    }
}

#[cfg(test)]
mod tests;
