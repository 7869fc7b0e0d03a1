//! A new row, including the fields that the step does not write.

use flowright_stdlib::schema::Default;

use super::Table;
use crate::sql::quoted;
use crate::sqlite::schema::KnownDefault;
use crate::sqlite::statement::Statement;
use crate::sqlite::value;
use crate::sqlite::writing::Writing;
use crate::{Datum, PlanError, Row};

/// Adds one row.
///
/// Invariant: the statement names every column that gets a value, including those that the program
/// does not declare. The `DEFAULT` of a column may come from an older program.
///
/// So the whole new row is known except for its ID, which SQLite reports. A `RETURNING` clause
/// would report the same, but SQLite would use a temporary table for each row, which costs more
/// than the insert itself.
#[derive(Debug)]
pub(super) struct Insert {
    statement: Statement,
    /// The values bound after the given ones.
    defaults: Vec<Filler>,
    /// The fields of the returned row.
    returns: Vec<Source>,
}

/// The source of a field of the new row.
#[derive(Debug)]
enum Source {
    Id,
    /// The bound value with that index.
    Bound(usize),
}

#[derive(Debug)]
enum Filler {
    Constant(Datum),
    Now,
}

impl Insert {
    /// An insert that takes values for `fields`, in order.
    pub(super) fn plan(
        table: &Table<'_>,
        fields: &[usize],
        returning: &[usize],
    ) -> Result<Insert, PlanError> {
        let mut names = vec![table.quoted(0)?];
        let mut values = vec!["NULL".to_owned()];
        for (index, field) in fields.iter().enumerate() {
            names.push(table.quoted(*field)?);
            values.push(format!("?{}", index + 1));
        }
        let mut bound = fields.to_vec();
        let mut defaults = Vec::new();
        for (index, field) in table.collection.fields.iter().enumerate().skip(1) {
            if fields.contains(&index) {
                continue;
            }
            let filler = match &field.default {
                Some(Default::Value(constant)) => Filler::Constant(Datum::from(constant)),
                Some(Default::List(constants)) => Filler::Constant(constants.as_slice().into()),
                Some(Default::Now) => Filler::Now,
                None if table.column(index)?.nullable => Filler::Constant(Datum::Null),
                // The program itself writes randomly generated values.
                Some(Default::Uuid | Default::Random) | None => {
                    return Err(PlanError::NotWritten {
                        collection: table.collection.name.clone(),
                        field: field.name.clone(),
                    });
                }
            };
            names.push(table.quoted(index)?);
            defaults.push(filler);
            bound.push(index);
            values.push(format!("?{}", bound.len()));
        }
        for (name, default) in table.undeclared {
            names.push(quoted(name));
            defaults.push(Filler::of(default));
            values.push(format!("?{}", fields.len() + defaults.len()));
        }
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table.name(),
            names.join(", "),
            values.join(", "),
        );
        let source = |field: &usize| {
            let place = bound.iter().position(|one| one == field);
            match (field, place) {
                (0, _) => Ok(Source::Id),
                (_, Some(index)) => Ok(Source::Bound(index)),
                (_, None) => Err(table.unknown_field(*field)),
            }
        };
        Ok(Insert {
            statement: table.statement(sql, &[])?,
            defaults,
            returns: returning.iter().map(source).collect::<Result<_, _>>()?,
        })
    }

    /// Inserts the row and returns it.
    pub(super) fn run(&self, writing: &Writing, values: &[Datum]) -> rusqlite::Result<Row> {
        let now = Datum::Time(if self.defaults.iter().any(Filler::is_now) {
            writing.clock.now()
        } else {
            0
        });
        let defaults = self.defaults.iter().map(|filler| match filler {
            Filler::Constant(datum) => datum,
            Filler::Now => &now,
        });
        let bound = values.iter().chain(defaults);
        self.statement.change(&writing.connection, bound.clone())?;
        let field = |source: &Source| match source {
            Source::Id => Datum::Int(writing.connection.last_insert_rowid()),
            Source::Bound(index) => bound.clone().nth(*index).map_or(Datum::Null, value::stored),
        };
        Ok(self.returns.iter().map(field).collect())
    }
}

impl Filler {
    fn of(default: &KnownDefault) -> Filler {
        default.datum().map_or(Filler::Now, Filler::Constant)
    }

    fn is_now(&self) -> bool {
        matches!(self, Filler::Now)
    }
}
