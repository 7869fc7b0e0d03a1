//! Why the collections of a program do not match the store.

use std::fmt;

/// One reason why the collections of a program do not match the store, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Two collections whose names differ only in case, which SQLite does not distinguish.
    CollectionsDifferInCase {
        /// The first.
        first: Box<str>,
        /// The second.
        second: Box<str>,
    },
    /// Two fields whose names differ only in case.
    FieldsDifferInCase {
        /// The collection.
        collection: Box<str>,
        /// The first.
        first: Box<str>,
        /// The second.
        second: Box<str>,
    },
    /// A name that SQLite does not allow.
    UnusableName {
        /// The name.
        name: Box<str>,
    },
    /// A field of a type that no column can hold.
    NotAColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// Its type.
        ty: String,
    },
    /// A collection that does not begin with `id: int`, that has an index over no field or over
    /// missing fields, or that refers to a missing collection.
    Malformed {
        /// The collection.
        collection: Box<str>,
    },
    /// A table with the collection's name that was not created for it.
    TableTaken {
        /// The collection.
        collection: Box<str>,
        /// The table.
        table: String,
    },
    /// A field that is no longer declared, although rows hold values of it.
    FieldRemoved {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// How many rows hold a value.
        rows: i64,
    },
    /// A field with another type, although rows hold values of the old one.
    FieldRetyped {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The type of the values in the rows.
        was: String,
        /// The declared type.
        is: String,
        /// How many rows hold a value.
        rows: i64,
    },
    /// A new required field, although there are rows without a value for it.
    RequiredWithoutDefault {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The declared type.
        ty: String,
        /// How many rows there are.
        rows: i64,
        /// The column that held the field before a later program renamed it.
        renamed_to: Option<Box<str>>,
    },
    /// A field that was optional, although rows hold null.
    NullsHeld {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The declared type.
        ty: String,
        /// How many rows hold null.
        rows: i64,
    },
    /// A field with fewer literals, although rows hold another text.
    LiteralsHeld {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// One such text.
        literal: String,
        /// How many rows hold such a text.
        rows: i64,
    },
    /// A `unique`, although rows share its values, including null.
    Duplicates {
        /// The collection.
        collection: Box<str>,
        /// The fields.
        fields: Vec<Box<str>>,
        /// How many rows have the same values as another one.
        count: i64,
        /// The IDs of those rows, or of [the first ones](Self::ROWS_NAMED).
        ids: Vec<i64>,
    },
    /// A field that is a `ref` now, although rows hold the id of no row.
    Dangling {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The collection that the field refers to.
        to: Box<str>,
        /// How many rows hold such an id.
        count: i64,
        /// The IDs of those rows, or of [the first ones](Self::ROWS_NAMED).
        ids: Vec<i64>,
    },
    /// A table or column to be dropped does not exist.
    NothingToDrop {
        /// The collection, or the collection and the field.
        name: String,
    },
    /// A table or column to be dropped is declared by the program.
    DropDeclared {
        /// The collection, or the collection and the field.
        name: String,
    },
}

