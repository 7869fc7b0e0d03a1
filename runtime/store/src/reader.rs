//! The threads that read, each with a connection of its own.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;

use crate::mailbox::Request;

/// The queue that all reading threads take from.
pub(crate) type Queries<C> = Arc<Mutex<mpsc::Receiver<Request<C>>>>;

/// Works until it is told to close, or nobody is left to ask.
pub(crate) fn run<C>(connection: &C, queries: &Queries<C>) {
    while let Some(query) = next(queries) {
        match query {
            Request::Job(mut job) => {
                // A query changes nothing, so its failure concerns only its caller.
                let _ = job.run(connection);
                job.answer();
            }
            Request::Close => queries
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .close(),
        }
    }
}

/// One thread waits for a query, the others for their turn to wait.
fn next<C>(queries: &Queries<C>) -> Option<Request<C>> {
    queries
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .blocking_recv()
}
