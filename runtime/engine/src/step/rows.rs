//! Steps on collections: arguments to values, rows into the arena.

use flowright_ir::image::ReturnedRow;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Context, View};
use flowright_stdlib::types::{RecordLayout, Type};
use flowright_store::{CreatePlan, Datum, FindPlan, StepError, Store, UpdatePlan, UpsertPlan};

use super::ResultWords;

/// The fields of a record as values of columns.
pub(super) fn values(arguments: &View<'_>) -> Result<Vec<Datum>, Failure> {
    arguments.fields()?.iter().map(datum).collect()
}

fn datum(view: &View<'_>) -> Result<Datum, Failure> {
    Ok(match view.ty() {
        Type::Null => Datum::Null,
        Type::Bool => Datum::Bool(view.bool()?),
        Type::Int => Datum::Int(view.int()?),
        Type::Float => Datum::Float(view.float()?),
        Type::Time => Datum::Time(view.int()?),
        Type::Text | Type::Literals(_) => Datum::Text(view.text()?.into()),
        Type::Optional(_) => match view.optional()? {
            Some(inner) => datum(&inner)?,
            None => Datum::Null,
        },
        _ => return Err(Failure::internal("a value of this type has no column")),
    })
}

pub(super) async fn create(
    store: &Store,
    plan: &CreatePlan,
    row: &ReturnedRow,
    values: Vec<Datum>,
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    let found = store
        .create(plan, values)
        .await
        .map_err(|error| failure(&error))?;
    Ok([write(context, row, &found, None)?, 0, 0, 0])
}

pub(super) async fn upsert(
    store: &Store,
    plan: &UpsertPlan,
    row: &ReturnedRow,
    values: Vec<Datum>,
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    let done = store
        .upsert(plan, values)
        .await
        .map_err(|error| failure(&error))?;
    Ok([write(context, row, &done.row, Some(done.created))?, 0, 0, 0])
}

pub(super) async fn find_one(
    store: &Store,
    plan: &FindPlan,
    row: &ReturnedRow,
    values: Vec<Datum>,
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    match store
        .find_one(plan, values)
        .await
        .map_err(|error| failure(&error))?
    {
        Some(found) => Ok([1, write(context, row, &found, None)?, 0, 0]),
        None => Ok([0; 4]),
    }
}

pub(super) async fn update(
    store: &Store,
    plan: &UpdatePlan,
    values: Vec<Datum>,
) -> Result<ResultWords, Failure> {
    Ok([
        store
            .update(plan, values)
            .await
            .map_err(|error| failure(&error))?,
        0,
        0,
        0,
    ])
}

/// Writes a row into the arena as the record that the flow reads.
fn write(
    context: &mut Context,
    row: &ReturnedRow,
    values: &[Datum],
    created: Option<bool>,
) -> Result<u64, Failure> {
    let Type::Record(record) = &row.ty else {
        return Err(Failure::internal("a row is no record"));
    };
    let layout = RecordLayout::of(record);
    let address = context.allocate(layout.words)?;
    let created = created.filter(|_| row.created).map(Datum::Bool);
    let mut fields = record.fields.iter().zip(&layout.offsets);
    for value in values.iter().chain(&created) {
        let Some((field, offset)) = fields.next() else {
            return Err(Failure::internal("a row has more columns than its record"));
        };
        write_field(context, address, *offset, &field.ty, value)?;
    }
    Ok(address)
}

fn write_field(
    context: &mut Context,
    address: u64,
    offset: u32,
    ty: &Type,
    value: &Datum,
) -> Result<(), Failure> {
    if let Type::Optional(inner) = ty {
        if *value == Datum::Null {
            return context.store(address, offset, 0);
        }
        context.store(address, offset, 1)?;
        return write_field(context, address, offset + 1, inner, value);
    }
    match (ty, value) {
        (Type::Bool, Datum::Bool(value)) => context.store(address, offset, u64::from(*value)),
        (Type::Int, Datum::Int(value)) | (Type::Time, Datum::Time(value)) => {
            context.store(address, offset, value.cast_unsigned())
        }
        (Type::Float, Datum::Float(value)) => context.store(address, offset, value.to_bits()),
        (Type::Text | Type::Literals(_), Datum::Text(text)) => {
            let [text, length] = context.allocate_bytes(text.as_bytes())?;
            context.store(address, offset, text)?;
            context.store(address, offset + 1, length)
        }
        _ => Err(Failure::internal("a column holds a value of another type")),
    }
}

fn failure(error: &StepError) -> Failure {
    let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Internal);
    Failure::new(code, error.to_string())
}
