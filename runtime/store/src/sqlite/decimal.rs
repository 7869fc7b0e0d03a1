//! Decimals for SQLite, which stores them as text.
//!
//! Invariant: equal decimals are stored as equal texts, so equality and `unique` require nothing
//! special; the collation of a column orders them by value.

use flowright_stdlib::decimal::{Decimal, Total};
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use super::arithmetic::{failed, failure};

/// The collation of columns that hold decimals.
pub(crate) const COLLATION: &str = "flowright_decimal";
/// The SQL function that adds up decimals; null if there are none.
pub(crate) const SUM: &str = "flowright_decimal_sum";
/// The SQL function that computes the mean of decimals; null if there are none.
pub(crate) const MEAN: &str = "flowright_decimal_mean";

/// The SQL function that converts an int or a float to a decimal; null if it has too many digits.
pub(crate) const OF_NUMBER: &str = "flowright_decimal_of";

/// Registers the collation and the functions on a connection.
pub(super) fn register(connection: &Connection) -> Result<()> {
    connection.create_collation(COLLATION, |left, right| {
        match (Decimal::parse(left), Decimal::parse(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Another program has written an invalid decimal; it is ordered nevertheless.
            _ => left.cmp(right),
        }
    })?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_aggregate_function(SUM, 1, flags, Summed { is_mean: false })?;
    connection.create_aggregate_function(MEAN, 1, flags, Summed { is_mean: true })?;
    connection.create_scalar_function(OF_NUMBER, 1, flags, |arguments| {
        let number = match arguments.get_raw(0) {
            ValueRef::Integer(int) => Some(Decimal::from(int)),
            ValueRef::Real(float) => Decimal::from_float(float),
            ValueRef::Null | ValueRef::Text(_) | ValueRef::Blob(_) => None,
        };
        Ok(number.map(|number| number.to_string()))
    })
}

/// Both aggregates; SQLite's own would compute with floats.
struct Summed {
    is_mean: bool,
}

impl Aggregate<Total, Option<String>> for Summed {
    fn init(&self, _: &mut Context<'_>) -> Result<Total> {
        Ok(Total::default())
    }

    fn step(&self, context: &mut Context<'_>, total: &mut Total) -> Result<()> {
        let text: Option<String> = context.get(0)?;
        let Some(text) = text else { return Ok(()) };
        match Decimal::parse(&text) {
            Some(number) => total.add(number),
            None => return Err(failure("flowright: a sum of values that are not decimals")),
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, total: Option<Total>) -> Result<Option<String>> {
        let total = total.unwrap_or_default();
        let number = if self.is_mean {
            total.mean()
        } else if total.is_empty() {
            Ok(None)
        } else {
            total.sum().map(Some)
        };
        let number = number.map_err(|failure| failed(&failure))?;
        Ok(number.map(|number| number.to_string()))
    }
}
