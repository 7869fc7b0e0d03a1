//! The store: opening, planning, running, closing.

use std::path::Path;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use flowright_stdlib::query::{Assignment, Predicate};
use flowright_stdlib::schema::Collection;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::directory::Directory;
use crate::reader::{self, Query};
use crate::sqlite::connection;
use crate::sqlite::plan::Table;
use crate::sqlite::schema::{self, SchemaError};
use crate::writer::{Answer, Command, Writer};
use crate::{
    Clock, CreatePlan, Datum, FindPlan, OpenError, PlanError, Row, StepError, SystemClock,
    UpdatePlan, UpsertPlan, Upserted,
};

/// Steps that may wait for the writer, or for a reader, before those who bring more must wait too.
const QUEUE: usize = 4096;

/// The collections of a program in a data directory.
///
/// Dropping it finishes what is queued, in the background; [`Store::close`] waits for that.
pub struct Store {
    collections: Vec<Collection>,
    /// Tells whether SQLite takes the statement of a plan.
    planning: Mutex<Connection>,
    commands: mpsc::Sender<Command>,
    queries: mpsc::Sender<Query>,
    readers: usize,
    commits: Arc<AtomicU64>,
    /// Held at the other end by each thread while it lives.
    threads: watch::Sender<()>,
}

impl Store {
    /// Opens the data directory, makes it where there is none, and brings the tables up to the
    /// collections. Blocks: belongs to the start of a program.
    pub fn open(directory: &Path, collections: &[Collection]) -> Result<Store, OpenError> {
        Store::open_with_clock(directory, collections, Arc::new(SystemClock))
    }

    /// [`Store::open`], with `now()` from that clock.
    pub fn open_with_clock(
        directory: &Path,
        collections: &[Collection],
        clock: Arc<dyn Clock>,
    ) -> Result<Store, OpenError> {
        let directory = Arc::new(Directory::open(directory)?);
        let path = directory.database();
        let unusable = |reason: String| OpenError::Database {
            path: path.clone(),
            reason,
        };
        let failed = |error: rusqlite::Error| unusable(error.to_string());

        let wal_pages = Arc::new(AtomicI32::new(0));
        let mut writing = connection::writing(&path, wal_pages.clone()).map_err(failed)?;
        schema::bring_up(&mut writing, collections, clock.now()).map_err(|error| match error {
            SchemaError::Foreign => OpenError::Foreign { path: path.clone() },
            SchemaError::Newer { found, known } => OpenError::Newer {
                path: path.clone(),
                found,
                known,
            },
            SchemaError::Refused(refusals) => OpenError::Refused { refusals },
            SchemaError::Sqlite(error) => failed(error),
        })?;

        let (commands, command_queue) = mpsc::channel(QUEUE);
        let (queries, query_queue) = mpsc::channel(QUEUE);
        let (threads, alive) = watch::channel(());
        let commits = Arc::new(AtomicU64::new(0));
        let store = Store {
            collections: collections.to_vec(),
            planning: Mutex::new(connection::reading(&path).map_err(failed)?),
            commands,
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
            thread
                .map(drop)
                .map_err(|error| unusable(error.to_string()))
        };
        let query_queue = Arc::new(Mutex::new(query_queue));
        for _ in 0..store.readers {
            let connection = connection::reading(&path).map_err(failed)?;
            let queue = query_queue.clone();
            start(
                "store-reader",
                Box::new(move || reader::run(&connection, &queue)),
            )?;
        }
        let writer = Writer {
            connection: writing,
            clock,
            wal_pages,
            commits,
        };
        start("store-writer", Box::new(move || writer.run(command_queue)))?;
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
        plan.check(&values)?;
        self.write(|answer| Command::Create(plan.clone(), values, answer))
            .await
    }

    /// Adds a row, or sets the planned fields of the one that has the same key. `values` are those
    /// of the fields, then those of `on_create`.
    pub async fn upsert(
        &self,
        plan: &UpsertPlan,
        values: Vec<Datum>,
    ) -> Result<Upserted, StepError> {
        plan.check(&values)?;
        self.write(|answer| Command::Upsert(plan.clone(), values, answer))
            .await
    }

    /// Finds a row. Sees every write that was answered before.
    pub async fn find_one(
        &self,
        plan: &FindPlan,
        parameters: Vec<Datum>,
    ) -> Result<Option<Row>, StepError> {
        plan.check(&parameters)?;
        let (answer, result) = oneshot::channel();
        let query = Query::FindOne(plan.clone(), parameters, answer);
        self.queries
            .send(query)
            .await
            .map_err(|_| StepError::Closed)?;
        result.await.unwrap_or(Err(StepError::Closed))
    }

    /// Updates rows, and tells how many.
    pub async fn update(
        &self,
        plan: &UpdatePlan,
        parameters: Vec<Datum>,
    ) -> Result<u64, StepError> {
        plan.check(&parameters)?;
        self.write(|answer| Command::Update(plan.clone(), parameters, answer))
            .await
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
        // To send fails only where the store is closed already.
        for _ in 0..self.readers {
            drop(self.queries.send(Query::Close).await);
        }
        drop(self.commands.send(Command::Close).await);
        self.threads.closed().await;
    }

    fn plan<P>(
        &self,
        collection: usize,
        plan: impl FnOnce(&Table<'_>) -> Result<P, PlanError>,
    ) -> Result<P, PlanError> {
        let known = self.collections.get(collection);
        let collection = known.ok_or(PlanError::UnknownCollection { collection })?;
        let connection = self.planning.lock().unwrap_or_else(PoisonError::into_inner);
        plan(&Table {
            collection,
            connection: &connection,
        })
    }

    async fn write<T>(&self, command: impl FnOnce(Answer<T>) -> Command) -> Result<T, StepError> {
        let (answer, result) = Answer::new();
        self.commands
            .send(command(answer))
            .await
            .map_err(|_| StepError::Closed)?;
        result.await.unwrap_or(Err(StepError::Closed))
    }
}

/// One for each core, within reason.
fn readers() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 4))
}
