//! Why the collections of a program don't fit the store.

use std::fmt;

/// One reason why the collections of a program don't fit the store, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Two collections whose names differ in case only, which SQLite does not tell apart.
    CollectionsDifferInCase {
        /// The one.
        first: Box<str>,
        /// The other.
        second: Box<str>,
    },
    /// Two fields whose names differ in case only.
    FieldsDifferInCase {
        /// The collection.
        collection: Box<str>,
        /// The one.
        first: Box<str>,
        /// The other.
        second: Box<str>,
    },
    /// A name that SQLite can't have.
    UnusableName {
        /// The name.
        name: Box<str>,
    },
    /// A field of a type that no column holds.
    NotAColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// Its type.
        ty: String,
    },
    /// A collection that does not begin with `id: int`, or has an index over no field or over
    /// fields that are not there.
    Malformed {
        /// The collection.
        collection: Box<str>,
    },
    /// A table of the collection's name that is not the collection's.
    TableTaken {
        /// The collection.
        collection: Box<str>,
        /// The table.
        table: String,
    },
    /// A field that is no longer declared, while rows hold values of it.
    FieldRemoved {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// How many rows hold a value.
        rows: i64,
    },
    /// A field of another type, while rows hold values of the old one.
    FieldRetyped {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The type that the rows hold.
        was: String,
        /// The declared type.
        is: String,
        /// How many rows hold a value.
        rows: i64,
    },
    /// A new field that must have a value, while there are rows to give one.
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
    /// A field that was optional, while rows hold null.
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
    /// A field of fewer literals, while rows hold another text.
    LiteralsHeld {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// One of the texts.
        literal: String,
        /// How many rows hold one.
        rows: i64,
    },
    /// A `unique`, while rows share its values, null among them.
    Duplicates {
        /// The collection.
        collection: Box<str>,
        /// The fields.
        fields: Vec<Box<str>>,
        /// How many rows hold the same as another one.
        count: i64,
        /// The ids of those rows, or of [the first](Self::ROWS_NAMED).
        ids: Vec<i64>,
    },
    /// What is to be dropped is not there.
    NothingToDrop {
        /// The collection, or the collection and the field.
        name: String,
    },
    /// What is to be dropped is declared.
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
                "the collections `{first}` and `{second}` differ in case only; rename one of them"
            ),
            Refusal::FieldsDifferInCase {
                collection,
                first,
                second,
            } => write!(
                f,
                "the fields `{first}` and `{second}` of `{collection}` differ in case only; \
                 rename one of them"
            ),
            Refusal::UnusableName { name } => write!(
                f,
                "{name:?} can't name a collection or field, as it is empty, begins with \
                 `sqlite_`, or holds a NUL; rename it"
            ),
            Refusal::NotAColumn {
                collection,
                field,
                ty,
            } => write!(
                f,
                "`{collection}.{field}` is `{ty}`, which no column holds; declare a bool, int, \
                 float, text, time or literals, optional or not"
            ),
            Refusal::Malformed { collection } => write!(
                f,
                "`{collection}` must begin with `id: int`, and its `unique` and `index` must be \
                 over its fields"
            ),
            Refusal::TableTaken { collection, table } => write!(
                f,
                "`{collection}` can't have its table, as the database holds a `{table}` that is \
                 not its own; rename the collection"
            ),
            Refusal::FieldRemoved {
                collection,
                field,
                rows,
            } => write!(
                f,
                "`{collection}.{field}` is no longer declared, and new rows need it, as it is \
                 neither optional nor has a default; it holds a value in {}. Declare it again, as \
                 an optional; or give its values up by `flowright migrate PATH --data DIR --drop \
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
                 give the new type to a field of another name, or give the values up by `flowright \
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
                "`{collection}.{field}` is new, and would have no value in {}; give it a \
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
                "`{collection}.{field}` was renamed to `{name}` by another program, and would have \
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
                "`{collection}.{field}` is now `{ty}`, and holds null in {}; leave it optional \
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
                 in {}; declare it until they are updated",
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
                    "`{collection}` is `unique ({})`, and {} hold the same as another one, where \
                     null equals null: id {}",
                    fields.join(", "),
                    Rows(*count),
                    ids.join(", ")
                )?;
                if ids.len() < usize::try_from(*count).unwrap_or(usize::MAX) {
                    f.write_str(" and more")?;
                }
                f.write_str("; leave the `unique` out until they differ")
            }
            Refusal::NothingToDrop { name } => write!(
                f,
                "there is no `{name}` to drop; name a `collection`, or a field as `collection.field`"
            ),
            Refusal::DropDeclared { name } => write!(
                f,
                "`{name}` is declared, and the program needs it; remove it from the program first"
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
