//! What the parts of an execution share.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flowright_ir::activation::{MOST_AT_ONCE, Uncaught};
use flowright_stdlib::failure::{Failure, FailureCode};
use tokio::sync::{Mutex, MutexGuard, mpsc};

/// What an execution and all its parts share, however deeply they are nested.
#[derive(Default)]
pub(crate) struct Family {
    /// The number of living parts.
    parts: AtomicUsize,
    /// Held by the one that waits for a turn or computes, so that an execution with many parts gets
    /// no more turns than one without.
    lane: Mutex<()>,
}

impl Family {
    /// Waits until no other part of the execution computes.
    pub(crate) async fn lane(&self) -> MutexGuard<'_, ()> {
        self.lane.lock().await
    }
}

/// A place among the living parts of an execution.
pub(crate) struct Member(Arc<Family>);

impl Member {
    /// # Errors
    /// `too_many` if the execution has as many parts as it may have.
    pub(crate) fn of(family: &Arc<Family>) -> Result<Member, Failure> {
        let before = family.parts.fetch_add(1, Ordering::Relaxed);
        let member = Member(Arc::clone(family));
        if before < MOST_AT_ONCE {
            return Ok(member);
        }
        Err(Failure::new(
            FailureCode::TooMany,
            format!("more than {MOST_AT_ONCE} parts of an execution run at once"),
        ))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.0.parts.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Held by everything that may use the memory which an execution has lent to its parts.
pub(crate) struct Borrower {
    _outer: Option<Arc<Borrower>>,
    _open: mpsc::Sender<Infallible>,
}

/// Ends when the last borrower is gone.
pub(crate) struct Returned(mpsc::Receiver<Infallible>);

impl Borrower {
    /// The first borrower; `outer` borrows the memory around it.
    pub(crate) fn new(outer: Option<Arc<Borrower>>) -> (Arc<Borrower>, Returned) {
        let (open, returned) = mpsc::channel(1);
        let borrower = Borrower {
            _outer: outer,
            _open: open,
        };
        (Arc::new(borrower), Returned(returned))
    }
}

impl Returned {
    /// Waits until the last borrower is gone.
    pub(crate) async fn wait(mut self) {
        while self.0.recv().await.is_some() {}
    }
}

/// Why parts did not all end with a value.
pub(crate) enum Unfinished {
    /// A part failed, and nothing in it caught the failure.
    Failed(Uncaught),
    /// The engine refuses to go on; the failure is that of the step.
    Refused(Failure),
}

impl From<Failure> for Unfinished {
    fn from(failure: Failure) -> Unfinished {
        Unfinished::Refused(failure)
    }
}
