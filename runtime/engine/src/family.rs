//! The state that the parts of an execution share.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flowright_ir::activation::{MOST_AT_ONCE, Uncaught};
use flowright_stdlib::failure::{Failure, FailureCode};
use tokio::sync::{Mutex, MutexGuard, mpsc};

/// The state that an execution and all its parts share, however deeply they are nested.
#[derive(Default)]
pub(crate) struct Family {
    /// The number of parts that exist.
    parts: AtomicUsize,
    /// Held by the part that waits for a turn or computes, so that an execution with many parts
    /// gets no more turns than an execution without parts.
    lane: Mutex<()>,
}

impl Family {
    /// Waits until no other part of the execution computes.
    pub(crate) async fn lane(&self) -> MutexGuard<'_, ()> {
        self.lane.lock().await
    }
}

/// Membership in the set of existing parts of an execution.
pub(crate) struct Member(Arc<Family>);

impl Member {
    /// # Errors
    /// `too_many` if the execution already has the maximum number of parts.
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

/// Held by everything that may use the memory that an execution has lent to its parts.
pub(crate) struct Borrower {
    _outer: Option<Arc<Borrower>>,
    _open: mpsc::Sender<Infallible>,
}

/// Completes when the last borrower has been dropped.
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
    /// Waits until the last borrower has been dropped.
    pub(crate) async fn wait(mut self) {
        while self.0.recv().await.is_some() {}
    }
}

/// Why some parts did not end with a value.
pub(crate) enum Unfinished {
    /// A part failed, and nothing in it caught the failure.
    Failed(Uncaught),
    /// The engine refuses to continue; the failure is attributed to the step.
    Refused(Failure),
}

impl From<Failure> for Unfinished {
    fn from(failure: Failure) -> Unfinished {
        Unfinished::Refused(failure)
    }
}
