//! The foreign keys for `ref` fields.
//!
//! In: a table, and the fields to which its columns correspond. Out: the steps that add and remove
//! foreign keys, or refusals. SQLite cannot alter a foreign key, so the table is rebuilt with the
//! same columns and rows.

use std::collections::BTreeMap;

use flowright_stdlib::schema::{Collection, CollectionField, OnDelete, Reference};
use rusqlite::Connection;

use super::existing::Existing;
use super::known::KnownField;
use super::step::Steps;
use crate::sql::{quoted, quoted_list};
use crate::sqlite::value::storage;
use crate::{Refusal, SchemaChange};

/// The table that replaces another one. No collection can have its name.
const REBUILT: &str = "flowright:rebuilt";

/// The alias of a table that another table refers to. No collection can have its name.
const REFERRED: &str = "flowright:referred";

/// The foreign keys of an existing table.
pub(super) struct References<'a> {
    pub connection: &'a Connection,
    pub existing: &'a Existing,
    pub collection: &'a Collection,
    /// The recorded columns of the table.
    pub before: &'a [&'a KnownField],
}

/// A column of the table as SQLite knows it.
struct Present {
    name: String,
    ty: String,
    required: bool,
    default: Option<String>,
}

/// The part of a column's definition that makes it a foreign key.
pub(super) fn refers(reference: &Reference) -> String {
    let Reference {
        collection,
        on_delete,
    } = reference;
    // SQLite checks it at the end of the statement.
    let action = match on_delete {
        OnDelete::Restrict => "",
        OnDelete::Cascade => " ON DELETE CASCADE",
        OnDelete::Null => " ON DELETE SET NULL",
    };
    format!(" REFERENCES {} (\"id\"){action}", quoted(collection))
}

