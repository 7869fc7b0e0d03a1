//! The threads that read, each with a connection of its own.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::{Datum, FindPlan, Row, StepError};

/// Something to look up.
pub(crate) enum Query {
    FindOne(
        FindPlan,
        Vec<Datum>,
        oneshot::Sender<Result<Option<Row>, StepError>>,
    ),
    /// For one thread each: take no more.
    Close,
}

/// The queue that all reading threads take from.
pub(crate) type Queries = Arc<Mutex<mpsc::Receiver<Query>>>;

/// Works until it is told to close, or nobody is left to ask.
pub(crate) fn run(connection: &Connection, queries: &Queries) {
    while let Some(query) = next(queries) {
        match query {
            Query::FindOne(plan, parameters, answer) => {
                // The one who asked may be gone.
                drop(answer.send(plan.run(connection, &parameters)));
            }
            Query::Close => queries
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .close(),
        }
    }
}

/// One thread waits for a query, the others for their turn to wait.
fn next(queries: &Queries) -> Option<Query> {
    queries
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .blocking_recv()
}
