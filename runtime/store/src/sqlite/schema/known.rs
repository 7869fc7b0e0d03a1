//! The collections as they were when the database was last opened.

use std::collections::BTreeMap;

use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;
use rusqlite::types::Type as Storage;
use rusqlite::{Error, Transaction};
use serde::{Deserialize, Serialize};

use crate::column::{Column, Kind};

/// Every collection that the database has a table for, with its fields.
pub(super) struct Known(BTreeMap<String, Vec<KnownField>>);

/// A field other than `id`.
#[derive(Serialize, Deserialize)]
pub(super) struct KnownField {
    pub name: String,
    pub kind: Kind,
    pub nullable: bool,
    /// The texts that it may hold, where they are a closed set.
    pub literals: Option<Vec<String>>,
    /// The type as it is written, for messages.
    pub ty: String,
}

impl KnownField {
    fn of(field: &CollectionField) -> Option<KnownField> {
        let column = Column::of(&field.ty)?;
        Some(KnownField {
            name: field.name.to_string(),
            kind: column.kind,
            nullable: column.nullable,
            literals: literals(&field.ty),
            ty: field.ty.to_string(),
        })
    }
}

/// The texts of a closed union, optional or not.
pub(super) fn literals(ty: &Type) -> Option<Vec<String>> {
    match ty.without_null() {
        Type::Literals(texts) => Some(texts.iter().map(str::to_owned).collect()),
        _ => None,
    }
}

/// Makes the table that this module keeps. Its name can't be one of a collection.
pub(super) fn create(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE \"flowright:collections\" (name TEXT PRIMARY KEY, fields TEXT NOT NULL) \
         STRICT, WITHOUT ROWID",
    )
}

/// Notes a collection as its table now is.
pub(super) fn write(
    transaction: &Transaction<'_>,
    collection: &Collection,
) -> rusqlite::Result<()> {
    let fields: Vec<KnownField> = collection
        .fields
        .iter()
        .skip(1)
        .filter_map(KnownField::of)
        .collect();
    let fields = serde_json::to_string(&fields)
        .map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO \"flowright:collections\" (name, fields) VALUES (?1, ?2) \
         ON CONFLICT DO UPDATE SET fields = excluded.fields WHERE fields != excluded.fields",
    )?;
    statement.execute((&*collection.name, fields))?;
    Ok(())
}

impl Known {
    /// Reads what was noted.
    pub(super) fn read(transaction: &Transaction<'_>) -> rusqlite::Result<Known> {
        let mut statement =
            transaction.prepare("SELECT name, fields FROM \"flowright:collections\"")?;
        let rows = statement.query_map([], |row| {
            let fields: String = row.get(1)?;
            let fields = serde_json::from_str(&fields).map_err(|error| {
                Error::FromSqlConversionFailure(1, Storage::Text, Box::new(error))
            })?;
            Ok((row.get(0)?, fields))
        })?;
        rows.collect::<rusqlite::Result<_>>().map(Known)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn collection(&self, name: &str) -> Option<&[KnownField]> {
        self.0.get(name).map(Vec::as_slice)
    }
}
