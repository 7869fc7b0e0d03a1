//! Checks that the values supplied with a step match its plan.

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

/// Checks that there are enough parameters, and that all floats are finite: SQLite would turn a NaN
/// into null.
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
