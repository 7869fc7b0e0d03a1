//! The loop of the writer thread.

use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_channel::Receiver;

use super::batch;
use super::database::{Checkpoint, Database};
use super::health::Health;
use super::runtime::Runtime;
use crate::job::Job;
use crate::mailbox::Request;

/// The most jobs that share a transaction.
const BATCH: usize = 512;

/// The state of the thread.
pub(crate) struct Writer<D, R> {
    pub database: D,
    runtime: R,
    health: Health,
    /// Transactions committed so far.
    commits: Arc<AtomicU64>,
}

impl<D: Database + 'static, R: Runtime> Writer<D, R> {
    /// A writer for that database, which counts its transactions.
    pub(crate) fn new(database: D, runtime: R, commits: Arc<AtomicU64>) -> Writer<D, R> {
        Writer {
            database,
            runtime,
            health: Health::default(),
            commits,
        }
    }

    /// Works until the queue is closed and empty.
    pub(crate) fn run(mut self, queue: &Receiver<Request<D>>) {
        while let Some(first) = self.runtime.receive(queue) {
            // If callers on this core are about to queue something, their jobs share the commit,
            // which costs far more than the jobs.
            self.runtime.yield_now();
            let others = iter::from_fn(|| queue.try_recv().ok());
            let mut jobs = Vec::with_capacity(BATCH.min(queue.len() + 1));
            for request in iter::once(first).chain(others).take(BATCH) {
                match request {
                    Request::Job(job) => jobs.push(job),
                    Request::Close => {
                        queue.close();
                    }
                }
            }
            // Jobs catch their own panics. If anything else panics, the callers of this batch get
            // an error, and later batches are served.
            if catch_unwind(AssertUnwindSafe(|| self.write(jobs))).is_err() {
                tracing::error!("the writer panicked; its transaction is rolled back");
                self.database.rollback();
            }
            if self.database.log_is_long() {
                self.checkpoint(Checkpoint::Partial);
            }
        }
        self.checkpoint(Checkpoint::Whole);
    }

    /// Runs the jobs in one transaction, commits it and answers them.
    pub(crate) fn write(&mut self, mut jobs: Vec<Box<dyn Job<D>>>) {
        match batch::commit(&self.database, &mut self.health, &mut jobs) {
            Ok(()) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => jobs.iter_mut().for_each(|job| job.fail(&error)),
        }
        self.runtime.answer(jobs);
    }

    fn checkpoint(&mut self, checkpoint: Checkpoint) {
        if self.health.broken().is_some() {
            return;
        }
        if let Err(fault) = self.database.checkpoint(checkpoint) {
            let error = &fault.error;
            tracing::warn!(%error, "cannot checkpoint the write-ahead log");
            drop(self.health.saw(&fault));
        }
    }
}
