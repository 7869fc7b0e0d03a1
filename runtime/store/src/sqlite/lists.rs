//! Lists, which SQLite keeps as JSON.
//!
//! An element has the form in which a column of its type stores it, so that nothing is lost: a time
//! is a number of microseconds, and a decimal is a string.
//!
//! Invariant: a value is in a list if and only if the library's `contains` returns true. SQLite's
//! own JSON functions would round floats.

use std::rc::Rc;

use flowright_stdlib::decimal::Decimal;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::vtab::array::{self, Array};
use rusqlite::{Connection, Result};
use serde_json::Value as Json;

use super::arithmetic::failure;
use crate::Datum;
use crate::column::Element;

/// The SQL function that returns whether a list holds a value; null if one of them is null.
pub(crate) const HOLDS: &str = "flowright_holds";

/// Registers the function, and the table function that reads lists, on a connection.
pub(super) fn register(connection: &Connection) -> Result<()> {
    array::load_module(connection)?;
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DIRECTONLY
        | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(HOLDS, 2, flags, |arguments| {
        let (list, value) = (arguments.get_raw(0), arguments.get_raw(1));
        if list == ValueRef::Null || value == ValueRef::Null {
            return Ok(None);
        }
        let elements: Vec<Json> = serde_json::from_str(list.as_str()?)
            .map_err(|_| failure("flowright: a search in a list that is not one"))?;
        let value = sought(value)?;
        Ok(Some(elements.iter().any(|element| is(element, &value))))
    })
}

/// A value that a list is searched for.
enum Sought<'a> {
    Int(i64),
    Float(f64),
    Text(&'a str),
}

fn sought(value: ValueRef<'_>) -> Result<Sought<'_>> {
    Ok(match value {
        ValueRef::Integer(value) => Sought::Int(value),
        ValueRef::Real(value) => Sought::Float(value),
        ValueRef::Null | ValueRef::Text(_) | ValueRef::Blob(_) => Sought::Text(value.as_str()?),
    })
}

/// Whether an element equals that value. Both are of the same type.
fn is(element: &Json, value: &Sought<'_>) -> bool {
    match value {
        Sought::Int(value) => match element {
            Json::Bool(element) => i64::from(*element) == *value,
            Json::Number(element) => element.as_i64() == Some(*value),
            Json::Null | Json::String(_) | Json::Array(_) | Json::Object(_) => false,
        },
        Sought::Float(value) => element.as_f64() == Some(*value),
        Sought::Text(value) => element.as_str() == Some(value),
    }
}

/// The JSON of a list of single values; `None` if it holds something else.
pub(super) fn written(values: &[Datum]) -> Option<String> {
    let values = values.iter().map(|value| {
        Some(match value {
            Datum::Bool(value) => Json::Bool(*value),
            Datum::Int(value)
            | Datum::Time(value)
            | Datum::Date(value)
            | Datum::Duration(value) => Json::from(*value),
            Datum::Float(value) => Json::Number(serde_json::Number::from_f64(*value)?),
            Datum::Decimal(value) => Json::String(value.to_string()),
            Datum::Text(value) => Json::String(value.to_string()),
            Datum::Null => Json::Null,
            Datum::Bytes(_) | Datum::List(_) | Datum::Json(_) => return None,
        })
    });
    let values: Option<Vec<Json>> = values.collect();
    Some(Json::Array(values?).to_string())
}

/// The values of a list as a table of one column.
pub(super) fn table(values: &[Datum]) -> Result<Array> {
    let values = values.iter().map(|value| {
        Ok(match value.to_sql()? {
            ToSqlOutput::Borrowed(value) => value.try_into()?,
            ToSqlOutput::Owned(value) => value,
            _ => return Err(rusqlite::Error::InvalidQuery),
        })
    });
    values.collect::<Result<_>>().map(Rc::new)
}

/// The values of a list; `None` if the text is not a list of such elements.
pub(super) fn read(element: Element, text: &str) -> Option<Vec<Datum>> {
    let values: Vec<Json> = serde_json::from_str(text).ok()?;
    let values = values.into_iter().map(|value| {
        Some(match (element, value) {
            (Element::Bool, Json::Bool(value)) => Datum::Bool(value),
            (Element::Int, value) => Datum::Int(value.as_i64()?),
            (Element::Time, value) => Datum::Time(value.as_i64()?),
            (Element::Date, value) => Datum::Date(value.as_i64()?),
            (Element::Duration, value) => Datum::Duration(value.as_i64()?),
            (Element::Float, value) => Datum::Float(value.as_f64()?),
            (Element::Decimal, Json::String(value)) => Datum::Decimal(Decimal::parse(&value)?),
            (Element::Text, Json::String(value)) => Datum::Text(value.into()),
            (Element::Bool | Element::Decimal | Element::Text, _) => return None,
        })
    });
    values.collect()
}
