//! Constants as SQL text.

use crate::Datum;
use crate::sqlite::lists;

/// A constant, for the one place where SQLite accepts no parameter: a `DEFAULT`.
pub(super) fn literal(datum: &Datum) -> String {
    match datum {
        Datum::Null => "NULL".to_owned(),
        Datum::Bool(value) => i64::from(*value).to_string(),
        Datum::Int(value) | Datum::Time(value) | Datum::Date(value) | Datum::Duration(value) => {
            value.to_string()
        }
        Datum::Float(value) => format!("{value:?}"),
        Datum::Decimal(value) => format!("'{value}'"),
        // SQL text ends at a NUL, so a text that contains one is written in hex.
        Datum::Text(value) if value.contains('\0') => {
            format!("(CAST({} AS TEXT))", blob(value.as_bytes()))
        }
        Datum::List(values) => lists::written(values).map_or_else(
            || "NULL".to_owned(),
            |text| literal(&Datum::Text(text.into())),
        ),
        Datum::Text(value) | Datum::Json(value) => format!("'{}'", value.replace('\'', "''")),
        Datum::Bytes(value) => blob(value),
    }
}

fn blob(octets: &[u8]) -> String {
    let hex: String = octets.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("x'{hex}'")
}
