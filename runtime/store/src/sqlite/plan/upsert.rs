//! `upsert`.

use super::insert::Insert;
use super::row_step::{RowStep, RowWrite};
use super::{Breaches, Table, values};
use crate::column::Column;
use crate::sqlite::statement::Statement;
use crate::sqlite::value;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, RowOutput, StepError};

/// An `upsert` step.
#[derive(Debug)]
pub(super) struct Upsert {
    /// The written fields, then those that are written on creation only.
    columns: Vec<Column>,
    /// Finds the row with the same key: its id, and the returned fields that the step does not
    /// write. As all writes go through one thread, no such row can appear between this and the
    /// insert.
    find: Statement,
    /// The values that form the key, by index.
    key: Vec<usize>,
    /// Sets the other written fields of the row with that id, if there are any.
    update: Option<Statement>,
    /// Their values, by index.
    set: Vec<usize>,
    /// The sources of the returned fields for a row that already existed.
    returns: Vec<Source>,
    insert: Insert,
    breaches: Breaches,
}

/// The source of a field of the updated row.
#[derive(Debug)]
enum Source {
    /// The given value with that index.
    Given(usize),
    /// The column with that index in the result of `find`.
    Found(usize),
}

impl Upsert {
    pub(super) fn new(
        table: &Table<'_>,
        unique: usize,
        fields: &[usize],
        on_create: &[usize],
        returning: &[usize],
    ) -> Result<Upsert, PlanError> {
        let collection = table.collection;
        let key = collection
            .unique
            .get(unique)
            .ok_or_else(|| PlanError::UnknownUnique {
                collection: collection.name.clone(),
                unique,
            })?;
        for field in key {
            if !fields.contains(field) {
                return Err(PlanError::NotWritten {
                    collection: collection.name.clone(),
                    field: table.field(*field)?.name.clone(),
                });
            }
        }
        let all: Vec<usize> = fields.iter().chain(on_create).copied().collect();
        // A field of the key already has its value, and setting it would rewrite the index.
        let (key, set): (Vec<usize>, Vec<usize>) = (0..fields.len())
            .partition(|index| fields.get(*index).is_some_and(|field| key.contains(field)));
        let assigned = |indexes: &[usize], is: &str, separator: &str| {
            let columns = indexes
                .iter()
                .filter_map(|index| fields.get(*index))
                .enumerate();
            let assigned = columns
                .map(|(index, field)| Ok(format!("{} {is} ?{}", table.quoted(*field)?, index + 1)));
            Ok::<_, PlanError>(
                assigned
                    .collect::<Result<Vec<_>, PlanError>>()?
                    .join(separator),
            )
        };
        let mut found = vec![0];
        let mut returns = Vec::new();
        for field in returning {
            returns.push(match fields.iter().position(|one| one == field) {
                Some(index) => Source::Given(index),
                None => {
                    found.push(*field);
                    Source::Found(found.len() - 1)
                }
            });
        }
        let (name, columns) = (table.name(), table.selected(&found)?);
        let find = format!(
            "SELECT {columns} FROM {name} WHERE {}",
            // Null equals null.
            assigned(&key, "IS", " AND ")?
        );
        let update = if set.is_empty() {
            None
        } else {
            let (assigned, id) = (assigned(&set, "=", ", ")?, set.len() + 1);
            let sql = format!("UPDATE {name} SET {assigned} WHERE \"id\" = ?{id}");
            Some(table.statement(sql, &[])?)
        };
        Ok(Upsert {
            columns: table.written(&all)?,
            find: table.statement(find, &found)?,
            key,
            update,
            set,
            returns,
            insert: Insert::plan(table, &all, returning)?,
            breaches: Breaches::of(collection),
        })
    }
}

impl RowStep for Upsert {
    fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        values::fit(&self.columns, values)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowWrite for Upsert {
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput> {
        let connection = &writing.connection;
        let given = |index: &usize| values.get(*index).unwrap_or(&Datum::Null);
        let Some(found) = self.find.first(connection, self.key.iter().map(given))? else {
            let row = self.insert.run(writing, values)?;
            return Ok(RowOutput::Row { row, created: true });
        };
        let found = |index: usize| found.get(index).unwrap_or(&Datum::Null);
        if let Some(update) = &self.update {
            let set = self.set.iter().map(given);
            update.change(connection, set.chain([found(0)]))?;
        }
        let field = |source: &Source| match source {
            Source::Given(index) => value::stored(given(index)),
            Source::Found(index) => found(*index).clone(),
        };
        Ok(RowOutput::Row {
            row: self.returns.iter().map(field).collect(),
            created: false,
        })
    }
}
