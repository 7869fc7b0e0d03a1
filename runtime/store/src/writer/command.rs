//! What the writer is asked to do, and the answers it owes.

use flowright_host::Clock;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::plan::Breaches;
use crate::{CreatePlan, Datum, Row, StepError, UpdatePlan, UpsertPlan, Upserted};

/// Where a result is waited for.
pub(crate) type Answer<T> = oneshot::Sender<Answered<T>>;

/// What one who waited is sent.
pub(crate) struct Answered<T> {
    result: Result<T, StepError>,
    others: Others,
}

impl<T> Answered<T> {
    /// The result; the others who waited for the same transaction are answered first.
    pub(crate) fn take(self) -> Result<T, StepError> {
        drop(self.others);
        self.result
    }
}

/// Those who wait for the same transaction, of whom only one is woken by this thread: to wake a task costs far more from outside of its
/// runtime than from inside. They are answered when this is dropped, wherever and for whatever reason that is.
#[derive(Default)]
struct Others(Vec<Done>);

impl Drop for Others {
    fn drop(&mut self) {
        for done in self.0.drain(..) {
            done.answer(Others::default());
        }
    }
}

/// Answers all of a transaction that is on disk.
pub(super) fn answer(mut done: Vec<Done>) {
    if let Some(first) = done.pop() {
        first.answer(Others(done));
    }
}

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
            Command::Create(.., answer) => send(answer, Err(error), Others::default()),
            Command::Upsert(.., answer) => send(answer, Err(error), Others::default()),
            Command::Update(.., answer) => send(answer, Err(error), Others::default()),
            Command::Close => {}
        }
    }
}

impl Done {
    fn answer(self, others: Others) {
        match self {
            Done::Create(answer, result) => send(answer, result, others),
            Done::Upsert(answer, result) => send(answer, result, others),
            Done::Update(answer, result) => send(answer, result, others),
        }
    }

    /// The same, the transaction having failed. A step that had failed by itself keeps its reason.
    pub(super) fn failed(self, error: &StepError) -> Done {
        match self {
            Done::Create(answer, result) => Done::Create(answer, result.and(Err(error.clone()))),
            Done::Upsert(answer, result) => Done::Upsert(answer, result.and(Err(error.clone()))),
            Done::Update(answer, result) => Done::Update(answer, result.and(Err(error.clone()))),
        }
    }
}

/// The one who waited may be gone; what was written stays written.
fn send<T>(answer: Answer<T>, result: Result<T, StepError>, others: Others) {
    drop(answer.send(Answered { result, others }));
}
