//! The callers' end of the queue of one or more threads.

use async_channel::{Receiver, Sender};

use crate::StepError;
use crate::job::{Job, Operation, job};

/// The number of operations that may be queued before further callers have to wait for room.
const CAPACITY: usize = 4096;

/// An entry of a queue.
pub(crate) enum Request<C> {
    /// An operation to run.
    Job(Box<dyn Job<C>>),
    /// Accept no more operations, and finish the queued ones.
    Close,
}

/// The callers' end of a queue. The threads at the other end work on connections of type `C`.
pub(crate) struct Mailbox<C>(Sender<Request<C>>);

impl<C> Clone for Mailbox<C> {
    fn clone(&self) -> Mailbox<C> {
        Mailbox(self.0.clone())
    }
}

impl<C> Mailbox<C> {
    /// A new queue.
    pub(crate) fn new() -> (Mailbox<C>, Receiver<Request<C>>) {
        let (sender, receiver) = async_channel::bounded(CAPACITY);
        (Mailbox(sender), receiver)
    }

    /// Queues the operation, and waits for its result.
    pub(crate) async fn run<O: Operation<C>>(&self, operation: O) -> Result<O::Output, StepError> {
        let (job, pending) = job(operation);
        let sent = self.0.send(Request::Job(job)).await;
        sent.map_err(|_| StepError::Closed)?;
        pending.await.unwrap_or_else(|_| {
            Err(StepError::Internal {
                reason: "the step was lost when its thread panicked".into(),
            })
        })
    }

    /// Whether later operations are refused.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// Tells one thread to close. Does nothing if the queue is already closed.
    pub(crate) async fn close(&self) {
        drop(self.0.send(Request::Close).await);
    }
}
