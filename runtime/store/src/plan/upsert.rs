//! `upsert`.

use std::sync::Arc;

use rusqlite::Connection;

use super::insert::Insert;
use super::{Breaches, Table, values};
use crate::column::Column;
use crate::statement::Statement;
use crate::{Clock, Datum, PlanError, Row, StepError};

/// An `upsert` step, ready to be run with values. Cheap to clone.
#[derive(Clone, Debug)]
pub struct UpsertPlan(Arc<Upsert>);

/// What an upsert gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Upserted {
    /// The row as it now stands.
    pub row: Row,
    /// Whether it was not there before.
    pub created: bool,
}

#[derive(Debug)]
struct Upsert {
    /// The written fields, then those that are written on creation only.
    columns: Vec<Column>,
    /// How many of them are written in any case.
    written: usize,
    /// Sets the written fields of the row with the same key. As all writes go through one thread,
    /// no such row can come up between this and the insert.
    update: Statement,
    insert: Insert,
    breaches: Breaches,
}

impl UpsertPlan {
    pub(crate) fn new(
        table: &Table<'_>,
        unique: usize,
        fields: &[usize],
        on_create: &[usize],
        returning: &[usize],
    ) -> Result<UpsertPlan, PlanError> {
        let collection = table.collection;
        let key = collection
            .unique
            .get(unique)
            .ok_or_else(|| PlanError::UnknownUnique {
                collection: collection.name.clone(),
                unique,
            })?;
        let all: Vec<usize> = fields.iter().chain(on_create).copied().collect();
        Ok(UpsertPlan(Arc::new(Upsert {
            columns: table.written(&all)?,
            written: fields.len(),
            update: update(table, key, fields, returning)?,
            insert: Insert::plan(table, &all, returning)?,
            breaches: Breaches::of(collection),
        })))
    }

    pub(crate) fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        values::fit(&self.0.columns, values)
    }

    pub(crate) fn run(
        &self,
        connection: &Connection,
        clock: &dyn Clock,
        values: &[Datum],
    ) -> rusqlite::Result<Upserted> {
        let written = values.iter().take(self.0.written);
        if let Some(row) = self.0.update.run(connection, written)? {
            return Ok(Upserted {
                row,
                created: false,
            });
        }
        let row = self.0.insert.run(connection, clock, values)?;
        Ok(Upserted { row, created: true })
    }

    pub(crate) fn breaches(&self) -> &Breaches {
        &self.0.breaches
    }
}

fn update(
    table: &Table<'_>,
    key: &[usize],
    fields: &[usize],
    returning: &[usize],
) -> Result<Statement, PlanError> {
    let mut found = Vec::new();
    let mut set = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let is_value = format!("{} = ?{}", table.quoted(*field)?, index + 1);
        // A field of the key has that value already, and setting it would rewrite the index.
        if key.contains(field) {
            found.push(is_value);
        } else {
            set.push(is_value);
        }
    }
    for field in key {
        if !fields.contains(field) {
            return Err(PlanError::NotWritten {
                collection: table.collection.name.clone(),
                field: table.field(*field)?.name.clone(),
            });
        }
    }
    let (name, found) = (table.name(), found.join(" AND "));
    let sql = if set.is_empty() {
        format!(
            "SELECT {} FROM {name} WHERE {found}",
            table.selected(returning)?
        )
    } else {
        let returning = table.returning(returning)?;
        format!(
            "UPDATE {name} SET {} WHERE {found}{returning}",
            set.join(", ")
        )
    };
    table.statement(sql, returning)
}
