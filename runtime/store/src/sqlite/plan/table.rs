//! A collection while a step on it is planned.

use flowright_stdlib::schema::{Collection, CollectionField};

use crate::PlanError;
use crate::column::{Column, Kind};
use crate::sql::{quoted, quoted_list};
use crate::sqlite::reading::Reading;
use crate::sqlite::schema::KnownDefault;
use crate::sqlite::statement::Statement;

/// A collection, and a connection to its database for checking that SQLite accepts a statement.
pub(crate) struct Table<'a> {
    pub collection: &'a Collection,
    /// All collections of the program.
    pub collections: &'a [Collection],
    pub reading: &'a Reading,
    /// Columns that only another program has declared, and their values in new rows.
    pub undeclared: &'a [(String, KnownDefault)],
}

impl<'a> Table<'a> {
    /// The name of the table.
    pub(super) fn name(&self) -> String {
        quoted(&self.collection.name)
    }

    /// The field with that index.
    pub(super) fn field(&self, field: usize) -> Result<&'a CollectionField, PlanError> {
        self.collection
            .fields
            .get(field)
            .ok_or_else(|| self.unknown_field(field))
    }

    /// The column of the field with that index.
    pub(super) fn column(&self, field: usize) -> Result<Column, PlanError> {
        Column::of(&self.field(field)?.ty).ok_or_else(|| self.unknown_field(field))
    }

    /// The quoted name of the field with that index.
    pub(super) fn quoted(&self, field: usize) -> Result<String, PlanError> {
        Ok(quoted(&self.field(field)?.name))
    }

    /// The columns that a step writes: not `id`, and none twice.
    pub(super) fn written(&self, fields: &[usize]) -> Result<Vec<Column>, PlanError> {
        let collection = || self.collection.name.clone();
        for (index, field) in fields.iter().enumerate() {
            if *field == 0 {
                return Err(PlanError::WritesId {
                    collection: collection(),
                });
            }
            if fields.iter().take(index).any(|earlier| earlier == field) {
                let field = self.field(*field)?.name.clone();
                return Err(PlanError::WrittenTwice {
                    collection: collection(),
                    field,
                });
            }
        }
        fields.iter().map(|field| self.column(*field)).collect()
    }

    /// The part after `SELECT` that returns those fields; must not be empty.
    pub(super) fn selected(&self, fields: &[usize]) -> Result<String, PlanError> {
        if fields.is_empty() {
            return Ok("1".to_owned());
        }
        let names: Vec<&str> = fields
            .iter()
            .map(|field| self.field(*field).map(|field| &*field.name))
            .collect::<Result<_, PlanError>>()?;
        Ok(quoted_list(names))
    }

    /// A statement that returns those fields, if SQLite accepts it.
    pub(super) fn statement(&self, sql: String, gives: &[usize]) -> Result<Statement, PlanError> {
        self.reading
            .prepares(&sql)
            .map_err(|reason| PlanError::Rejected {
                collection: self.collection.name.clone(),
                reason,
            })?;
        let kinds = gives.iter().map(|field| Ok(self.column(*field)?.kind));
        Ok(Statement {
            sql,
            returns: kinds.collect::<Result<Vec<Kind>, PlanError>>()?,
            lists: Vec::new(),
        })
    }

    /// The error that the collection has no such field.
    pub(super) fn unknown_field(&self, field: usize) -> PlanError {
        PlanError::UnknownField {
            collection: self.collection.name.clone(),
            field,
        }
    }
}
