//! What the writer is asked to do, and the answers it owes.

use rusqlite::Connection;
use tokio::runtime::Handle;

use super::answer::Answer;
use crate::sqlite::plan::Breaches;
use crate::{Clock, CreatePlan, Datum, Row, StepError, UpdatePlan, UpsertPlan, Upserted};

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
            Command::Create(.., answer) => answer.send(Err(error)),
            Command::Upsert(.., answer) => answer.send(Err(error)),
            Command::Update(.., answer) => answer.send(Err(error)),
            Command::Close => {}
        }
    }
}

impl Done {
    pub(super) fn answer(self) {
        match self {
            Done::Create(answer, result) => answer.send(result),
            Done::Upsert(answer, result) => answer.send(result),
            Done::Update(answer, result) => answer.send(result),
        }
    }

    pub(super) fn runtime(&self) -> Option<&Handle> {
        match self {
            Done::Create(answer, _) => answer.runtime(),
            Done::Upsert(answer, _) => answer.runtime(),
            Done::Update(answer, _) => answer.runtime(),
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
