//! The streams of an HTTP/2 connection; each is abandoned if its client does not read its response.
//!
//! hyper has no such limit: a client whose window stays closed would hold its stream, its response
//! and the connection forever. Nor can this be detected on the socket, because such a client still
//! answers pings.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::task::AtomicWaker;
use hyper::rt::Executor;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

tokio::task_local! {
    static PROGRESS: Arc<Progress>;
}

/// Runs the streams of one connection.
#[derive(Clone)]
pub(super) struct Streams {
    connection: Arc<Connection>,
    /// How long a client may pause reading a response.
    idle: Duration,
    /// How long it may take to read a whole response.
    total: Duration,
}

#[derive(Default)]
struct Connection {
    open: AtomicUsize,
    /// The number of streams that have been opened so far.
    begun: AtomicUsize,
    is_closed: AtomicBool,
    /// Wakes the connection's task when the last stream ends.
    task: AtomicWaker,
}

/// How much of a stream's response has been sent.
#[derive(Default)]
pub(super) struct Progress {
    made: Notify,
    /// The pieces that have not been written yet.
    pieces: AtomicUsize,
    /// Wakes the task that sends it.
    task: AtomicWaker,
}

impl Progress {
    /// The progress of the current stream, if this is called in an HTTP/2 stream.
    pub(super) fn of_task() -> Option<Arc<Progress>> {
        PROGRESS.try_with(Arc::clone).ok()
    }

    /// Records that the response is ready, or that a piece of it has been written.
    pub(super) fn made(&self) {
        self.made.notify_one();
    }

    /// Records that a piece is handed over for writing.
    pub(super) fn begins_piece(&self) {
        self.pieces.fetch_add(1, Ordering::AcqRel);
    }

    /// Records that a piece has been written.
    pub(super) fn ends_piece(&self) {
        self.made();
        if self.pieces.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.task.wake();
        }
    }

    /// Waits until every piece handed over has been written.
    pub(super) fn poll_written(&self, cx: &Context<'_>) -> Poll<()> {
        self.task.register(cx.waker());
        if self.pieces.load(Ordering::Acquire) == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }

    /// Completes when the client has read nothing of a response for `idle`, or not all of it after
    /// `total`.
    async fn ceases(&self, idle: Duration, total: Duration) {
        self.made.notified().await;
        let mut now = Instant::now();
        let end = now + total;
        while now < end {
            let next = end.min(now + idle);
            if timeout_at(next, self.made.notified()).await.is_err() {
                return;
            }
            now = Instant::now();
        }
    }
}

impl Streams {
    pub(super) fn new(idle: Duration, total: Duration) -> Streams {
        Streams {
            connection: Arc::default(),
            idle,
            total,
        }
    }

    /// The number of streams that have been opened so far.
    pub(super) fn begun(&self) -> usize {
        self.connection.begun.load(Ordering::Acquire)
    }

    /// Whether no stream is open. If a stream is open, the waker is called when the last one has
    /// ended.
    pub(super) fn are_over(&self, waker: &Waker) -> bool {
        self.connection.task.register(waker);
        self.connection.open.load(Ordering::Acquire) == 0
    }

    /// Resets every stream that is opened from now on.
    pub(super) fn close(&self) {
        self.connection.is_closed.store(true, Ordering::Relaxed);
    }
}

impl<F> Executor<F> for Streams
where
    F: Future<Output = ()> + Send + 'static,
{
    fn execute(&self, stream: F) {
        let (idle, total) = (self.idle, self.total);
        let open = Open::new(&self.connection);
        if self.connection.is_closed.load(Ordering::Relaxed) {
            return;
        }
        tokio::spawn(async move {
            // This must be dropped last.
            let _open = open;
            let progress = Arc::new(Progress::default());
            // Dropping an unfinished stream resets it, and frees what h2 still holds of its
            // response.
            let stream = pin!(PROGRESS.scope(Arc::clone(&progress), stream));
            tokio::select! {
                biased;
                () = stream => {}
                () = progress.ceases(idle, total) => tracing::debug!("a stream was aborted"),
            }
        });
    }
}

/// An open stream.
struct Open(Arc<Connection>);

impl Open {
    fn new(connection: &Arc<Connection>) -> Open {
        connection.open.fetch_add(1, Ordering::AcqRel);
        connection.begun.fetch_add(1, Ordering::AcqRel);
        Open(Arc::clone(connection))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if self.0.open.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.task.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(10);
    const TOTAL: Duration = Duration::from_secs(60);

    /// The time after which the limits end a stream that hands over its whole response at once, if
    /// a piece is written every few seconds.
    async fn ended_after(pieces: usize, pause: u64) -> u64 {
        let progress = Arc::new(Progress::default());
        progress.made();
        (0..pieces).for_each(|_| progress.begins_piece());
        let begun = Instant::now();
        let written = Arc::clone(&progress);
        let writes = tokio::spawn(async move {
            for _ in 0..pieces {
                tokio::time::sleep(Duration::from_secs(pause)).await;
                written.ends_piece();
            }
        });
        progress.ceases(IDLE, TOTAL).await;
        writes.abort();
        begun.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_goes_on_reading_has_all_of_its_time() {
        assert_eq!(ended_after(0, 0).await, 10);
        assert_eq!(ended_after(3, 8).await, 34);
        assert_eq!(ended_after(100, 8).await, 60);
        assert_eq!(ended_after(100, 11).await, 10);
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_ends_before_the_answer_is_there() {
        let progress = Progress::default();
        let limits = tokio::time::timeout(TOTAL * 10, progress.ceases(IDLE, TOTAL));
        assert!(limits.await.is_err());
    }
}