impl References<'_> {
    /// Gives each column the foreign key of the field to which it corresponds; the other columns
    /// lose their foreign keys. Rows that refer to missing rows are refused.
    pub(super) fn change(
        &self,
        kept: &[(&str, &CollectionField)],
        steps: &mut Steps,
    ) -> rusqlite::Result<Vec<Refusal>> {
        let held = self.held()?;
        let wanted = kept.iter().filter_map(|(column, field)| {
            let reference = field.reference.clone()?;
            Some(((*column).to_owned(), reference))
        });
        let wanted: BTreeMap<String, Reference> = wanted.collect();
        // Rows may still hold the IDs of a table that was dropped; a new table would assign these
        // IDs again.
        let is_lost = |reference: &Reference| !self.existing.has_table(&reference.collection);
        if held == wanted && !wanted.values().any(is_lost) {
            return Ok(Vec::new());
        }
        let mut refusals = Vec::new();
        let collection = || self.collection.name.clone();
        for column in held.keys().filter(|column| !wanted.contains_key(*column)) {
            steps.tell(SchemaChange::DropReference {
                collection: collection(),
                field: column.as_str().into(),
            });
        }
        for (column, reference) in &wanted {
            if held.get(column) == Some(reference) && !is_lost(reference) {
                continue;
            }
            let field = kept.iter().find(|(known, _)| known == column);
            let field = field.map_or(column.as_str().into(), |(_, field)| field.name.clone());
            steps.tell(SchemaChange::AddReference {
                collection: collection(),
                field: field.clone(),
                to: reference.collection.clone(),
                on_delete: reference.on_delete,
            });
            refusals.extend(self.dangling(column, field, reference)?);
        }
        self.rebuild(&wanted, steps)?;
        Ok(refusals)
    }

    /// The foreign keys that the table has, by column.
    fn held(&self) -> rusqlite::Result<BTreeMap<String, Reference>> {
        let sql = "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list(?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([&*self.collection.name], |row| {
            let (column, collection, action): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let reference = Reference {
                collection: collection.into(),
                on_delete: match action.as_str() {
                    "CASCADE" => OnDelete::Cascade,
                    "SET NULL" => OnDelete::Null,
                    _ => OnDelete::Restrict,
                },
            };
            Ok((column, reference))
        })?;
        rows.collect()
    }

    /// The refusal if rows hold an ID that no row has.
    fn dangling(
        &self,
        column: &str,
        field: Box<str>,
        reference: &Reference,
    ) -> rusqlite::Result<Option<Refusal>> {
        let table = quoted(&self.collection.name);
        let column = quoted(column);
        let exists = if self.existing.has_table(&reference.collection) {
            let (referred, other) = (quoted(&reference.collection), quoted(REFERRED));
            format!(
                "EXISTS (SELECT 1 FROM {referred} AS {other} WHERE {other}.\"id\" = {table}.{column})"
            )
        } else {
            "0".to_owned()
        };
        let sql = format!(
            "SELECT \"id\", count(*) OVER () FROM {table} \
             WHERE {column} IS NOT NULL AND NOT {exists} ORDER BY \"id\" LIMIT {}",
            Refusal::ROWS_NAMED
        );
        let mut count = 0;
        let mut statement = self.connection.prepare(&sql)?;
        let ids = statement.query_map([], |row| {
            count = row.get(1)?;
            row.get(0)
        })?;
        let ids = ids.collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok((!ids.is_empty()).then(|| Refusal::Dangling {
            collection: self.collection.name.clone(),
            field,
            to: reference.collection.clone(),
            count,
            ids,
        }))
    }

    /// Rebuilds the table with these foreign keys. Foreign keys must be switched off when the
    /// statements are executed, because rows that refer to this table would otherwise be deleted
    /// with it.
    fn rebuild(
        &self,
        wanted: &BTreeMap<String, Reference>,
        steps: &mut Steps,
    ) -> rusqlite::Result<()> {
        let (table, rebuilt) = (quoted(&self.collection.name), quoted(REBUILT));
        let present = self.present()?;
        let columns = present.iter().map(|column| self.definition(column, wanted));
        let columns: Vec<String> = columns.collect();
        let names = quoted_list(present.iter().map(|column| &*column.name));
        let sequence = |name: &str| name.replace('\'', "''");
        let own = sequence(&self.collection.name);
        steps.rebuild(format!(
            "CREATE TABLE {rebuilt} ({}) STRICT",
            columns.join(", ")
        ));
        for statement in [
            format!("INSERT INTO {rebuilt} ({names}) SELECT {names} FROM {table}"),
            // An id is never assigned twice.
            format!("DELETE FROM sqlite_sequence WHERE name = '{REBUILT}'"),
            format!(
                "INSERT INTO sqlite_sequence (name, seq) \
                 SELECT '{REBUILT}', seq FROM sqlite_sequence WHERE name = '{own}'"
            ),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {rebuilt} RENAME TO {table}"),
        ] {
            steps.run(statement);
        }
        // The indexes of the table, and objects that another program has added.
        let sql = "SELECT sql FROM sqlite_schema \
                   WHERE tbl_name = ?1 AND type IN ('index', 'trigger') AND sql IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let others =
            statement.query_map([&*self.collection.name], |row| row.get::<_, String>(0))?;
        for other in others {
            steps.run(other?);
        }
        Ok(())
    }

    /// All columns of the table.
    fn present(&self) -> rusqlite::Result<Vec<Present>> {
        let sql = "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info(?1)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([&*self.collection.name], |row| {
            Ok(Present {
                name: row.get(0)?,
                ty: row.get(1)?,
                required: row.get(2)?,
                default: row.get(3)?,
            })
        })?;
        rows.collect()
    }

    fn definition(&self, column: &Present, wanted: &BTreeMap<String, Reference>) -> String {
        if column.name == "id" {
            return "\"id\" INTEGER PRIMARY KEY AUTOINCREMENT".to_owned();
        }
        let known = self.before.iter().find(|known| known.name == column.name);
        let kind = known.map_or(column.ty.as_str(), |known| storage(known.kind));
        let mut definition = format!("{} {kind}", quoted(&column.name));
        if column.required {
            definition.push_str(" NOT NULL");
        }
        if let Some(default) = &column.default {
            definition.push_str(&format!(" DEFAULT ({default})"));
        }
        if let Some(reference) = wanted.get(&column.name) {
            definition.push_str(&refers(reference));
        }
        definition
    }
}
