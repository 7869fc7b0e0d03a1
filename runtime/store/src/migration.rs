//! The migration from the tables of a data directory to the collections of a program.

use std::fmt;

use flowright_stdlib::schema::OnDelete;

use crate::Refusal;
use crate::error::Rows;

/// Everything that a start would do to the tables, and everything that prevents it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Migration {
    /// The changes, in the order in which they are made.
    pub changes: Vec<SchemaChange>,
    /// Why the changes are not made; empty if nothing prevents them.
    pub refusals: Vec<Refusal>,
}

/// One change of a table, or a table or column that is kept although the program does not declare
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaChange {
    /// A table for a new collection.
    CreateTable {
        /// The collection.
        collection: Box<str>,
    },
    /// An undeclared table is dropped on request.
    DropTable {
        /// The collection.
        collection: Box<str>,
        /// How many rows it holds.
        rows: i64,
    },
    /// An undeclared table is kept.
    KeepTable {
        /// The collection.
        collection: Box<str>,
        /// How many rows it holds.
        rows: i64,
    },
    /// A column for a new field.
    AddColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// Its type.
        ty: String,
        /// The value that existing rows get, as written in a flow.
        value: Option<String>,
        /// How many rows there are.
        rows: i64,
        /// The column that held the field before a later program renamed it.
        renamed_to: Option<Box<str>>,
    },
    /// A column is dropped: on request, or because no row holds a value of it.
    DropColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// How many rows hold a value.
        rows: i64,
    },
    /// An undeclared column is kept.
    KeepColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// How many rows hold a value.
        rows: i64,
    },
    /// The values of a column are converted to another type.
    ConvertColumn {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The type that it had.
        from: String,
        /// Its type.
        to: String,
        /// How many rows hold a value.
        rows: i64,
    },
    /// The column of a renamed field is renamed.
    RenameColumn {
        /// The collection.
        collection: Box<str>,
        /// The old name.
        from: Box<str>,
        /// The name of the field.
        to: Box<str>,
    },
    /// A required field has become optional.
    AllowNull {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
    },
    /// An optional field has become required.
    ForbidNull {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
    },
    /// A field now refers to rows, or its `on delete` action has changed.
    AddReference {
        /// The collection.
        collection: Box<str>,
        /// The field.
        field: Box<str>,
        /// The collection that it refers to.
        to: Box<str>,
        /// What happens to its row when that row is deleted.
        on_delete: OnDelete,
    },
    /// A column no longer refers to rows.
    DropReference {
        /// The collection.
        collection: Box<str>,
        /// The column.
        field: Box<str>,
    },
    /// An index for a `unique` or an `index`.
    CreateIndex {
        /// The collection.
        collection: Box<str>,
        /// Whether it is for a `unique`.
        unique: bool,
        /// The fields.
        fields: Vec<Box<str>>,
    },
    /// An index for a `unique` or an `index` that is no longer declared.
    DropIndex {
        /// The name of the index.
        name: Box<str>,
    },
}

impl Migration {
    /// Whether a start would change anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.refusals.is_empty() && self.changes.iter().all(SchemaChange::keeps)
    }

    /// The changes with which executions of the previous program could not continue: a name that
    /// they use no longer exists, or values that they write are no longer accepted.
    pub fn breaking(&self) -> impl Iterator<Item = &SchemaChange> {
        self.changes.iter().filter(|change| change.breaks())
    }
}

impl SchemaChange {
    /// Whether this changes nothing, and only reports something that is kept.
    #[must_use]
    pub fn keeps(&self) -> bool {
        matches!(
            self,
            SchemaChange::KeepTable { .. } | SchemaChange::KeepColumn { .. }
        )
    }

