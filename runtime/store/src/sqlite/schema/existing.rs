//! The contents of the database before it is changed.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::sql::quoted;

/// The names of everything in the database, read once.
pub(super) struct Existing {
    /// Keyed by lower-case name, because SQLite folds ASCII case.
    objects: HashMap<String, String>,
    tables: HashMap<String, Vec<String>>,
}

impl Existing {
    /// Reads the names of tables and of their indexes.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Existing> {
        let mut objects = HashMap::new();
        let mut tables: HashMap<String, Vec<String>> = HashMap::new();
        let mut statement = connection.prepare("SELECT type, name, tbl_name FROM sqlite_schema")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, name, table): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            match kind.as_str() {
                "index" => tables.entry(table).or_default().push(name.clone()),
                "table" => {
                    tables.entry(name.clone()).or_default();
                }
                _ => {}
            }
            objects.insert(name.to_ascii_lowercase(), name);
        }
        Ok(Existing { objects, tables })
    }

    /// Any object with that name, regardless of case.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let object = self.objects.get(&name.to_ascii_lowercase());
        object.map(String::as_str)
    }

    /// Whether there is a table with exactly that name.
    pub(super) fn has_table(&self, name: &str) -> bool {
        self.tables.contains_key(name)
    }

    /// The indexes of a table.
    pub(super) fn indexes(&self, table: &str) -> &[String] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

/// How many rows of a table match a condition.
pub(super) fn count(
    connection: &Connection,
    table: &str,
    condition: &str,
) -> rusqlite::Result<i64> {
    let count = format!("SELECT count(*) FROM {} WHERE {condition}", quoted(table));
    connection.query_row(&count, [], |row| row.get(0))
}

/// Whether a table has any row.
pub(super) fn has_rows(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    let exists = format!("SELECT EXISTS (SELECT 1 FROM {})", quoted(table));
    connection.query_row(&exists, [], |row| row.get(0))
}
