//! Values as JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::bounded::{base64_length, expect_room, extend};
use super::{TextKind, decimal, json_escape, text_of};
use crate::failure::Failure;
use crate::memory::{Context, Value, View};
use crate::types::{RecordType, Type};

/// Writes a value in registers as JSON: members in the order of the record, null as `null`, bytes
/// in base64, `json` as it was read, headers as pairs of name and value.
///
/// # Errors
/// `internal` if the value points outside memory, `out_of_range` for a time without a text form,
/// `too_large` beyond the arena's limit.
pub fn json(
    context: &Context,
    out: &mut Vec<u8>,
    ty: &Type,
    registers: &[u64],
) -> Result<(), Failure> {
    write(out, Value::in_registers(context, ty, registers))
}

/// Like [`json`], for the value at an address.
///
/// # Errors
/// As for [`json`].
pub fn json_at(
    context: &Context,
    out: &mut Vec<u8>,
    ty: &Type,
    address: u64,
) -> Result<(), Failure> {
    write(out, Value::in_memory(context, ty, address)?)
}

/// A value as JSON text.
///
/// # Errors
/// As for [`json`].
pub fn json_text(value: &View<'_>) -> Result<String, Failure> {
    let mut out = Vec::new();
    json_at(value.context(), &mut out, value.ty(), value.address())?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Lists may share long texts, so the output may be longer than the data in memory; the limit is
/// enforced as it is written.
fn write(out: &mut Vec<u8>, value: Value<'_>) -> Result<(), Failure> {
    let most = value.context().memory();
    match value.ty() {
        Type::Error | Type::Never | Type::Null => null(out),
        Type::Bool => return text_of(out, TextKind::Bool, value.word(0)?),
        Type::Int => return text_of(out, TextKind::Int, value.word(0)?),
        Type::Float => float(out, value.word(0)?)?,
        Type::Decimal => decimal(out, value.decimal()?),
        Type::Time => {
            out.push(b'"');
            text_of(out, TextKind::Time, value.word(0)?)?;
            out.push(b'"');
        }
        Type::Date => {
            out.push(b'"');
            text_of(out, TextKind::Date, value.word(0)?)?;
            out.push(b'"');
        }
        Type::Duration => {
            out.push(b'"');
            text_of(out, TextKind::Duration, value.word(0)?)?;
            out.push(b'"');
        }
        Type::Text | Type::Literals(_) | Type::Secret => {
            out.push(b'"');
            json_escape(out, value.text()?, most)?;
            out.push(b'"');
        }
        Type::Bytes => bytes(out, value.bytes()?, most)?,
        // Memory that has not been written yet.
        Type::Json if value.word(1)? == 0 => null(out),
        Type::Json => extend(out, value.bytes()?, most)?,
        Type::Optional(inner) => match value.optional(inner)? {
            Some(value) => return write(out, value),
            None => null(out),
        },
        Type::List(element) => list(out, value.elements(element)?)?,
        Type::Map(of) => map(out, value.entries(of)?)?,
        Type::Headers => headers(out, value.headers()?)?,
        Type::Record(fields) => record(out, value, fields)?,
        Type::Union(union) => {
            let (_, record) = value.variant(union)?;
            return write(out, record);
        }
    }
    Ok(())
}

fn null(out: &mut Vec<u8>) {
    out.extend_from_slice(b"null");
}

fn float(out: &mut Vec<u8>, word: u64) -> Result<(), Failure> {
    if f64::from_bits(word).is_finite() {
        return text_of(out, TextKind::Float, word);
    }
    null(out);
    Ok(())
}

fn bytes(out: &mut Vec<u8>, octets: &[u8], most: usize) -> Result<(), Failure> {
    out.push(b'"');
    let start = out.len();
    let length = base64_length(octets.len());
    expect_room(out, length, most)?;
    out.resize(start + length, 0);
    let place = out.get_mut(start..).unwrap_or_default();
    let written = STANDARD.encode_slice(octets, place).unwrap_or_default();
    out.truncate(start + written);
    out.push(b'"');
    Ok(())
}

fn list<'a>(out: &mut Vec<u8>, elements: impl Iterator<Item = Value<'a>>) -> Result<(), Failure> {
    out.push(b'[');
    for (index, element) in elements.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        expect_room(out, 0, element.context().memory())?;
        write(out, element)?;
    }
    out.push(b']');
    Ok(())
}

fn map<'a>(
    out: &mut Vec<u8>,
    entries: impl Iterator<Item = [Value<'a>; 2]>,
) -> Result<(), Failure> {
    out.push(b'{');
    for (index, [key, value]) in entries.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        expect_room(out, 0, key.context().memory())?;
        write(out, key)?;
        out.push(b':');
        write(out, value)?;
    }
    out.push(b'}');
    Ok(())
}