    fn breaks(&self) -> bool {
        match self {
            SchemaChange::DropTable { .. }
            | SchemaChange::DropColumn { .. }
            | SchemaChange::RenameColumn { .. }
            | SchemaChange::ConvertColumn { .. }
            | SchemaChange::ForbidNull { .. }
            | SchemaChange::AddReference { .. }
            | SchemaChange::DropReference { .. }
            | SchemaChange::CreateIndex { unique: true, .. } => true,
            // Rows written without the column get its default, or null.
            SchemaChange::AddColumn { ty, value, .. } => value.is_none() && !ty.ends_with('?'),
            SchemaChange::CreateTable { .. }
            | SchemaChange::KeepTable { .. }
            | SchemaChange::KeepColumn { .. }
            | SchemaChange::AllowNull { .. }
            | SchemaChange::CreateIndex { unique: false, .. }
            | SchemaChange::DropIndex { .. } => false,
        }
    }
}

impl fmt::Display for SchemaChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SchemaChange::CreateTable { collection } => {
                write!(f, "create the table `{collection}`")
            }
            SchemaChange::DropTable { collection, rows } => {
                write!(f, "drop the table `{collection}` with {}", Rows(*rows))
            }
            SchemaChange::KeepTable { collection, rows } => write!(
                f,
                "keep the table `{collection}` with {}, which the program does not declare",
                Rows(*rows)
            ),
            SchemaChange::AddColumn {
                collection,
                field,
                ty,
                value,
                rows,
                renamed_to,
            } => {
                write!(f, "add the column `{collection}.{field}` of type `{ty}`")?;
                if *rows > 0 {
                    let value = value.as_deref().unwrap_or("null");
                    write!(f, "; its value is {value} in {}", Rows(*rows))?;
                }
                match renamed_to {
                    Some(name) => write!(
                        f,
                        ". It was renamed to `{name}` by another program, and its values stay there"
                    ),
                    None => Ok(()),
                }
            }
            SchemaChange::DropColumn {
                collection,
                field,
                rows: 0,
            } => write!(
                f,
                "drop the column `{collection}.{field}`, which holds no value"
            ),
            SchemaChange::DropColumn {
                collection,
                field,
                rows,
            } => write!(
                f,
                "drop the column `{collection}.{field}` with its values in {}",
                Rows(*rows)
            ),
            SchemaChange::KeepColumn {
                collection,
                field,
                rows,
            } => write!(
                f,
                "keep the column `{collection}.{field}`, which the program does not declare and \
                 which holds a value in {}",
                Rows(*rows)
            ),
            SchemaChange::ConvertColumn {
                collection,
                field,
                from,
                to,
                rows,
            } => write!(
                f,
                "convert the column `{collection}.{field}` from `{from}` to `{to}`, exactly, in {}. \
                 Starting the old program does not undo this",
                Rows(*rows)
            ),
            SchemaChange::RenameColumn {
                collection,
                from,
                to,
            } => write!(
                f,
                "rename the column `{collection}.{from}` to `{to}`. Starting the old program does \
                 not undo this. To be able to roll back, deploy twice: first with `{to}` as a new \
                 field beside `{from}`, writing both; then without `{from}`"
            ),
            SchemaChange::AllowNull { collection, field } => {
                write!(f, "allow null in `{collection}.{field}`")
            }
            SchemaChange::ForbidNull { collection, field } => {
                write!(f, "forbid null in `{collection}.{field}`")
            }
            SchemaChange::AddReference {
                collection,
                field,
                to,
                on_delete,
            } => {
                let action = match on_delete {
                    OnDelete::Restrict => "restrict",
                    OnDelete::Cascade => "cascade",
                    OnDelete::Null => "null",
                };
                write!(
                    f,
                    "make `{collection}.{field}` refer to rows of `{to}`, with `on delete {action}`"
                )
            }
            SchemaChange::DropReference { collection, field } => write!(
                f,
                "let `{collection}.{field}` hold any int, as it no longer refers to rows"
            ),
            SchemaChange::CreateIndex {
                collection,
                unique,
                fields,
            } => write!(
                f,
                "create the {} of `{collection}` over ({})",
                if *unique { "unique index" } else { "index" },
                fields.join(", ")
            ),
            SchemaChange::DropIndex { name } => write!(f, "drop the index `{name}`"),
        }
    }
}
