//! From a table as it is to a collection as it is declared.

use flowright_stdlib::schema::{Collection, CollectionField, Default};
use rusqlite::Transaction;

use super::index;
use super::known::{KnownField, literals};
use super::literal::literal;
use crate::column::Column;
use crate::sql::quoted;
use crate::sqlite::value::storage;
use crate::{Datum, Refusal};

/// The statements that change a table, or why it can't be changed.
#[derive(Default)]
pub(super) struct Change {
    pub refusals: Vec<Refusal>,
    statements: Vec<String>,
    /// A column goes, and no index may name it while it does.
    drops: Option<String>,
}

impl Change {
    /// A table for a new collection.
    pub(super) fn create(
        transaction: &Transaction<'_>,
        collection: &Collection,
    ) -> rusqlite::Result<Change> {
        let taken = transaction
            .prepare("SELECT name FROM sqlite_schema WHERE lower(name) = lower(?1)")?
            .query_map([&*collection.name], |row| row.get(0))?
            .next()
            .transpose()?;
        if let Some(table) = taken {
            let collection = collection.name.clone();
            return Ok(Change::refused(Refusal::TableTaken { collection, table }));
        }
        let mut columns = vec!["\"id\" INTEGER PRIMARY KEY AUTOINCREMENT".to_owned()];
        columns.extend(
            collection
                .fields
                .iter()
                .skip(1)
                .filter_map(|field| Some(definition(field, Column::of(&field.ty)?))),
        );
        let table = quoted(&collection.name);
        let statement = format!("CREATE TABLE {table} ({}) STRICT", columns.join(", "));
        Ok(Change {
            statements: vec![statement],
            ..Change::default()
        })
    }

    /// What makes of a table, with the columns that were noted for it, that of the collection.
    pub(super) fn between(
        transaction: &Transaction<'_>,
        before: &[KnownField],
        collection: &Collection,
        now: i64,
    ) -> rusqlite::Result<Change> {
        let table = Table {
            transaction,
            collection,
        };
        // A column that an operator has dropped by hand is no longer there to be kept.
        let columns = table.columns()?;
        if columns.is_empty() {
            return Change::create(transaction, collection);
        }
        let before: Vec<&KnownField> = before
            .iter()
            .filter(|known| columns.contains(&known.name))
            .collect();
        let mut change = Change::default();
        for known in &before {
            let declared = collection.field(&known.name).is_some();
            if !declared {
                change.remove(&table, known)?;
            }
        }
        for field in collection.fields.iter().skip(1) {
            let Some(column) = Column::of(&field.ty) else {
                continue;
            };
            match before.iter().find(|known| *known.name == *field.name) {
                None => change.add(&table, field, column, now)?,
                Some(known) if known.kind != column.kind => {
                    change.retype(&table, known, field, column, now)?;
                }
                Some(known) => change.adjust(&table, known, field, column)?,
            }
        }
        Ok(change)
    }

    /// Runs the statements.
    pub(super) fn apply(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        if let Some(collection) = &self.drops {
            index::drop_all(transaction, collection)?;
        }
        self.statements
            .iter()
            .try_for_each(|statement| transaction.execute_batch(statement))
    }

    fn refused(refusal: Refusal) -> Change {
        Change {
            refusals: vec![refusal],
            ..Change::default()
        }
    }

    fn remove(&mut self, table: &Table<'_>, known: &KnownField) -> rusqlite::Result<()> {
        let rows = table.count(&format!("{} IS NOT NULL", quoted(&known.name)))?;
        if rows > 0 {
            self.refusals.push(Refusal::FieldRemoved {
                collection: table.collection.name.clone(),
                field: known.name.as_str().into(),
                rows,
            });
        }
        self.drops = Some(table.collection.name.to_string());
        self.alter(table, &format!("DROP COLUMN {}", quoted(&known.name)));
        Ok(())
    }

