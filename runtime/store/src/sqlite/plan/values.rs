//! Checks that the values supplied with a step match its plan.

use flowright_stdlib::query::MOST_ROWS;

use crate::column::Column;
use crate::{Datum, StepError};

/// Checks that there is one value for each column, and that each fits.
pub(super) fn fit(columns: &[Column], values: &[Datum]) -> Result<(), StepError> {
    if columns.len() != values.len() {
        return Err(misuse(format!(
            "{} values for {} fields",
            values.len(),
            columns.len()
        )));
    }
    for (index, (column, value)) in columns.iter().zip(values).enumerate() {
        if !column.takes(value) {
            return Err(misuse(format!(
                "value {index} is not of the type of its field"
            )));
        }
    }
    Ok(())
}

/// Checks that there are enough parameters, that the parameters in `lists` are lists of single
/// values and not too long, and that all floats are finite: SQLite would turn a NaN into null.
pub(super) fn parameters(
    wanted: usize,
    lists: &[usize],
    values: &[Datum],
) -> Result<(), StepError> {
    if values.len() < wanted {
        return Err(misuse(format!(
            "{} values for {wanted} parameters",
            values.len()
        )));
    }
    for list in lists {
        match values.get(*list) {
            Some(Datum::List(elements)) if elements.len() > MOST_ROWS => {
                return Err(StepError::TooManyValues { most: MOST_ROWS });
            }
            Some(Datum::List(elements)) if !elements.iter().any(is_whole) => {}
            Some(_) | None => return Err(misuse("not a list of single values".to_owned())),
        }
    }
    if values.iter().any(has_infinite) {
        return Err(misuse("a float that is not finite".to_owned()));
    }
    Ok(())
}

/// Whether the value is one that no comparable column holds.
fn is_whole(value: &Datum) -> bool {
    matches!(value, Datum::List(_) | Datum::Json(_))
}

fn has_infinite(value: &Datum) -> bool {
    match value {
        Datum::Float(float) => !float.is_finite(),
        Datum::List(values) => values.iter().any(has_infinite),
        Datum::Null
        | Datum::Bool(_)
        | Datum::Int(_)
        | Datum::Text(_)
        | Datum::Time(_)
        | Datum::Decimal(_)
        | Datum::Duration(_)
        | Datum::Bytes(_)
        | Datum::Date(_)
        | Datum::Json(_) => false,
    }
}

fn misuse(reason: String) -> StepError {
    StepError::Misuse {
        reason: reason.into(),
    }
}
