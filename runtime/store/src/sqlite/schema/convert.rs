//! Columns whose values are converted to another type: numbers that become decimals.

use flowright_stdlib::schema::CollectionField;

use super::change::TableChange;
use super::known::KnownField;
use crate::SchemaChange;
use crate::column::{Column, Kind};
use crate::sql::quoted;
use crate::sqlite::decimal::OF_NUMBER;
use crate::sqlite::value::storage;

/// The column that receives the values until the old column is dropped. No field can have its name.
const BETWEEN: &str = "flowright:converted";

impl TableChange<'_> {
    /// Whether the column holds values, all of which can be represented exactly as decimals.
    pub(super) fn is_exact(&self, known: &KnownField, column: Column) -> rusqlite::Result<bool> {
        let numbers = matches!(known.kind, Kind::Int | Kind::Float);
        if !numbers || column.kind != Kind::Decimal {
            return Ok(false);
        }
        let name = quoted(&known.name);
        let lost = self.count(&format!(
            "{name} IS NOT NULL AND {OF_NUMBER}({name}) IS NULL"
        ))?;
        Ok(lost == 0 && self.values(known)? > 0)
    }

    /// Converts a column of numbers, which already has the name of the field, to a column of
    /// decimals.
    pub(super) fn convert(
        &mut self,
        known: &KnownField,
        field: &CollectionField,
        column: Column,
    ) -> rusqlite::Result<()> {
        let collection = &self.collection.name;
        if !column.nullable {
            self.refuse_nulls(known, field)?;
        }
        let change = SchemaChange::ConvertColumn {
            collection: collection.clone(),
            field: field.name.clone(),
            from: known.ty.clone(),
            to: field.ty.to_string(),
            rows: self.values(known)?,
        };
        let (table, name, between) = (quoted(collection), quoted(&field.name), quoted(BETWEEN));
        let ty = storage(column.kind);
        self.alter(change, &format!("ADD COLUMN {between} {ty}"));
        self.steps.run(format!(
            "UPDATE {table} SET {between} = {OF_NUMBER}({name})"
        ));
        for action in [
            format!("DROP COLUMN {name}"),
            format!("RENAME COLUMN {between} TO {name}"),
        ] {
            self.steps.run(format!("ALTER TABLE {table} {action}"));
        }
        if !column.nullable {
            self.steps.run(format!(
                "ALTER TABLE {table} ALTER COLUMN {name} SET NOT NULL"
            ));
        }
        Ok(())
    }
}
