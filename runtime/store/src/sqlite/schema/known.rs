//! The collections as recorded when the database was last opened.

use std::collections::HashMap;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::{Collection, CollectionField, Constant, Default as FieldDefault};
use flowright_stdlib::types::Type;
use rusqlite::types::Type as Storage;
use rusqlite::{Connection, Error};
use serde::{Deserialize, Serialize};

use crate::Datum;
use crate::column::{Column, Kind};

/// Every collection that the database has a table for, with its fields.
pub(crate) struct Known(HashMap<String, Vec<KnownField>>);

/// A field other than `id`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KnownField {
    pub name: String,
    pub kind: Kind,
    pub nullable: bool,
    /// The texts that it may hold, if they are a closed set.
    pub literals: Option<Vec<String>>,
    /// The type as written, for messages.
    pub ty: String,
    /// The default that applied to rows written without the field by the last program that declared
    /// the field.
    #[serde(default)]
    pub default: Option<KnownDefault>,
    /// Its former names, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<String>,
}

/// A default that is not null.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KnownDefault {
    Bool(bool),
    Int(i64),
    Float(f64),
    /// As text, because JSON's numbers are read as floats.
    Decimal(Box<str>),
    /// In microseconds since 1970.
    Time(i64),
    /// In days since 1970.
    Date(i64),
    /// In microseconds.
    Duration(i64),
    Text(Box<str>),
    List(Vec<KnownDefault>),
    Now,
}

impl KnownDefault {
    fn of(default: &FieldDefault) -> Option<KnownDefault> {
        match default {
            FieldDefault::Now => Some(KnownDefault::Now),
            // Only a program that declares the field can generate its values.
            FieldDefault::Uuid | FieldDefault::Random => None,
            FieldDefault::Value(constant) => KnownDefault::of_constant(constant),
            FieldDefault::List(constants) => {
                let values = constants.iter().map(KnownDefault::of_constant);
                values.collect::<Option<_>>().map(KnownDefault::List)
            }
        }
    }

    fn of_constant(constant: &Constant) -> Option<KnownDefault> {
        Some(match constant {
            Constant::Null => return None,
            Constant::Bool(value) => KnownDefault::Bool(*value),
            Constant::Int(value) => KnownDefault::Int(*value),
            Constant::Float(value) => KnownDefault::Float(*value),
            Constant::Time(value) => KnownDefault::Time(*value),
            Constant::Date(value) => KnownDefault::Date(*value),
            Constant::Duration(value) => KnownDefault::Duration(*value),
            Constant::Decimal(value) => KnownDefault::Decimal(value.to_string().into()),
            Constant::Text(value) => KnownDefault::Text(value.clone()),
        })
    }

    /// The value of new rows; `None` if it is the time at which they are written.
    pub(crate) fn datum(&self) -> Option<Datum> {
        Some(match self {
            KnownDefault::Now => return None,
            KnownDefault::Bool(value) => Datum::Bool(*value),
            KnownDefault::Int(value) => Datum::Int(*value),
            KnownDefault::Float(value) => Datum::Float(*value),
            KnownDefault::Time(value) => Datum::Time(*value),
            KnownDefault::Date(value) => Datum::Date(*value),
            KnownDefault::Duration(value) => Datum::Duration(*value),
            KnownDefault::Decimal(value) => {
                Decimal::parse(value).map_or(Datum::Null, Datum::Decimal)
            }
            KnownDefault::Text(value) => Datum::Text(value.clone()),
            KnownDefault::List(values) => {
                Datum::List(values.iter().filter_map(KnownDefault::datum).collect())
            }
        })
    }
}

impl KnownField {
    /// A field as declared; its column has had these names before.
    pub(super) fn of(field: &CollectionField, was: Vec<String>) -> Option<KnownField> {
        let column = Column::of(&field.ty)?;
        Some(KnownField {
            name: field.name.to_string(),
            kind: column.kind,
            nullable: column.nullable,
            literals: literals(&field.ty),
            ty: field.ty.to_string(),
            default: field.default.as_ref().and_then(KnownDefault::of),
            was,
        })
    }

    /// Whether a program that does not declare the field can write rows.
    pub(super) fn can_be_left_out(&self) -> bool {
        self.nullable || self.default.is_some()
    }
}

/// The texts of a closed union, optional or not, or of the elements of a list.
pub(super) fn literals(ty: &Type) -> Option<Vec<String>> {
    match ty.without_null() {
        Type::List(element) => literals(element),
        Type::Literals(texts) if !texts.is_open() => {
            Some(texts.iter().map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// Creates the table in which this module stores its records. No collection can have its name.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE \"flowright:collections\" (name TEXT PRIMARY KEY, fields TEXT NOT NULL) \
         STRICT, WITHOUT ROWID",
    )
}

/// Records the fields of a collection, matching the current state of its table.
pub(super) fn write(
    connection: &Connection,
    collection: &str,
    fields: &[KnownField],
) -> rusqlite::Result<()> {
    let fields = serde_json::to_string(fields)
        .map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))?;
    connection.execute(
        "INSERT INTO \"flowright:collections\" (name, fields) VALUES (?1, ?2) \
         ON CONFLICT DO UPDATE SET fields = excluded.fields WHERE fields != excluded.fields",
        (collection, fields),
    )?;
    Ok(())
}

/// Deletes the record of a collection whose table has been dropped.
pub(super) fn forget(connection: &Connection, collection: &str) -> rusqlite::Result<()> {
    let forget = "DELETE FROM \"flowright:collections\" WHERE name = ?1";
    connection.execute(forget, [collection]).map(drop)
}

impl Known {
    /// The record of a new database: nothing.
    pub(super) fn nothing() -> Known {
        Known(HashMap::new())
    }

    /// Reads the record.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Known> {
        let mut statement =
            connection.prepare("SELECT name, fields FROM \"flowright:collections\"")?;
        let rows = statement.query_map([], |row| {
            let fields: String = row.get(1)?;
            let fields = serde_json::from_str(&fields).map_err(|error| {
                Error::FromSqlConversionFailure(1, Storage::Text, Box::new(error))
            })?;
            Ok((row.get(0)?, fields))
        })?;
        rows.collect::<rusqlite::Result<_>>().map(Known)
    }

    /// The names of all collections, in order.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    pub(super) fn collection(&self, name: &str) -> Option<&[KnownField]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// The columns of a collection's table that the program does not declare, and that get a value
    /// in new rows.
    pub(crate) fn undeclared(&self, collection: &Collection) -> Vec<(String, KnownDefault)> {
        let fields = self.collection(&collection.name).unwrap_or_default();
        let undeclared = fields
            .iter()
            .filter(|known| collection.field(&known.name).is_none());
        undeclared
            .filter_map(|known| Some((known.name.clone(), known.default.clone()?)))
            .collect()
    }
}
