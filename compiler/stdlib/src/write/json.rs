//! Values as JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{TextKind, json_escape, text_of};
use crate::failure::Failure;
use crate::memory::{Context, Value};
use crate::types::{RecordType, Type};

/// Writes a value in registers as JSON: members in the order of the record, null as `null`, bytes in base64, `json` as it was read,
/// headers as pairs of name and value.
///
/// # Errors
/// `internal` where the value points outside of memory, `out_of_range` for a time that has no text.
pub fn json(
    context: &Context,
    out: &mut Vec<u8>,
    ty: &Type,
    registers: &[u64],
) -> Result<(), Failure> {
    write(out, Value::in_registers(context, ty, registers))
}

/// As [`json`], for the value at an address.
///
/// # Errors
/// As [`json`].
pub fn json_at(
    context: &Context,
    out: &mut Vec<u8>,
    ty: &Type,
    address: u64,
) -> Result<(), Failure> {
    write(out, Value::in_memory(context, ty, address)?)
}

fn write(out: &mut Vec<u8>, value: Value<'_>) -> Result<(), Failure> {
    match value.ty() {
        Type::Error | Type::Never | Type::Null => null(out),
        Type::Bool => return text_of(out, TextKind::Bool, value.word(0)?),
        Type::Int => return text_of(out, TextKind::Int, value.word(0)?),
        Type::Float => float(out, value.word(0)?)?,
        Type::Time => {
            out.push(b'"');
            text_of(out, TextKind::Time, value.word(0)?)?;
            out.push(b'"');
        }
        Type::Text | Type::Literals(_) | Type::Secret => {
            out.push(b'"');
            json_escape(out, value.text()?);
            out.push(b'"');
        }
        Type::Bytes => bytes(out, value.bytes()?),
        Type::Json => out.extend_from_slice(value.bytes()?),
        Type::Optional(inner) => match value.optional(inner)? {
            Some(value) => return write(out, value),
            None => null(out),
        },
        Type::List(element) => list(out, value.elements(element)?)?,
        Type::Headers => headers(out, value.headers()?)?,
        Type::Record(fields) => record(out, value, fields)?,
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

fn bytes(out: &mut Vec<u8>, octets: &[u8]) {
    out.push(b'"');
    let start = out.len();
    out.resize(start + octets.len().div_ceil(3) * 4, 0);
    let place = out.get_mut(start..).unwrap_or_default();
    let written = STANDARD.encode_slice(octets, place).unwrap_or_default();
    out.truncate(start + written);
    out.push(b'"');
}

fn list<'a>(out: &mut Vec<u8>, elements: impl Iterator<Item = Value<'a>>) -> Result<(), Failure> {
    out.push(b'[');
    for (index, element) in elements.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, element)?;
    }
    out.push(b']');
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
        json_escape(out, &field.name);
        out.extend_from_slice(b"\":");
        write(out, value)?;
    }
    out.push(b'}');
    Ok(())
}
