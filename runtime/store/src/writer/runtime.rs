//! The interface between the writer and its callers' runtime.

use tokio::sync::mpsc;

use super::answer::answer;
use crate::job::Job;

/// Waiting and waking, which a model checker implements differently.
pub(crate) trait Runtime {
    /// Blocks this thread until the queue is non-empty, and takes up to `limit` entries. Returns
    /// how many; zero if the queue is closed and empty.
    fn receive<T>(&self, queue: &mut mpsc::Receiver<T>, into: &mut Vec<T>, limit: usize) -> usize;

    /// Answers the callers of jobs that have run.
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
