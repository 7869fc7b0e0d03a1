//! `decode e as T`: the value by serde_json, member by member. Whether a text fits, and what is
//! wrong with it, is taken from the decoder itself, which has its own tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_stdlib::decode::{self, Shape};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Type, Variant};
use serde_json::value::RawValue;

use crate::decimal::Exact;
use crate::value::Value;

/// The value of that type, or what is wrong with the text.
pub(super) fn decoded(json: &[u8], ty: &Type) -> Result<Value, String> {
    let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
    let mut context = Context::new(Limits::default(), globals, constants);
    let shape = Shape::of(ty);
    let place = context.allocate(shape.words());
    let place = place.map_err(|failure| failure.message)?;
    decode::json_at(&mut context, &shape, json, place)
        .map_err(|error| error.into_failure().message)?;
    let text = std::str::from_utf8(json).expect("what is decoded is UTF-8");
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    Ok(value(text.trim(), ty))
}

fn value(json: &str, ty: &Type) -> Value {
    match ty {
        Type::Optional(_) if json == "null" => Value::Null,
        Type::Optional(inner) => value(json, inner),
        Type::Null => Value::Null,
        Type::Bool => Value::Bool(read(json)),
        // `-0` is an int, although serde_json parses it as a float.
        Type::Int => Value::Int(json.parse().expect("the decoder has accepted it")),
        Type::Float => Value::Float(read(json)),
        Type::Text | Type::Literals(_) => Value::text(&read::<String>(json)),
        Type::Decimal => {
            let text: String = if json.starts_with('"') {
                read(json)
            } else {
                json.to_owned()
            };
            let exact = Exact::parse(&text);
            Value::Decimal(exact.expect("the decoder has accepted it"))
        }
        Type::Time => match decode::constant(&Type::Time, &read::<String>(json)) {
            Ok(Constant::Time(at)) => Value::Time(at),
            other => unreachable!("{json} is no time: {other:?}"),
        },
        Type::Date => match decode::constant(&Type::Date, &read::<String>(json)) {
            Ok(Constant::Date(day)) => Value::Date(day),
            other => unreachable!("{json} is no date: {other:?}"),
        },
        Type::Duration => match decode::constant(&Type::Duration, &read::<String>(json)) {
            Ok(Constant::Duration(value)) => Value::Duration(value),
            other => unreachable!("{json} is no duration: {other:?}"),
        },
        Type::Json => Value::Json(json.into()),
        Type::List(element) => {
            let elements: Vec<Box<RawValue>> = read(json);
            Value::List(
                elements
                    .iter()
                    .map(|one| value(one.get(), element))
                    .collect(),
            )
        }
        Type::Map(of) => {
            let Members(members) = read(json);
            let entries = members.into_iter();
            Value::map(entries.map(|(key, one)| (key.into(), value(one.get(), of))))
        }
        Type::Record(record) => {
            let members: BTreeMap<String, Box<RawValue>> = read(json);
            let fields = record.fields.iter().map(|field| {
                let member = members.get(&*field.name).map_or("null", |one| one.get());
                (field.name.clone(), value(member, &field.ty))
            });
            Value::Record(fields.collect())
        }
        Type::Bytes => {
            let octets = STANDARD.decode(read::<String>(json));
            Value::Bytes(octets.expect("the decoder has accepted it").into())
        }
        Type::Union(union) => {
            let members: BTreeMap<String, Box<RawValue>> = read(json);
            let tag = union.tag.as_deref().unwrap_or_default();
            let tag: String = members
                .get(tag)
                .map_or_else(String::new, |one| read(one.get()));
            let has = |texts: &flowright_stdlib::types::LiteralTexts| {
                texts.iter().any(|text| *text == *tag)
            };
            let own = |one: &Variant| one.texts.as_ref().is_some_and(|texts| has(texts));
            let variants = || union.variants.iter();
            let index = variants().position(own);
            let index = index.or_else(|| variants().position(|one| one.texts.is_none()));
            let index = index.expect("the decoder has accepted it");
            Value::Variant(index, Arc::new(value(json, &union.variants[index].ty)))
        }
        Type::Error | Type::Never | Type::Secret | Type::Headers => {
            unreachable!("no generated program decodes a `{ty}`")
        }
    }
}

fn read<'de, T: serde::Deserialize<'de>>(json: &'de str) -> T {
    serde_json::from_str(json).expect("the decoder has accepted it")
}

/// The members of an object, in order.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> serde::de::Visitor<'de> for InOrder {
    type Value = Members;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
