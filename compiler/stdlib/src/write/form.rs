//! Fields of an `application/x-www-form-urlencoded` body.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::bounded::{base64_length, expect_room};
use super::{TextKind, decimal, text_of, url_part};
use crate::failure::Failure;
use crate::memory::View;
use crate::types::Type;

/// Writes a field for a value: nothing for null, and one field for each element of a list.
///
/// # Errors
/// `internal` for a value that has no text, or that points outside memory; `out_of_range` for a time
/// without a text form; `too_large` beyond the arena's limit.
pub fn form_field(out: &mut Vec<u8>, name: &str, value: &View<'_>) -> Result<(), Failure> {
    match value.ty() {
        Type::Null => Ok(()),
        Type::Optional(_) => match value.optional()? {
            Some(value) => form_field(out, name, &value),
            None => Ok(()),
        },
        Type::List(_) => {
            let mut elements = value.elements()?;
            elements.try_for_each(|element| form_field(out, name, &element))
        }
        Type::Bytes => {
            let octets = value.bytes()?;
            expect_room(out, base64_length(octets.len()), value.context().memory())?;
            pair(out, name, &STANDARD.encode(octets), value)
        }
        _ => pair(out, name, &field_text(value)?, value),
    }
}

/// The text of a simple value or a secret, as written in a form field.
///
/// # Errors
/// `internal` for a value that has no text, or that points outside memory; `out_of_range` for a time
/// without a text form.
pub fn field_text<'a>(value: &View<'a>) -> Result<Cow<'a, str>, Failure> {
    let kind = match value.ty() {
        Type::Text | Type::Literals(_) | Type::Secret => return Ok(Cow::Borrowed(value.text()?)),
        Type::Decimal => {
            let mut text = Vec::new();
            decimal(&mut text, value.decimal()?);
            return Ok(Cow::Owned(String::from_utf8_lossy(&text).into_owned()));
        }
        Type::Bool => TextKind::Bool,
        Type::Int => TextKind::Int,
        Type::Float => TextKind::Float,
        Type::Time => TextKind::Time,
        Type::Date => TextKind::Date,
        Type::Duration => TextKind::Duration,
        Type::Error
        | Type::Never
        | Type::Null
        | Type::Optional(_)
        | Type::List(_)
        | Type::Bytes
        | Type::Json
        | Type::Headers
        | Type::Map(_)
        | Type::Record(_)
        | Type::Union(_) => {
            return Err(Failure::internal("a field of a form has no text"));
        }
    };
    let mut text = Vec::new();
    text_of(&mut text, kind, value.word(0)?)?;
    Ok(Cow::Owned(String::from_utf8_lossy(&text).into_owned()))
}

fn pair(out: &mut Vec<u8>, name: &str, text: &str, value: &View<'_>) -> Result<(), Failure> {
    let most = value.context().memory();
    if !out.is_empty() {
        out.push(b'&');
    }
    url_part(out, name, most)?;
    out.push(b'=');
    url_part(out, text, most)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::form_field;
    use crate::failure::FailureCode;
    use crate::memory::{Constants, Context, Globals, Limits, View};
    use crate::types::Type;

    fn context() -> Context {
        let limits = Limits {
            memory: 1 << 16,
            ..Limits::default()
        };
        Context::new(
            limits,
            Arc::new(Globals::new(&[])),
            Arc::new(Constants::default()),
        )
    }

    fn text(context: &mut Context, text: &str) -> [u64; 2] {
        context.allocate_bytes(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_field_is_written_for_each_value_that_is_not_null() {
        let mut context = context();
        let [address, length] = text(&mut context, "a b&c=\u{eb}+~");
        let plain = context.allocate_words(&[address, length]).unwrap();
        let optional = context.allocate_words(&[1, address, length]).unwrap();
        let null = context.allocate_words(&[0, 0, 0]).unwrap();
        let ints = context
            .allocate_words(&[7, (-8_i64).cast_unsigned()])
            .unwrap();
        let list = context.allocate_words(&[ints, 2]).unwrap();
        let empty = context.allocate_words(&[ints, 0]).unwrap();
        let yes = context.allocate_words(&[1]).unwrap();
        let half = context.allocate_words(&[0.5_f64.to_bits()]).unwrap();
        let mut out = Vec::new();
        for (name, ty, address) in [
            ("n&", Type::Text, plain),
            ("o", Type::Text.optional(), optional),
            ("null", Type::Text.optional(), null),
            ("i", Type::list(Type::Int), list),
            ("empty", Type::list(Type::Int), empty),
            ("yes", Type::Bool, yes),
            ("half", Type::Float, half),
            ("at", Type::Time, null),
        ] {
            form_field(&mut out, name, &View::new(&context, address, &ty)).unwrap();
        }
        let value = "a%20b%26c%3D%C3%AB%2B~";
        let time = "1970-01-01T00%3A00%3A00.000000Z";
        assert_eq!(
            String::from_utf8(out).unwrap(),
            format!("n%26={value}&o={value}&i=7&i=-8&yes=true&half=0.5&at={time}")
        );
    }

    #[test]
    fn a_list_that_repeats_a_long_text_is_too_large() {
        let mut context = context();
        let [address, length] = text(&mut context, &"x".repeat(1000));
        let pairs = [address, length].repeat(1000);
        let elements = context.allocate_words(&pairs).unwrap();
        let list = context.allocate_words(&[elements, 1000]).unwrap();
        let ty = Type::list(Type::Text);
        let error = form_field(&mut Vec::new(), "a", &View::new(&context, list, &ty));
        assert_eq!(error.unwrap_err().code, FailureCode::TooLarge);
    }
}
