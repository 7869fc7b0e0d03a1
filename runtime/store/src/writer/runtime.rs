//! The interface between the writer and its callers' runtime.

use std::thread;

use async_channel::Receiver;

use super::answer::answer;
use crate::job::Job;

/// Waiting and waking, which a model checker implements differently.
pub(crate) trait Runtime {
    /// Blocks this thread until the queue is non-empty, and takes its first entry. `None` if the
    /// queue is closed and empty.
    fn receive<T>(&self, queue: &Receiver<T>) -> Option<T>;

    /// Lets other threads that are ready use this core first.
    fn yield_now(&self);

    /// Answers the callers of jobs that have run.
    fn answer<C: 'static>(&self, jobs: Vec<Box<dyn Job<C>>>);
}

/// The runtimes of tokio.
pub(crate) struct Tokio;

impl Runtime for Tokio {
    fn receive<T>(&self, queue: &Receiver<T>) -> Option<T> {
        queue.recv_blocking().ok()
    }

    fn yield_now(&self) {
        thread::yield_now();
    }

    fn answer<C: 'static>(&self, jobs: Vec<Box<dyn Job<C>>>) {
        answer(jobs);
    }
}
