//! Whether the values given with a step fit its plan.

use crate::column::Column;
use crate::{Datum, StepError};

/// The values for columns are one each, and fit.
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

/// There are parameters enough, and all floats are finite: SQLite would make a null of a NaN.
pub(super) fn parameters(wanted: usize, values: &[Datum]) -> Result<(), StepError> {
    if values.len() < wanted {
        return Err(misuse(format!(
            "{} values for {wanted} parameters",
            values.len()
        )));
    }
    if values
        .iter()
        .any(|value| matches!(value, Datum::Float(float) if !float.is_finite()))
    {
        return Err(misuse("a float that is not finite".to_owned()));
    }
    Ok(())
}

fn misuse(reason: String) -> StepError {
    StepError::Misuse {
        reason: reason.into(),
    }
}
