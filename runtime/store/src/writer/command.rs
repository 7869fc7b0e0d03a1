//! What the writer is asked to do, and the answers it owes.

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::plan::Breaches;
use crate::{Clock, CreatePlan, Datum, Row, StepError, UpdatePlan, UpsertPlan, Upserted};

/// Where a result is waited for.
pub(crate) type Answer<T> = oneshot::Sender<Result<T, StepError>>;

/// Something to write.
pub(crate) enum Command {
    Create(CreatePlan, Vec<Datum>, Answer<Row>),
    Upsert(UpsertPlan, Vec<Datum>, Answer<Upserted>),
    Update(UpdatePlan, Vec<Datum>, Answer<u64>),
    /// Take no more, finish what is queued.
    Close,
}

/// A command that has been run: who waits, and for what.
pub(super) enum Done {
    Create(Answer<Row>, Result<Row, StepError>),
    Upsert(Answer<Upserted>, Result<Upserted, StepError>),
    Update(Answer<u64>, Result<u64, StepError>),
}

impl Command {
    /// Runs it in the transaction at hand. `saw` is told the error of SQLite, if there is one.
    pub(super) fn run(
        self,
        connection: &Connection,
        clock: &dyn Clock,
        mut saw: impl FnMut(&rusqlite::Error),
    ) -> Option<Done> {
        let mut meaning = |error: rusqlite::Error, breaches: &Breaches| {
            saw(&error);
            StepError::of(&error, breaches)
        };
        Some(match self {
            Command::Create(plan, values, answer) => {
                let result = plan.run(connection, clock, &values);
                Done::Create(
                    answer,
                    result.map_err(|error| meaning(error, plan.breaches())),
                )
            }
            Command::Upsert(plan, values, answer) => {
                let result = plan.run(connection, clock, &values);
                Done::Upsert(
                    answer,
                    result.map_err(|error| meaning(error, plan.breaches())),
                )
            }
            Command::Update(plan, values, answer) => {
                let result = plan.run(connection, &values);
                Done::Update(
                    answer,
                    result.map_err(|error| meaning(error, plan.breaches())),
                )
            }
            Command::Close => return None,
        })
    }

    /// Answers without running it.
    pub(super) fn fail(self, error: StepError) {
        match self {
            Command::Create(.., answer) => send(answer, Err(error)),
            Command::Upsert(.., answer) => send(answer, Err(error)),
            Command::Update(.., answer) => send(answer, Err(error)),
            Command::Close => {}
        }
    }
}

impl Done {
    /// Answers, the transaction being on disk.
    pub(super) fn answer(self) {
        match self {
            Done::Create(answer, result) => send(answer, result),
            Done::Upsert(answer, result) => send(answer, result),
            Done::Update(answer, result) => send(answer, result),
        }
    }

    /// Answers, the transaction having failed. A step that had failed by itself keeps its reason.
    pub(super) fn fail(self, error: &StepError) {
        match self {
            Done::Create(answer, result) => send(answer, result.and(Err(error.clone()))),
            Done::Upsert(answer, result) => send(answer, result.and(Err(error.clone()))),
            Done::Update(answer, result) => send(answer, result.and(Err(error.clone()))),
        }
    }
}

/// The one who waited may be gone; what was written stays written.
fn send<T>(answer: Answer<T>, result: Result<T, StepError>) {
    drop(answer.send(result));
}
