//! The store: opening, planning, running, closing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use flowright_host::Clock;
use flowright_stdlib::schema::Collection;
use tokio::sync::watch;

use crate::direct::{Direct, Limits};
use crate::directory::Directory;
use crate::mailbox::Mailbox;
use crate::probe::Probe;
use crate::reader;
use crate::sqlite::{Access, BoundRead, BoundWrite, BringUp, Reading, Rows, Together, Writing};
use crate::writer::{Tokio, Writer};
use crate::{Datum, Migration, OpenError, Planner, RowOutput, RowPlan, StepError};

/// The collections of a program in a data directory.
///
/// Clones share one store. Dropping the last one finishes what is queued, in the background;
/// [`Store::close`] waits for that.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    writes: Mailbox<Writing>,
    queries: Mailbox<Reading>,
    readers: usize,
    direct: Direct,
    commits: Arc<AtomicU64>,
    /// Each thread holds the receiving end while it runs.
    threads: watch::Sender<()>,
}

impl Store {
    /// Opens the data directory, creates it if necessary, and migrates the tables to the
    /// collections. `clock` supplies the default `now()` of a field. Blocks, so call it only at
    /// startup.
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
        let direct = Direct::new(Reading::open(&path)?, Limits::SERVING);
        let readings = (0..readers()).map(|_| Reading::open(&path));
        let readings: Vec<Reading> = readings.collect::<Result<_, _>>()?;
        let store = Store {
            path: path.clone(),
            writes,
            queries,
            readers: readings.len(),
            direct,
            commits: commits.clone(),
            threads,
        };
        // The last thread to end releases the lock on the directory.
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
        for reading in readings {
            let queue = query_queue.clone();
            start(
                "store-reader",
                Box::new(move || reader::run(&reading, Reading::begin, &queue)),
            )?;
        }
        let writer = Writer::new(writing, Tokio, commits);
        start("store-writer", Box::new(move || writer.run(&write_queue)))?;
        Ok(store)
    }

    /// Returns what [`Store::open`] would do to the tables, and what prevents it. Only reads, even
    /// while another process has the directory open. The values of everything named in `drops` are
    /// discarded: a `collection`, or a field as `collection.field`.
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

    /// Migrates the tables to the collections, and drops what `drops` names.
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

    /// Plans steps on the collections that the store was opened with. Blocks, so call it only at
    /// startup.
    pub fn planner<'c>(&self, collections: &'c [Collection]) -> Result<Planner<'c>, OpenError> {
        let planner = Planner::new(collections, self.direct.reading());
        planner.map_err(|reason| OpenError::Database {
            path: self.path.clone(),
            reason,
        })
    }

    /// Migrates the tables to the collections of another program, while steps of this one are under
    /// way.
    ///
    /// # Errors
    /// If the rows do not match, or a change would break executions that are under way; in these
    /// cases nothing is changed.
    pub async fn bring_up(&self, collections: Vec<Collection>) -> Result<Migration, OpenError> {
        let brought = self.writes.run(BringUp(collections)).await;
        brought.unwrap_or_else(|error| {
            Err(OpenError::Database {
                path: self.path.clone(),
                reason: error.to_string(),
            })
        })
    }

    /// Runs a planned step with the values of the operation. A read sees every write that was
    /// answered before.
    pub async fn perform(
        &self,
        plan: &RowPlan,
        values: Vec<Datum>,
    ) -> Result<RowOutput, StepError> {
        match &plan.0 {
            Access::Read(plan) => {
                plan.plan().check(&values)?;
                let plan = Arc::clone(plan);
                let read = BoundRead { plan, values };
                if self.queries.is_closed() {
                    return Err(StepError::Closed);
                }
                match self.direct.run(&read).await {
                    Some(result) => result,
                    None => self.queries.run(read).await,
                }
            }
            Access::Write(plan) => {
                plan.check(&values)?;
                let plan = Arc::clone(plan);
                self.writes.run(BoundWrite { plan, values }).await
            }
        }
    }

    /// Runs a function that changes rows on the thread that writes; all or none of its changes take
    /// effect. If its result is an error, its changes are undone. It may run more than once, so it
    /// must have no effect outside the store; and other writes wait for it, so it must be short.
    ///
    /// # Errors
    /// If the transaction could not be written to disk.
    pub async fn together<T, E>(
        &self,
        work: impl Fn(&Rows<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Result<T, E>, StepError>
    where
        T: Send + 'static,
        E: Send + 'static,
    {
        self.writes.run(Together(work)).await
    }

    /// Runs an empty transaction after the writes that are queued.
    ///
    /// # Errors
    /// If nothing can be written: the disk has failed, the files were removed, or the store is
    /// closed.
    pub async fn probe(&self) -> Result<(), StepError> {
        self.writes.run(Probe).await
    }

    /// How many transactions have been committed since the store was opened; fewer than the number
    /// of writes if several shared one.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Finishes what is queued, checkpoints the WAL and releases the directory. Later steps fail
    /// with [`StepError::Closed`].
    pub async fn close(&self) {
        for _ in 0..self.readers {
            self.queries.close().await;
        }
        self.writes.close().await;
        self.threads.closed().await;
    }
}

/// One reader per core, up to a limit.
fn readers() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4))
}
