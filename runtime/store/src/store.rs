//! The store: opening, planning, running, closing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use flowright_host::Clock;
use flowright_stdlib::schema::Collection;
use tokio::sync::watch;

use crate::directory::Directory;
use crate::mailbox::Mailbox;
use crate::probe::Probe;
use crate::reader;
use crate::sqlite::{Access, BoundRead, BoundWrite, BringUp, Reading, Writing};
use crate::writer::{Tokio, Writer};
use crate::{Datum, Migration, OpenError, Planner, RowOutput, RowPlan, StepError};

/// The collections of a program in a data directory.
///
/// A clone is the same store. Dropping the last one finishes what is queued, in the background; [`Store::close`] waits for that.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    writes: Mailbox<Writing>,
    queries: Mailbox<Reading>,
    readers: usize,
    commits: Arc<AtomicU64>,
    /// Held at the other end by each thread while it lives.
    threads: watch::Sender<()>,
}

impl Store {
    /// Opens the data directory, creates it if necessary, and brings the tables up to the
    /// collections. The default `now()` of a field is the time of that clock. Blocks: belongs to the
    /// start of a program.
    pub fn open(
        directory: &Path,
        collections: &[Collection],
        clock: Arc<dyn Clock>,
    ) -> Result<Store, OpenError> {
        let directory = Arc::new(Directory::open(directory)?);
        let path = directory.database();
        let (writing, migration) = Writing::open(&path, collections, &[], clock)?;
        for change in &migration.changes {
            if change.keeps() {
                tracing::warn!("{change}");
            } else {
                tracing::info!("{change}");
            }
        }
        let (writes, write_queue) = Mailbox::new();
        let (queries, query_queue) = Mailbox::new();
        let (threads, alive) = watch::channel(());
        let commits = Arc::new(AtomicU64::new(0));
        let store = Store {
            path: path.clone(),
            writes,
            queries,
            readers: readers(),
            commits: commits.clone(),
            threads,
        };
        // The lock on the directory goes with the last thread.
        let start = |name: &str, work: Box<dyn FnOnce() + Send>| {
            let held = (directory.clone(), alive.clone());
            let work = move || {
                work();
                drop(held);
            };
            let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
            thread.map(drop).map_err(|error| OpenError::Database {
                path: path.clone(),
                reason: error.to_string(),
            })
        };
        directory.mark();
        let query_queue = Arc::new(Mutex::new(query_queue));
        for _ in 0..store.readers {
            let reading = Reading::open(&path)?;
            let queue = query_queue.clone();
            start(
                "store-reader",
                Box::new(move || reader::run(&reading, &queue)),
            )?;
        }
        let writer = Writer::new(writing, Tokio, commits);
        start("store-writer", Box::new(move || writer.run(write_queue)))?;
        Ok(store)
    }

    /// Tells what [`Store::open`] would do to the tables, and what keeps it from doing so. Reads only, beside whatever else has the
    /// directory open. What `drops` names is given up: a `collection`, or a field as `collection.field`.
    pub fn plan(
        directory: &Path,
        collections: &[Collection],
        drops: &[String],
        clock: &dyn Clock,
    ) -> Result<Migration, OpenError> {
        let path = Directory::look(directory)?;
        let mut reading = match &path {
            Some(path) => Reading::open(path)?,
            None => Reading::nothing()?,
        };
        let path = path.unwrap_or_default();
        reading.plan(&path, collections, drops, clock.now())
    }

    /// Brings the tables up to the collections, and drops what `drops` names.
    pub fn migrate(
        directory: &Path,
        collections: &[Collection],
        drops: &[String],
        clock: Arc<dyn Clock>,
    ) -> Result<Migration, OpenError> {
        let directory = Directory::open(directory)?;
        let (writing, migration) = Writing::open(&directory.database(), collections, drops, clock)?;
        drop(writing);
        directory.mark();
        Ok(migration)
    }

    /// Plans steps on the collections that the store was opened with. Blocks: belongs to the start of a program.
    pub fn planner<'c>(&self, collections: &'c [Collection]) -> Result<Planner<'c>, OpenError> {
        let planner = Planner::new(collections, Reading::open(&self.path)?);
        planner.map_err(|reason| OpenError::Database {
            path: self.path.clone(),
            reason,
        })
    }

    /// Brings the tables up to the collections of another program, while steps of this one are under way.
    ///
    /// # Errors
    /// When the rows do not fit, or a change would break what is under way; then nothing is changed.
    pub async fn bring_up(&self, collections: Vec<Collection>) -> Result<Migration, OpenError> {
        let brought = self.writes.run(BringUp(collections)).await;
        brought.unwrap_or_else(|error| {
            Err(OpenError::Database {
                path: self.path.clone(),
                reason: error.to_string(),
            })
        })
    }

    /// Does what was planned, with the values of the operation. What is read sees every write that was answered before.
    pub async fn perform(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<RowOutput, StepError> {
        match &plan.0 {
            Access::Read(plan) => {
                plan.check(&values)?;
                let plan = Arc::clone(plan);
                self.queries.run(BoundRead { plan, values }).await
            }
            Access::Write(plan) => {
                plan.check(&values)?;
                let plan = Arc::clone(plan);
                self.writes.run(BoundWrite { plan, values }).await
            }
        }
    }

    /// Runs an empty transaction, behind the writes that are queued.
    ///
    /// # Errors
    /// When nothing can be written: the disk has failed, the files were removed, or the store is closed.
    pub async fn probe(&self) -> Result<(), StepError> {
        self.writes.run(Probe).await
    }

    /// How many transactions have been committed since the store was opened; fewer than there were
    /// writes where writes came together.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Finishes what is queued, moves the log into the database and lets go of the directory. Steps
    /// that come later fail with [`StepError::Closed`].
    pub async fn close(&self) {
        for _ in 0..self.readers {
            self.queries.close().await;
        }
        self.writes.close().await;
        self.threads.closed().await;
    }
}

/// One for each core, within reason.
fn readers() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4))
}
