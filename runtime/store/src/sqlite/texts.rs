//! Searches in texts. SQLite's own functions handle case only for ASCII letters.
//!
//! Invariant: each function returns the same result as the library function of the same name.

use flowright_stdlib::query::TextTest;
use memchr::memmem;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Result};

/// The SQL function that converts a text to lower case; null stays null.
pub(crate) const LOWER: &str = "flowright_lower";
/// The SQL function that returns a value greater than all texts that begin with a given text, and
/// not greater than the texts that follow these.
pub(crate) const AFTER: &str = "flowright_after";

/// The SQL function of a search; null if one of the texts is null.
pub(crate) fn function(test: TextTest) -> &'static str {
    match test {
        TextTest::Contains => "flowright_contains",
        TextTest::StartsWith => "flowright_starts_with",
        TextTest::EndsWith => "flowright_ends_with",
    }
}

/// Registers the functions on a connection.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DIRECTONLY
        | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(LOWER, 1, flags, |arguments| {
        Ok(match text(arguments, 0)? {
            Some(text) => Value::Text(text.to_lowercase()),
            None => Value::Null,
        })
    })?;
    connection.create_scalar_function(AFTER, 1, flags, |arguments| {
        Ok(match text(arguments, 0)? {
            Some(text) => after(text),
            None => Value::Null,
        })
    })?;
    for test in [TextTest::Contains, TextTest::StartsWith, TextTest::EndsWith] {
        connection.create_scalar_function(function(test), 2, flags, move |arguments| {
            let (Some(text), Some(part)) = (text(arguments, 0)?, text(arguments, 1)?) else {
                return Ok(Value::Null);
            };
            let holds = match test {
                TextTest::Contains => memmem::find(text.as_bytes(), part.as_bytes()).is_some(),
                TextTest::StartsWith => text.starts_with(part),
                TextTest::EndsWith => text.ends_with(part),
            };
            Ok(Value::Integer(i64::from(holds)))
        })?;
    }
    Ok(())
}

fn text<'a>(arguments: &'a Context<'_>, index: usize) -> Result<Option<&'a str>> {
    Ok(match arguments.get_raw(index) {
        ValueRef::Null => None,
        value => Some(value.as_str()?),
    })
}

/// The smallest value that is greater than every text that begins with this one, in the order of
/// code points; if no text is, an empty blob, which SQLite orders after all texts.
fn after(text: &str) -> Value {
    let mut rest = text.chars();
    while let Some(last) = rest.next_back() {
        if let Some(next) = next(last) {
            let mut after = rest.as_str().to_owned();
            after.push(next);
            return Value::Text(after);
        }
    }
    Value::Blob(Vec::new())
}

/// The next code point that is valid in a text.
fn next(last: char) -> Option<char> {
    match last {
        '\u{d7ff}' => Some('\u{e000}'),
        _ => char::from_u32(u32::from(last).saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_after_a_prefix_is_the_next_text() {
        assert_eq!(after("ab"), Value::Text("ac".to_owned()));
        assert_eq!(after("a\u{10ffff}"), Value::Text("b".to_owned()));
        assert_eq!(after("\u{d7ff}"), Value::Text("\u{e000}".to_owned()));
        assert_eq!(after("\u{10ffff}"), Value::Blob(Vec::new()));
        assert_eq!(after(""), Value::Blob(Vec::new()));
    }
}
