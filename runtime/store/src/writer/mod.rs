//! The thread that writes, with group commit.
//!
//! In: [`Command`]s from a bounded queue. Out: their answers, after their transaction is on disk.
//!
//! Invariant: after an error of the disk nothing is written any more: what a failed fsync leaves on
//! disk is not known, and trying again may seem to succeed without it. Only a restart looks anew.

mod answer;
mod batch;
mod command;
mod health;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use rusqlite::Connection;
use tokio::sync::mpsc;

use crate::Clock;
pub(crate) use answer::Answer;
pub(crate) use command::Command;
use health::Health;

/// The most commands that share a transaction.
const BATCH: usize = 512;

/// How long the log grows, in pages, before it is moved into the database.
const CHECKPOINT: i32 = 1000;

/// What the thread works with.
pub(crate) struct Writer {
    pub connection: Connection,
    pub clock: Arc<dyn Clock>,
    /// Pages in the log, as the connection tells after each commit.
    pub wal_pages: Arc<AtomicI32>,
    /// Transactions committed so far.
    pub commits: Arc<AtomicU64>,
}

impl Writer {
    /// Works until the queue is closed and empty.
    pub(crate) fn run(self, mut queue: mpsc::Receiver<Command>) {
        let mut health = Health::default();
        let mut batch = Vec::with_capacity(BATCH);
        while queue.blocking_recv_many(&mut batch, BATCH) > 0 {
            if batch
                .iter()
                .any(|command| matches!(command, Command::Close))
            {
                queue.close();
            }
            // Those who wait for a batch that panicked find their sender gone; those after them are served.
            let work = || batch::write(&self, &mut health, batch.drain(..));
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                tracing::error!("a write panicked, and its transaction is given up");
                batch::rollback(&self.connection);
            }
            if self.wal_pages.load(Ordering::Relaxed) >= CHECKPOINT {
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
        match self.connection.query_row(&checkpoint, [], |_| Ok(())) {
            Ok(()) => self.wal_pages.store(0, Ordering::Relaxed),
            Err(error) => {
                tracing::warn!(%error, "the log could not be moved into the database");
                health.saw(&error);
            }
        }
    }
}
