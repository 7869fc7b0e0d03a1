//! What the writer needs of the runtime of its callers.

use tokio::sync::mpsc;

use super::answer::answer;
use crate::job::Job;

/// Waiting and waking, which a model checker does in its own way.
pub(crate) trait Runtime {
    /// Blocks this thread until there is something in the queue, and takes up to `limit` of it. Gives how much; nothing where the
    /// queue is closed and empty.
    fn receive<T>(&self, queue: &mut mpsc::Receiver<T>, into: &mut Vec<T>, limit: usize) -> usize;

    /// Answers the callers of jobs that have been run.
    fn answer<C: 'static>(&self, jobs: Vec<Box<dyn Job<C>>>);
}

/// The runtimes of tokio.
pub(crate) struct Tokio;

impl Runtime for Tokio {
    fn receive<T>(&self, queue: &mut mpsc::Receiver<T>, into: &mut Vec<T>, limit: usize) -> usize {
        queue.blocking_recv_many(into, limit)
    }

    fn answer<C: 'static>(&self, jobs: Vec<Box<dyn Job<C>>>) {
        answer(jobs);
    }
}
