//! The thread that writes, with group commit.
//!
//! In: jobs from a bounded queue. Out: their answers, after their transaction is on disk.
//!
//! Invariant: after an error of the disk nothing is written any more: what a failed fsync leaves on
//! disk is not known, and trying again may seem to succeed without it. Only a restart looks anew.

mod answer;
mod batch;
mod health;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

use crate::mailbox::Request;
use crate::sqlite::fault;
use crate::sqlite::writing::Writing;
use health::Health;

/// The most jobs that share a transaction.
const BATCH: usize = 512;

/// How long the log grows, in pages, before it is moved into the database.
const CHECKPOINT: i32 = 1000;

/// What the thread works with.
pub(crate) struct Writer {
    pub writing: Writing,
    /// Transactions committed so far.
    pub commits: Arc<AtomicU64>,
}

impl Writer {
    /// Works until the queue is closed and empty.
    pub(crate) fn run(self, mut queue: mpsc::Receiver<Request<Writing>>) {
        let mut health = Health::default();
        let mut batch = Vec::with_capacity(BATCH);
        while queue.blocking_recv_many(&mut batch, BATCH) > 0 {
            let mut jobs = Vec::with_capacity(batch.len());
            for request in batch.drain(..) {
                match request {
                    Request::Job(job) => jobs.push(job),
                    Request::Close => queue.close(),
                }
            }
            // Those who wait for a batch that panicked find their sender gone; those after them are served.
            let work = || batch::write(&self, &mut health, jobs);
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                tracing::error!("a write panicked, and its transaction is given up");
                batch::rollback(&self.writing.connection);
            }
            if self.writing.wal_pages.load(Ordering::Relaxed) >= CHECKPOINT {
                self.checkpoint(&mut health, "PASSIVE");
            }
        }
        self.checkpoint(&mut health, "TRUNCATE");
    }

    /// Moves the log into the database.
    fn checkpoint(&self, health: &mut Health, mode: &str) {
        if health.broken().is_some() {
            return;
        }
        let checkpoint = format!("PRAGMA wal_checkpoint({mode})");
        let connection = &self.writing.connection;
        match connection.query_row(&checkpoint, [], |_| Ok(())) {
            Ok(()) => self.writing.wal_pages.store(0, Ordering::Relaxed),
            Err(error) => {
                tracing::warn!(%error, "the log could not be moved into the database");
                health.saw(&fault::of_transaction(&error));
            }
        }
    }
}