impl Refusal {
    /// How many rows a refusal names.
    pub const ROWS_NAMED: usize = 20;
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::CollectionsDifferInCase { first, second } => write!(
                f,
                "the collections `{first}` and `{second}` differ only in case; rename one of them"
            ),
            Refusal::FieldsDifferInCase {
                collection,
                first,
                second,
            } => write!(
                f,
                "the fields `{first}` and `{second}` of `{collection}` differ only in case; \
                 rename one of them"
            ),
            Refusal::UnusableName { name } => write!(
                f,
                "{name:?} can't name a collection or field, as it is empty, begins with \
                 `sqlite_`, or contains a NUL; rename it"
            ),
            Refusal::NotAColumn {
                collection,
                field,
                ty,
            } => write!(
                f,
                "`{collection}.{field}` is `{ty}`, which no column can hold; declare a bool, int, \
                 float, text, time or literals, optional or not"
            ),
            Refusal::Malformed { collection } => write!(
                f,
                "`{collection}` must begin with `id: int`, and its `unique` and `index` must be \
                 over its fields"
            ),
            Refusal::TableTaken { collection, table } => write!(
                f,
                "`{collection}` can't have its table, as the database contains a `{table}` that \
                 does not belong to it; rename the collection"
            ),
            Refusal::FieldRemoved {
                collection,
                field,
                rows,
            } => write!(
                f,
                "`{collection}.{field}` is no longer declared, and new rows need it, as it is \
                 neither optional nor has a default; it holds a value in {}. Declare it again as \
                 an optional, or delete its values with `flowright migrate PATH --data DIR --drop \
                 {collection}.{field} --apply`",
                Rows(*rows)
            ),
            Refusal::FieldRetyped {
                collection,
                field,
                was,
                is,
                rows,
            } => write!(
                f,
                "`{collection}.{field}` was `{was}` and is now `{is}`, and holds a value in {}; \
                 use another name for the field of the new type, or delete the values with `flowright \
                 migrate PATH --data DIR --drop {collection}.{field} --apply`",
                Rows(*rows)
            ),
            Refusal::RequiredWithoutDefault {
                collection,
                field,
                ty,
                rows,
                renamed_to: None,
            } => write!(
                f,
                "`{collection}.{field}` is new, but would have no value in {}; give it a \
                 default, or make it `{ty}?`",
                Rows(*rows)
            ),
            Refusal::RequiredWithoutDefault {
                collection,
                field,
                ty: _,
                rows,
                renamed_to: Some(name),
            } => write!(
                f,
                "`{collection}.{field}` was renamed to `{name}` by another program, so it would have \
                 no value in {}; starting an older program does not undo a rename: start the newer \
                 one, or declare `{field}` with `was {name}`",
                Rows(*rows)
            ),
            Refusal::NullsHeld {
                collection,
                field,
                ty,
                rows,
            } => write!(
                f,
                "`{collection}.{field}` is now `{ty}`, but is null in {}; keep it optional \
                 until they are updated",
                Rows(*rows)
            ),
            Refusal::LiteralsHeld {
                collection,
                field,
                literal,
                rows,
            } => write!(
                f,
                "`{collection}.{field}` holds a text that is not declared, such as {literal:?}, \
                 in {}; keep declaring it until those rows are updated",
                Rows(*rows)
            ),
            Refusal::Duplicates {
                collection,
                fields,
                count,
                ids,
            } => {
                let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
                write!(
                    f,
                    "`{collection}` is `unique ({})`, but {} have the same values as another row, where \
                     null equals null: id {}",
                    fields.join(", "),
                    Rows(*count),
                    ids.join(", ")
                )?;
                if ids.len() < usize::try_from(*count).unwrap_or(usize::MAX) {
                    f.write_str(" and more")?;
                }
                f.write_str("; remove the `unique` until they differ")
            }
            Refusal::Dangling {
                collection,
                field,
                to,
                count,
                ids,
            } => {
                let named: Vec<String> = ids.iter().map(i64::to_string).collect();
                write!(
                    f,
                    "`{collection}.{field}` is now `ref {to}`, but holds the id of no row of `{to}` in \
                     {}: id {}",
                    Rows(*count),
                    named.join(", ")
                )?;
                if ids.len() < usize::try_from(*count).unwrap_or(usize::MAX) {
                    f.write_str(" and more")?;
                }
                f.write_str("; declare an `int` until they are updated or deleted")
            }
            Refusal::NothingToDrop { name } => write!(
                f,
                "there is no `{name}` to drop; name a `collection`, or a field as `collection.field`"
            ),
            Refusal::DropDeclared { name } => write!(
                f,
                "`{name}` is still declared; remove it from the program first"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// A number of rows.
pub(crate) struct Rows(pub i64);

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "row" } else { "rows" })
    }
}
