//! A new row, complete with what is not written.

use flowright_stdlib::schema::Default;
use rusqlite::Connection;

use super::Table;
use crate::statement::Statement;
use crate::{Clock, Datum, PlanError, Row};

/// Adds one row.
///
/// Invariant: every column is named. The `DEFAULT` of a column may be that of an older program.
#[derive(Debug)]
pub(super) struct Insert {
    statement: Statement,
    /// What is bound after the given values.
    defaults: Vec<Filler>,
}

#[derive(Debug)]
enum Filler {
    Constant(Datum),
    Now,
}

impl Insert {
    /// An insert to be given values for `fields` in order.
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
        let mut defaults = Vec::new();
        for (index, field) in table.collection.fields.iter().enumerate().skip(1) {
            if fields.contains(&index) {
                continue;
            }
            let filler = match &field.default {
                Some(Default::Value(constant)) => Filler::Constant(Datum::from(constant)),
                Some(Default::Now) => Filler::Now,
                None if table.column(index)?.nullable => Filler::Constant(Datum::Null),
                None => {
                    return Err(PlanError::NotWritten {
                        collection: table.collection.name.clone(),
                        field: field.name.clone(),
                    });
                }
            };
            names.push(table.quoted(index)?);
            defaults.push(filler);
            values.push(format!("?{}", fields.len() + defaults.len()));
        }
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}){}",
            table.name(),
            names.join(", "),
            values.join(", "),
            table.returning(returning)?
        );
        Ok(Insert {
            statement: table.statement(sql, returning)?,
            defaults,
        })
    }

    /// Adds the row and gives it.
    pub(super) fn run(
        &self,
        connection: &Connection,
        clock: &dyn Clock,
        values: &[Datum],
    ) -> rusqlite::Result<Row> {
        let now = Datum::Time(if self.defaults.iter().any(Filler::is_now) {
            clock.now()
        } else {
            0
        });
        let defaults = self.defaults.iter().map(|filler| match filler {
            Filler::Constant(datum) => datum,
            Filler::Now => &now,
        });
        let row = self
            .statement
            .run(connection, values.iter().chain(defaults))?;
        Ok(row.unwrap_or_default())
    }
}

impl Filler {
    fn is_now(&self) -> bool {
        matches!(self, Filler::Now)
    }
}
