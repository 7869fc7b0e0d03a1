//! Steps on collections.

use flowright_ir::image::ReturnedRow;
use flowright_stdlib::decode::{DecodeError, Shape};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{FieldPlaces, Place, View};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, Row, RowOutput, RowPlan, StepError, Store, WrittenRow};

/// The request of a step on a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct RowRequest {
    /// The values of the columns written, or of the parameters of the condition and of `set`, in
    /// the order of the step's plan.
    pub values: Vec<Datum>,
}

/// The fields of the arguments as column values.
pub(super) fn request(arguments: &View<'_>) -> Result<RowRequest, Failure> {
    let values = arguments
        .fields()?
        .iter()
        .map(datum)
        .collect::<Result<_, _>>()?;
    Ok(RowRequest { values })
}

fn datum(view: &View<'_>) -> Result<Datum, Failure> {
    Ok(match view.ty() {
        Type::Null => Datum::Null,
        Type::Bool => Datum::Bool(view.bool()?),
        Type::Int => Datum::Int(view.int()?),
        Type::Float => Datum::Float(view.float()?),
        Type::Decimal => Datum::Decimal(view.decimal()?),
        Type::Time => Datum::Time(view.int()?),
        Type::Date => Datum::Date(view.int()?),
        Type::Duration => Datum::Duration(view.int()?),
        Type::Text | Type::Literals(_) => Datum::Text(view.text()?.into()),
        Type::Bytes => Datum::Bytes(view.bytes()?.into()),
        Type::Json => Datum::Json(json(view)?),
        Type::Optional(_) => match view.optional()? {
            Some(inner) => datum(&inner)?,
            None => Datum::Null,
        },
        Type::List(_) => {
            let values = view.elements()?.map(|element| datum(&element));
            Datum::List(values.collect::<Result<_, _>>()?)
        }
        Type::Record(_) => {
            let values = view.fields()?;
            Datum::List(values.iter().map(datum).collect::<Result<_, _>>()?)
        }
        Type::Error
        | Type::Never
        | Type::Secret
        | Type::Headers
        | Type::Map(_)
        | Type::Union(_) => {
            return Err(Failure::internal("a value of this type has no column"));
        }
    })
}

/// The text of a JSON value. A null has no text in memory.
fn json(view: &View<'_>) -> Result<Box<str>, Failure> {
    let text = view.text()?;
    Ok(if text.is_empty() { "null" } else { text }.into())
}

/// Runs the step in the store.
pub(super) async fn perform(
    store: &Store,
    plan: &RowPlan,
    request: RowRequest,
) -> Result<RowOutput, Failure> {
    store.perform(plan, request.values).await.map_err(failure)
}

/// Writes the store's result as the value that the flow reads.
pub(super) fn write(
    mut place: Place<'_>,
    returned: &ReturnedRow,
    output: &RowOutput,
) -> Result<(), Failure> {
    match output {
        RowOutput::Written(row) => write_written(place, returned, row),
        RowOutput::AllWritten(rows) => {
            let mut list = place.list(rows.len())?;
            for (index, row) in rows.iter().enumerate() {
                write_written(list.element(index)?, returned, row)?;
            }
            Ok(())
        }
        RowOutput::Found(Some(row)) => write_row(place.some()?, row).map(drop),
        RowOutput::Found(None) => place.null(),
        RowOutput::Rows(rows) => {
            let mut list = place.list(rows.len())?;
            for (index, row) in rows.iter().enumerate() {
                write_row(list.element(index)?, row)?;
            }
            Ok(())
        }
        RowOutput::Values(values) => {
            let mut list = place.list(values.len())?;
            for (index, value) in values.iter().enumerate() {
                write_field(list.element(index)?, value)?;
            }
            Ok(())
        }
        RowOutput::Value(value) => write_field(place, value),
        RowOutput::Count(count) => place.int(i64::try_from(*count).unwrap_or(i64::MAX)),
    }
}

fn write_written(
    place: Place<'_>,
    returned: &ReturnedRow,
    written: &WrittenRow,
) -> Result<(), Failure> {
    let WrittenRow {
        row,
        created,
        changed,
    } = written;
    let mut fields = write_row(place, row)?;
    for (is_read, value) in [(returned.created, created), (returned.changed, changed)] {
        if is_read {
            next(&mut fields)?.bool(*value)?;
        }
    }
    Ok(())
}

/// Writes the values of a row, and returns the places of the fields after them.
fn write_row<'a>(place: Place<'a>, row: &Row) -> Result<FieldPlaces<'a>, Failure> {
    let mut fields = place.fields()?;
    for value in row {
        write_field(next(&mut fields)?, value)?;
    }
    Ok(fields)
}

fn next<'a>(fields: &'a mut FieldPlaces<'_>) -> Result<Place<'a>, Failure> {
    let field = fields.next_field();
    field.ok_or_else(|| Failure::internal("a record lacks a field"))
}

fn write_field(mut place: Place<'_>, value: &Datum) -> Result<(), Failure> {
    if matches!(value, Datum::Null) {
        return place.null();
    }
    let mut place = place.some()?;
    match value {
        Datum::Null => place.null(),
        Datum::Bool(value) => place.bool(*value),
        Datum::Int(value) => place.int(*value),
        Datum::Float(value) => place.float(*value),
        Datum::Decimal(value) => place.decimal(*value),
        Datum::Time(value) => place.time(*value),
        Datum::Date(value) => place.date(*value),
        Datum::Duration(value) => place.duration(*value),
        Datum::Text(text) => place.text(text),
        Datum::List(values) => {
            let mut list = place.list(values.len())?;
            for (index, value) in values.iter().enumerate() {
                write_field(list.element(index)?, value)?;
            }
            Ok(())
        }
        Datum::Bytes(octets) => place.bytes(octets),
        Datum::Json(text) => place
            .json(&Shape::Json, text.as_bytes())
            .map_err(DecodeError::into_failure),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
pub(crate) fn failure(error: StepError) -> Failure {
    let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Internal);
    Failure::new(code, error.to_string())
}
