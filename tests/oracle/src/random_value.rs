//! Random values of a type.

use std::sync::Arc;

use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::{Type, UnionType};

use crate::decimal::Exact;
use crate::outcome::StepAnswer;
use crate::source::Source;
use crate::value::Value;

/// The maximum number of elements in a list.
const LONGEST: usize = 4;

/// A value of that type.
pub(crate) fn value(source: &mut Source<'_>, ty: &Type) -> Value {
    match ty {
        Type::Null => Value::Null,
        Type::Bool => Value::Bool(source.byte() % 2 == 1),
        Type::Int => Value::Int(source.int()),
        Type::Float => Value::Float(source.float()),
        Type::Decimal => Value::Decimal(decimal(source)),
        Type::Text | Type::Secret => Value::text(&source.text()),
        Type::Literals(texts) => {
            let texts: Vec<&str> = texts.iter().collect();
            Value::text(source.pick(&texts).copied().unwrap_or_default())
        }
        Type::Bytes => Value::Bytes(source.text().as_bytes().into()),
        Type::Time => Value::Time(time(source)),
        Type::Date => Value::Date(date(source)),
        Type::Duration => Value::Duration(duration(source)),
        Type::Json => Value::Json(json(source, 2).into()),
        Type::Headers => Value::Headers(headers(source).into()),
        Type::Optional(inner) => {
            if source.below(3) == 0 {
                Value::Null
            } else {
                value(source, inner)
            }
        }
        Type::List(element) => {
            let count = source.below(LONGEST + 1);
            Value::List((0..count).map(|_| value(source, element)).collect())
        }
        Type::Map(of) => {
            let keys = ["a", "b", "c", "a b", "ë"];
            let count = source.below(LONGEST + 1);
            let entries = (0..count).map(|_| {
                let key = source.pick(&keys).copied().unwrap_or("a");
                (key.into(), value(source, of))
            });
            Value::map(entries.collect::<Vec<_>>())
        }
        Type::Record(record) if record.is_file() => file(source),
        Type::Record(record) => {
            let fields = record.fields.iter();
            let fields = fields.map(|field| (field.name.clone(), value(source, &field.ty)));
            Value::Record(fields.collect())
        }
        Type::Union(union) => {
            let index = source.below(union.variants.len());
            variant(source, union, index)
        }
        Type::Error | Type::Never => unreachable!("a type without values"),
    }
}

/// A file, whose name is kept as sent.
fn file(source: &mut Source<'_>) -> Value {
    let names = ["a.txt", "b.pdf", "Zo\u{eb} 1.png", "..x"];
    let kinds = ["text/plain", "application/pdf", "image/png; x=y"];
    let mut pick = |all: &[&str]| Value::text(source.pick(all).copied().unwrap_or_default());
    let (name, kind) = (pick(&names), pick(&kinds));
    let content = source.text();
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let fields = [
        ("name".into(), name),
        ("content_type".into(), kind),
        ("size".into(), Value::Int(size)),
        ("bytes".into(), Value::Bytes(content.as_bytes().into())),
    ];
    Value::Record(fields.into())
}

/// A variant of a union. The tag of a variant that takes all other tags is none of the tags of the
/// other variants.
pub(crate) fn variant(source: &mut Source<'_>, union: &UnionType, index: usize) -> Value {
    let variant = &union.variants[index];
    let fields = variant.record.fields.iter().map(|field| {
        let is_rest = variant.texts.is_none() && union.tag.as_ref() == Some(&field.name);
        let value = match value(source, &field.ty) {
            Value::Text(text) if is_rest && union.tags().any(|tag| *tag == *text) => {
                Value::text("none of them")
            }
            value => value,
        };
        (field.name.clone(), value)
    });
    Value::Variant(index, Arc::new(Value::Record(fields.collect())))
}

/// A decimal.
fn decimal(source: &mut Source<'_>) -> Exact {
    let text = source.decimal();
    Exact::parse(&text).unwrap_or_else(|| unreachable!("{text} is no decimal"))
}

/// A time from 1970 to about 2100.
pub(crate) fn time(source: &mut Source<'_>) -> i64 {
    let days = i64::from(source.byte()) * 186 + i64::from(source.byte()) % 31;
    days * 86_400_000_000 + i64::from(source.byte()) * 339_000_007
}

/// A date from about 1850 to 2100, or one of the first or last.
fn date(source: &mut Source<'_>) -> i64 {
    match source.below(12) {
        0 => -719_528 + i64::from(source.byte()),
        1 => 2_932_896 - i64::from(source.byte()),
        _ => i64::from(source.byte()) * 365 + i64::from(source.byte()) - 45_000,
    }
}

/// A duration, most often a short one.
fn duration(source: &mut Source<'_>) -> i64 {
    match source.below(4) {
        0 => source.int(),
        1 => source.int().wrapping_mul(1_000_000),
        _ => (i64::from(source.byte()) - 60) * 250_000,
    }
}

/// Names and values of headers.
pub(crate) fn headers(source: &mut Source<'_>) -> Vec<(String, String)> {
    const NAMES: &[&str] = &["X-A", "x-b", "X-KIND", "Content-Type", "x-a"];
    let count = source.below(4);
    let names = (0..count).filter_map(|_| {
        let name = source.pick(NAMES)?;
        Some((*name, source.byte()))
    });
    let names: Vec<(&str, u8)> = names.collect();
    let pair = |(name, which): (&str, u8)| {
        let value = ["", "a", "b", "push", "A"];
        let value = value.get(usize::from(which) % value.len());
        (
            name.to_owned(),
            value.copied().unwrap_or_default().to_owned(),
        )
    };
    names.into_iter().map(pair).collect()
}

/// JSON without white space, as `json` values are stored.
fn json(source: &mut Source<'_>, depth: usize) -> String {
    match source.below(if depth == 0 { 4 } else { 6 }) {
        0 => "null".to_owned(),
        1 => source.int().to_string(),
        2 => "true".to_owned(),
        3 => crate::write::string(&source.text()),
        4 => format!("[{},{}]", json(source, depth - 1), json(source, depth - 1)),
        _ => {
            let names = ["a", "b", "a b", "\\u0061"];
            let count = source.below(4);
            let members = (0..count).filter_map(|_| {
                let name = source.pick(&names)?;
                Some(format!("\"{name}\":{}", json(source, depth - 1)))
            });
            let members: Vec<String> = members.collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

/// The result of a step of that type.
pub(crate) fn answer(source: &mut Source<'_>, ty: &Type) -> StepAnswer {
    const FAILURES: &[(FailureCode, Option<u16>)] = &[
        (FailureCode::HttpStatus, Some(503)),
        (FailureCode::HttpStatus, Some(404)),
        (FailureCode::Timeout, None),
        (FailureCode::Conflict, None),
        (FailureCode::Unreachable, None),
        (FailureCode::Decode, None),
        (FailureCode::Fail, None),
    ];
    if source.once_in(5)
        && let Some((code, status)) = source.pick(FAILURES)
    {
        return StepAnswer::Fails(*code, *status);
    }
    StepAnswer::Gives(value(source, ty))
}
