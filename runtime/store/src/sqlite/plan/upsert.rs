//! `upsert`.

use flowright_stdlib::query::Predicate;

use super::insert::Insert;
use super::predicate::Renderer;
use super::row_step::{RowStep, RowWrite, WritesRow};
use super::{Breaches, Table, values};
use crate::column::{Column, Kind};
use crate::sqlite::statement::Statement;
use crate::sqlite::value;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, RowOutput, StepError, WrittenRow};

/// What an upsert writes.
pub(super) struct Upserted<'a> {
    /// The index of the `unique` that is the key.
    pub unique: usize,
    /// The written fields.
    pub fields: &'a [usize],
    /// The fields that are written on creation only.
    pub on_create: &'a [usize],
    /// The condition on a row that exists.
    pub condition: &'a Predicate,
}

/// An `upsert` step.
#[derive(Debug)]
pub(super) struct Upsert {
    /// The written fields, followed by the fields that are written on creation only.
    columns: Vec<Column>,
    /// The number of values: the values of the columns, then the parameters of the condition.
    values: usize,
    /// How many of the values `find` takes.
    found_by: usize,
    /// Finds the row with the same key. Returns its ID, whether the condition holds for it, and the
    /// returned fields. All writes go through one thread, so no such row can be added between this
    /// query and the insert.
    find: Statement,
    /// Sets the other written fields of the row with that id, if there are any.
    update: Option<Statement>,
    /// Their values, by index.
    set: Vec<usize>,
    /// The sources of the returned fields for a row that already existed.
    returns: Vec<Source>,
    insert: Insert,
    breaches: Breaches,
}

/// The columns of `find` before the returned fields.
const FOUND_ID: usize = 0;
const FOUND_HOLDS: usize = 1;
const FOUND_FIELDS: usize = 2;

/// The source of a field of the updated row.
#[derive(Debug)]
enum Source {
    /// The given value with that index.
    Given(usize),
    /// The value found in the existing row.
    Found,
}

impl Upsert {
    pub(super) fn new(
        table: &Table<'_>,
        written: &Upserted<'_>,
        returning: &[usize],
    ) -> Result<Upsert, PlanError> {
        let Upserted {
            unique,
            fields,
            on_create,
            condition,
        } = *written;
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
        let name = table.name();
        let mut renderer = Renderer::new(table);
        let holds = renderer.condition(condition)?;
        // In this comparison, null equals null.
        let keys = key
            .iter()
            .filter_map(|index| Some((index, fields.get(*index)?)));
        let keys = keys.map(|(index, field)| {
            Ok(format!(
                "{} IS ?{}",
                table.quoted(*field)?,
                index.saturating_add(1)
            ))
        });
        let keys: Vec<String> = keys.collect::<Result<_, PlanError>>()?;
        let mut found = vec![table.quoted(0)?, format!("coalesce({holds}, 0)")];
        let mut kinds = vec![Kind::Int, Kind::Bool];
        let mut returns = Vec::new();
        for field in returning {
            returns.push(match fields.iter().position(|one| one == field) {
                Some(index) => Source::Given(index),
                None => Source::Found,
            });
            found.push(table.quoted(*field)?);
            kinds.push(table.column(*field)?.kind);
        }
        let find = format!(
            "SELECT {} FROM {name} WHERE {}",
            found.join(", "),
            keys.join(" AND ")
        );
        let mut find = table.statement(find, &[])?;
        find.returns = kinds;
        find.lists = renderer.lists().to_vec();
        let update = if set.is_empty() {
            None
        } else {
            let assigned = set
                .iter()
                .filter_map(|index| fields.get(*index))
                .enumerate();
            let assigned = assigned
                .map(|(index, field)| Ok(format!("{} = ?{}", table.quoted(*field)?, index + 1)));
            let assigned = assigned.collect::<Result<Vec<_>, PlanError>>()?.join(", ");
            let id = set.len() + 1;
            let sql = format!("UPDATE {name} SET {assigned} WHERE \"id\" = ?{id}");
            Some(table.statement(sql, &[])?)
        };
        let of_key = key.iter().max().map_or(0, |index| index.saturating_add(1));
        let parameters = renderer.parameters();
        Ok(Upsert {
            values: all.len().max(parameters),
            found_by: of_key.max(parameters),
            columns: table.written(&all)?,
            find,
            update,
            set,
            returns,
            insert: Insert::plan(table, &all, returning)?,
            breaches: Breaches::of(table),
        })
    }
}

impl RowStep for Upsert {
    fn check(&self, values: &[Datum]) -> Result<(), StepError> {
        let written = values.get(..self.columns.len()).unwrap_or(values);
        values::fit(&self.columns, written)?;
        values::parameters(self.values, &self.find.lists, values)
    }

    fn breaches(&self) -> &Breaches {
        &self.breaches
    }
}

impl RowWrite for Upsert {
    fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<RowOutput> {
        self.write(writing, values).map(RowOutput::Written)
    }
}

impl WritesRow for Upsert {
    fn write(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<WrittenRow> {
        let connection = &writing.connection;
        let given = |index: &usize| values.get(*index).unwrap_or(&Datum::Null);
        let found_by = values.iter().take(self.found_by);
        let Some(mut found) = self.find.first(connection, found_by)? else {
            let written = values.get(..self.columns.len()).unwrap_or(values);
            return Ok(WrittenRow {
                row: self.insert.run(writing, written)?,
                created: true,
                changed: true,
            });
        };
        let id = found.get(FOUND_ID).cloned().unwrap_or(Datum::Null);
        let holds = found.get(FOUND_HOLDS) == Some(&Datum::Bool(true));
        let mut row = found.split_off(FOUND_FIELDS.min(found.len()));
        let Some(update) = self.update.as_ref().filter(|_| holds) else {
            return Ok(WrittenRow {
                row,
                created: false,
                changed: false,
            });
        };
        let set = self.set.iter().map(given);
        update.change(connection, set.chain([&id]))?;
        for (field, source) in row.iter_mut().zip(&self.returns) {
            if let Source::Given(index) = source {
                *field = value::stored(given(index));
            }
        }
        Ok(WrittenRow {
            row,
            created: false,
            changed: true,
        })
    }
}
