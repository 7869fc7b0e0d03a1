//! A plan for each step of a program: its SQL, generated once, how values are bound, and how rows
//! are read.
//!
//! In: a collection, and what a step reads and writes in it. Out: a plan that SQLite has accepted,
//! cheap to clone, to be run with values any number of times.
//!
//! Invariant: a failed step leaves no changes in the transaction that it shares. A step changes
//! rows with exactly one statement, which SQLite undoes if it fails; a step that writes the rows of
//! a list runs its statements inside a savepoint.
//!
//! Invariant: data is only ever bound; SQL consists of names and parameter numbers.

mod aggregate;
mod bound;
mod breaches;
mod count;
mod create;
mod delete;
mod each;
mod find;
mod insert;
mod measured;
mod one_statement;
mod predicate;
mod row_step;
mod table;
#[cfg(test)]
mod tests;
mod update;
mod upsert;
mod values;

use std::sync::Arc;

use flowright_stdlib::query::{Predicate, RowOperation, RowOperationKind};

use crate::PlanError;
use aggregate::{aggregate, count_distinct, distinct, groups};
pub(crate) use bound::{BoundRead, BoundWrite};
pub(crate) use breaches::Breaches;
use count::count;
use create::Create;
use delete::delete;
use each::Each;
use find::{Wanted, find, find_one};
pub(crate) use measured::Measured;
pub(crate) use row_step::{RowRead, RowWrite};
pub(crate) use table::Table;
use update::update;
use upsert::{Upsert, Upserted};

/// A step on rows, ready to be run with values. Cheap to clone.
#[derive(Clone, Debug)]
pub struct RowPlan(pub(crate) Access);

/// Which threads run a step.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// The reader threads, or the caller's thread.
    Read(Arc<Measured<dyn RowRead>>),
    /// The writer thread.
    Write(Arc<dyn RowWrite>),
}

impl RowPlan {
    /// Plans an operation on the rows of that table, which returns the fields in `returning` if it
    /// returns a row.
    pub(crate) fn new(
        table: &Table<'_>,
        operation: &RowOperation,
        returning: &[usize],
    ) -> Result<RowPlan, PlanError> {
        Ok(RowPlan(match &operation.kind {
            RowOperationKind::Create { fields } => {
                Access::Write(Arc::new(Create::new(table, fields, returning)?))
            }
            RowOperationKind::CreateEach { fields } => {
                let create = Create::new(table, fields, returning)?;
                Access::Write(Arc::new(Each(create)))
            }
            RowOperationKind::Upsert {
                unique,
                fields,
                on_create,
                condition,
            } => {
                let written = Upserted {
                    unique: *unique,
                    fields,
                    on_create,
                    condition,
                };
                Access::Write(Arc::new(Upsert::new(table, &written, returning)?))
            }
            RowOperationKind::UpsertEach {
                unique,
                fields,
                on_create,
            } => {
                let written = Upserted {
                    unique: *unique,
                    fields,
                    on_create,
                    condition: &Predicate::All,
                };
                let upsert = Upsert::new(table, &written, returning)?;
                Access::Write(Arc::new(Each(upsert)))
            }
            RowOperationKind::FindOne { condition, order } => {
                let wanted = Wanted {
                    condition,
                    order,
                    limit: None,
                    offset: None,
                };
                reads(find_one(table, &wanted, returning)?)
            }
            RowOperationKind::Find {
                condition,
                order,
                limit,
                offset,
            } => {
                let wanted = Wanted {
                    condition,
                    order,
                    limit: limit.as_ref(),
                    offset: offset.as_ref(),
                };
                reads(find(table, &wanted, returning)?)
            }
            RowOperationKind::Aggregate {
                function,
                field,
                condition,
            } => reads(aggregate(table, *function, *field, condition)?),
            RowOperationKind::Count { condition } => reads(count(table, condition)?),
            RowOperationKind::CountDistinct { field, condition } => {
                reads(count_distinct(table, *field, condition)?)
            }
            RowOperationKind::Distinct { field, condition } => {
                reads(distinct(table, *field, condition)?)
            }
            RowOperationKind::Groups {
                value,
                key,
                condition,
            } => reads(groups(table, *value, *key, condition, returning)?),
            RowOperationKind::Update { condition, set } => {
                Access::Write(Arc::new(update(table, condition, set)?))
            }
            RowOperationKind::Delete { condition } => {
                Access::Write(Arc::new(delete(table, condition)?))
            }
        }))
    }
}

fn reads(plan: impl RowRead) -> Access {
    Access::Read(Arc::new(Measured::new(plan)))
}