fn headers<'a>(out: &mut Vec<u8>, texts: impl Iterator<Item = Value<'a>>) -> Result<(), Failure> {
    out.push(b'[');
    for (index, text) in texts.enumerate() {
        let (before, after): (&[u8], &[u8]) = match index {
            0 => (b"[", b""),
            _ if index % 2 == 0 => (b",[", b""),
            _ => (b",", b"]"),
        };
        out.extend_from_slice(before);
        write(out, text)?;
        out.extend_from_slice(after);
    }
    out.push(b']');
    Ok(())
}

fn record<'a>(out: &mut Vec<u8>, value: Value<'a>, record: &'a RecordType) -> Result<(), Failure> {
    let values = value.fields(record.fields.iter().map(|field| &field.ty))?;
    out.push(b'{');
    for (index, (field, value)) in record.fields.iter().zip(values).enumerate() {
        out.extend_from_slice(if index > 0 { b",\"" } else { b"\"" });
        json_escape(out, &field.name, value.context().memory())?;
        out.extend_from_slice(b"\":");
        write(out, value)?;
    }
    out.push(b'}');
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::json;
    use crate::failure::FailureCode;
    use crate::memory::{Constants, Context, Globals, Limits};
    use crate::types::{Field, Type};

    fn context() -> Context {
        let limits = Limits {
            memory: 1 << 20,
            ..Limits::default()
        };
        Context::new(
            limits,
            Arc::new(Globals::new(&[])),
            Arc::new(Constants::default()),
        )
    }

    fn written(context: &Context, ty: &Type, registers: &[u64]) -> String {
        let mut out = Vec::new();
        json(context, &mut out, ty, registers).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn scalars_are_written_from_registers() {
        let context = context();
        let one = |ty: Type, word: u64| written(&context, &ty, &[word]);
        assert_eq!(one(Type::Bool, 1), "true");
        assert_eq!(one(Type::Int, (-5_i64).cast_unsigned()), "-5");
        assert_eq!(one(Type::Float, 0.1_f64.to_bits()), "0.1");
        assert_eq!(one(Type::Float, f64::NAN.to_bits()), "null");
        assert_eq!(one(Type::Time, 0), "\"1970-01-01T00:00:00.000000Z\"");
        assert_eq!(written(&context, &Type::Int.optional(), &[0, 9]), "null");
        assert_eq!(written(&context, &Type::Int.optional(), &[1, 9]), "9");
    }

    #[test]
    fn a_record_is_read_at_its_address_and_inside_of_an_optional() {
        let mut context = context();
        let field = |name: &str, ty: Type| Field {
            name: name.into(),
            ty,
        };
        let inner = Type::record(vec![field("b\"", Type::Int)]);
        let ty = Type::record(vec![
            field("a", inner.clone().optional()),
            field("c", Type::Text),
        ]);
        let text = context.allocate_bytes("ë\n".as_bytes()).unwrap();
        let record = context.allocate_words(&[1, 7, text[0], text[1]]).unwrap();
        let expected = r#"{"a":{"b\"":7},"c":"ë\n"}"#;
        assert_eq!(written(&context, &ty, &[record]), expected);
        assert_eq!(written(&context, &ty.optional(), &[1, record]), expected);
        assert_eq!(written(&context, &inner.optional(), &[0, 0]), "null");
    }

    #[test]
    fn headers_are_pairs_and_bytes_are_base64() {
        let mut context = context();
        let texts = ["a", "1", "b", "2"];
        let words: Vec<u64> = (texts.iter())
            .flat_map(|text| context.allocate_bytes(text.as_bytes()).unwrap())
            .collect();
        let address = context.allocate_words(&words).unwrap();
        let headers = written(&context, &Type::Headers, &[address, 2]);
        assert_eq!(headers, r#"[["a","1"],["b","2"]]"#);
        assert_eq!(written(&context, &Type::Headers, &[address, 0]), "[]");
        for (octets, base64) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj")] {
            let words = context.allocate_bytes(octets.as_bytes()).unwrap();
            assert_eq!(
                written(&context, &Type::Bytes, &words),
                format!("\"{base64}\"")
            );
        }
    }

    #[test]
    fn a_text_that_is_shared_often_does_not_pass_the_cap() {
        let mut context = context();
        let text = context.allocate_bytes(&[b'x'; 10_000]).unwrap();
        let list = context.allocate_words(&text.repeat(1000)).unwrap();
        let mut out = Vec::new();
        let failure = json(&context, &mut out, &Type::Text.list(), &[list, 1000]).unwrap_err();
        assert_eq!(failure.code, FailureCode::TooLarge);
        assert!(out.len() <= 1 << 20);
    }

    #[test]
    fn a_text_that_is_longer_as_json_does_not_pass_the_cap() {
        let mut context = context();
        let text = context.allocate_bytes(&[1; 400_000]).unwrap();
        for ty in [Type::Text, Type::Bytes.list()] {
            let words = match ty {
                Type::Text => text.to_vec(),
                _ => vec![context.allocate_words(&text.repeat(2)).unwrap(), 2],
            };
            let mut out = Vec::new();
            let failure = json(&context, &mut out, &ty, &words).unwrap_err();
            assert_eq!(failure.code, FailureCode::TooLarge);
            assert!(out.len() <= 1 << 20);
        }
    }
}