    fn add(
        &mut self,
        table: &Table<'_>,
        field: &CollectionField,
        column: Column,
        now: i64,
    ) -> rusqlite::Result<()> {
        let rows = table.count("true")?;
        let default = match &field.default {
            Some(Default::Value(constant)) => Datum::from(constant),
            Some(Default::Now) => Datum::Time(now),
            None => Datum::Null,
        };
        if rows > 0 && default == Datum::Null && !column.nullable {
            self.refusals.push(Refusal::RequiredWithoutDefault {
                collection: table.collection.name.clone(),
                field: field.name.clone(),
                ty: field.ty.to_string(),
                rows,
            });
        }
        let mut definition = definition(field, column);
        if rows > 0 && default != Datum::Null {
            definition.push_str(" DEFAULT ");
            definition.push_str(&literal(&default));
        }
        self.alter(table, &format!("ADD COLUMN {definition}"));
        Ok(())
    }

    fn retype(
        &mut self,
        table: &Table<'_>,
        known: &KnownField,
        field: &CollectionField,
        column: Column,
        now: i64,
    ) -> rusqlite::Result<()> {
        let rows = table.count(&format!("{} IS NOT NULL", quoted(&field.name)))?;
        if rows > 0 {
            self.refusals.push(Refusal::FieldRetyped {
                collection: table.collection.name.clone(),
                field: field.name.clone(),
                was: known.ty.clone(),
                is: field.ty.to_string(),
                rows,
            });
            return Ok(());
        }
        self.remove(table, known)?;
        self.add(table, field, column, now)
    }

    /// Of the same kind, and perhaps of more or fewer values.
    fn adjust(
        &mut self,
        table: &Table<'_>,
        known: &KnownField,
        field: &CollectionField,
        column: Column,
    ) -> rusqlite::Result<()> {
        let name = quoted(&field.name);
        if column.nullable && !known.nullable {
            self.alter(table, &format!("ALTER COLUMN {name} DROP NOT NULL"));
        }
        if known.nullable && !column.nullable {
            let rows = table.count(&format!("{name} IS NULL"))?;
            if rows > 0 {
                self.refusals.push(Refusal::NullsHeld {
                    collection: table.collection.name.clone(),
                    field: field.name.clone(),
                    ty: field.ty.to_string(),
                    rows,
                });
            }
            self.alter(table, &format!("ALTER COLUMN {name} SET NOT NULL"));
        }
        let Some(declared) = literals(&field.ty) else {
            return Ok(());
        };
        let widened = known
            .literals
            .as_ref()
            .is_some_and(|before| before.iter().all(|text| declared.contains(text)));
        if !widened && let Some((rows, literal)) = table.others(&name, &declared)? {
            self.refusals.push(Refusal::LiteralsHeld {
                collection: table.collection.name.clone(),
                field: field.name.clone(),
                literal,
                rows,
            });
        }
        Ok(())
    }

    fn alter(&mut self, table: &Table<'_>, action: &str) {
        self.statements.push(format!(
            "ALTER TABLE {} {action}",
            quoted(&table.collection.name)
        ));
    }
}

/// A table before the change.
struct Table<'a> {
    transaction: &'a Transaction<'a>,
    collection: &'a Collection,
}

impl Table<'_> {
    fn columns(&self) -> rusqlite::Result<Vec<String>> {
        self.transaction
            .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
            .query_map([&*self.collection.name], |row| row.get(0))?
            .collect()
    }

    fn count(&self, condition: &str) -> rusqlite::Result<i64> {
        let table = quoted(&self.collection.name);
        let count = format!("SELECT count(*) FROM {table} WHERE {condition}");
        self.transaction.query_row(&count, [], |row| row.get(0))
    }

    /// How many rows hold another text than those, and one such text.
    fn others(&self, column: &str, texts: &[String]) -> rusqlite::Result<Option<(i64, String)>> {
        let table = quoted(&self.collection.name);
        let texts: Vec<String> = texts
            .iter()
            .map(|text| literal(&Datum::Text(text.as_str().into())))
            .collect();
        let count = format!(
            "SELECT count(*), min({column}) FROM {table} WHERE {column} NOT IN ({})",
            texts.join(", ")
        );
        self.transaction.query_row(&count, [], |row| {
            let example: Option<String> = row.get(1)?;
            Ok(Some(row.get(0)?).zip(example))
        })
    }
}

fn definition(field: &CollectionField, column: Column) -> String {
    let required = if column.nullable { "" } else { " NOT NULL" };
    format!("{} {}{required}", quoted(&field.name), storage(column.kind))
}
