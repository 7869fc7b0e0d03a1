//! The store: opening, planning, running, closing.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use flowright_host::Clock;
use flowright_stdlib::query::{Assignment, Predicate};
use flowright_stdlib::schema::Collection;
use tokio::sync::watch;

use crate::directory::Directory;
use crate::mailbox::Mailbox;
use crate::reader;
use crate::sqlite::{Bound, Reading, RowWrite, Table, Writing};
use crate::writer::{Tokio, Writer};
use crate::{
    CreatePlan, Datum, FindPlan, OpenError, PlanError, Row, StepError, UpdatePlan, UpsertPlan,
    Upserted,
};

/// The collections of a program in a data directory.
///
/// Dropping it finishes what is queued, in the background; [`Store::close`] waits for that.
pub struct Store {
    collections: Vec<Collection>,
    /// Tells whether SQLite takes the statement of a plan.
    planning: Mutex<Reading>,
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
        let writing = Writing::open(&path, collections, clock)?;
        let (writes, write_queue) = Mailbox::new();
        let (queries, query_queue) = Mailbox::new();
        let (threads, alive) = watch::channel(());
        let commits = Arc::new(AtomicU64::new(0));
        let store = Store {
            collections: collections.to_vec(),
            planning: Mutex::new(Reading::open(&path)?),
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

    /// Plans `create`: a row of the collection of that index, with values for `fields`, that gives
    /// back the fields in `returning`. Fields are told by their index in the collection.
    pub fn plan_create(
        &self,
        collection: usize,
        fields: &[usize],
        returning: &[usize],
    ) -> Result<CreatePlan, PlanError> {
        self.plan(collection, |table| {
            CreatePlan::new(table, fields, returning)
        })
    }

    /// Plans `upsert` by the `unique` of that index, all of whose fields must be among `fields`;
    /// those in `on_create` are written only where the row was not there before.
    pub fn plan_upsert(
        &self,
        collection: usize,
        unique: usize,
        fields: &[usize],
        on_create: &[usize],
        returning: &[usize],
    ) -> Result<UpsertPlan, PlanError> {
        self.plan(collection, |table| {
            UpsertPlan::new(table, unique, fields, on_create, returning)
        })
    }

    /// Plans `find one`: the row with the lowest id of those that the predicate holds for.
    pub fn plan_find_one(
        &self,
        collection: usize,
        predicate: &Predicate,
        returning: &[usize],
    ) -> Result<FindPlan, PlanError> {
        self.plan(collection, |table| {
            FindPlan::new(table, predicate, returning)
        })
    }

    /// Plans `update`: sets fields in every row that the predicate holds for.
    pub fn plan_update(
        &self,
        collection: usize,
        predicate: &Predicate,
        assignments: &[Assignment],
    ) -> Result<UpdatePlan, PlanError> {
        self.plan(collection, |table| {
            UpdatePlan::new(table, predicate, assignments)
        })
    }

    /// Adds a row with those values for the planned fields.
    pub async fn create(&self, plan: &CreatePlan, values: Vec<Datum>) -> Result<Row, StepError> {
        self.write(plan, values).await
    }

    /// Adds a row, or sets the planned fields of the one that has the same key. `values` are those
    /// of the fields, then those of `on_create`.
    pub async fn upsert(
        &self,
        plan: &UpsertPlan,
        values: Vec<Datum>,
    ) -> Result<Upserted, StepError> {
        self.write(plan, values).await
    }

    /// Finds a row. Sees every write that was answered before.
    pub async fn find_one(
        &self,
        plan: &FindPlan,
        parameters: Vec<Datum>,
    ) -> Result<Option<Row>, StepError> {
        plan.check(&parameters)?;
        let plan = plan.clone();
        let values = parameters;
        self.queries.run(Bound { plan, values }).await
    }

    /// Updates rows, and tells how many.
    pub async fn update(
        &self,
        plan: &UpdatePlan,
        parameters: Vec<Datum>,
    ) -> Result<u64, StepError> {
        self.write(plan, parameters).await
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

    fn plan<P>(
        &self,
        collection: usize,
        plan: impl FnOnce(&Table<'_>) -> Result<P, PlanError>,
    ) -> Result<P, PlanError> {
        let known = self.collections.get(collection);
        let collection = known.ok_or(PlanError::UnknownCollection { collection })?;
        let reading = self.planning.lock().unwrap_or_else(PoisonError::into_inner);
        plan(&Table {
            collection,
            reading: &reading,
        })
    }

    async fn write<P: RowWrite>(
        &self,
        plan: &P,
        values: Vec<Datum>,
    ) -> Result<P::Output, StepError> {
        plan.check(&values)?;
        let plan = plan.clone();
        self.writes.run(Bound { plan, values }).await
    }
}

/// One for each core, within reason.
fn readers() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4))
}
