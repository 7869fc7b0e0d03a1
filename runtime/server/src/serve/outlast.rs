//! Work that goes on without the one who waits for it.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::runtime::Handle;

type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Work that is done where it is waited for, and becomes a task of its own when nobody waits any more. A task from the start would cost
/// two switches for every answer, and clients that hang up are few.
///
/// Invariant: the work runs to its end, also when this is dropped.
pub(super) struct Outlasting<T: Send + 'static> {
    work: Option<Work<T>>,
}

impl<T: Send + 'static> Outlasting<T> {
    pub(super) fn new(work: impl Future<Output = T> + Send + 'static) -> Outlasting<T> {
        Outlasting {
            work: Some(Box::pin(work)),
        }
    }
}

impl<T: Send + 'static> Future for Outlasting<T> {
    /// What the work gives, or what it panicked with: as with a task, a panic ends this work and no other.
    type Output = Result<T, Box<dyn Any + Send>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(work) = &mut self.work else {
            return Poll::Pending;
        };
        let result = match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => Ok(value),
            Err(panic) => Err(panic),
        };
        // What has ended is not polled again.
        self.work = None;
        Poll::Ready(result)
    }
}

impl<T: Send + 'static> Drop for Outlasting<T> {
    fn drop(&mut self) {
        let Some(work) = self.work.take() else { return };
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(work)),
            // The runtime ends only after the server has waited for every request.
            Err(error) => tracing::error!(%error, "an execution broke off"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::oneshot;
    use tokio::time::{sleep, timeout};

    use super::Outlasting;

    #[tokio::test(start_paused = true)]
    async fn it_gives_what_the_work_gives() {
        let work = Outlasting::new(async {
            sleep(Duration::from_secs(1)).await;
            5
        });
        assert_eq!(work.await.ok(), Some(5));
    }

    #[tokio::test(start_paused = true)]
    async fn it_goes_on_when_nobody_waits() {
        for waits in [0, 1] {
            let (done, end) = oneshot::channel();
            let work = Outlasting::new(async {
                sleep(Duration::from_secs(5)).await;
                done.send(()).ok();
            });
            assert!(timeout(Duration::from_secs(waits), work).await.is_err());
            assert!(end.await.is_ok(), "dropped after {waits} s");
        }
    }

    #[tokio::test]
    async fn a_panic_is_a_result() {
        let work = Outlasting::new(async { assert_eq!(1, 2) });
        assert!(work.await.is_err());
    }
}
