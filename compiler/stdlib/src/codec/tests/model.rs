//! Values of any type as a tree, written to memory and read back.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::codec::{CodecError, Decoder, Encoder};
use crate::decimal::Decimal;
use crate::failure::Failure;
use crate::generate::type_of;
use crate::memory::{Constants, Context, Globals, Limits, Place, Value, View};
use crate::types::Type;
use crate::write;

/// The prefix of every secret, which occurs nowhere else.
pub(super) const SECRET: &str = "s3cr3t";

/// The size of an arena in these tests, in bytes.
pub(super) const MEMORY: usize = 1 << 16;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Model {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Decimal(Decimal),
    Time(i64),
    Date(i64),
    Duration(i64),
    Text(String),
    Bytes(Vec<u8>),
    Json(String),
    Secret(String),
    Headers(Vec<(String, String)>),
    Some(Box<Model>),
    List(Vec<Model>),
    Map(Vec<(String, Model)>),
    Record(Vec<Model>),
    Variant(usize, Box<Model>),
}

pub(super) fn context() -> Context {
    let limits = Limits {
        memory: MEMORY,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    Context::new(limits, globals, Arc::new(Constants::default()))
}

/// Any type that has values.
pub(super) fn ty() -> BoxedStrategy<Type> {
    type_of(prop_oneof![
        Just(Type::Null),
        Just(Type::Bool),
        Just(Type::Int),
        Just(Type::Float),
        Just(Type::Decimal),
        Just(Type::Time),
        Just(Type::Date),
        Just(Type::Duration),
        Just(Type::Text),
        Just(Type::literals(["a", "b"])),
        Just(Type::Bytes),
        Just(Type::Json),
        Just(Type::Secret),
        Just(Type::Headers),
    ])
}

fn text() -> BoxedStrategy<String> {
    prop_oneof![3 => "[ab]{0,2}", 1 => any::<String>()].boxed()
}

pub(super) fn value_of(ty: &Type) -> BoxedStrategy<Model> {
    match ty {
        Type::Error | Type::Never | Type::Null => Just(Model::Null).boxed(),
        Type::Bool => any::<bool>().prop_map(Model::Bool).boxed(),
        Type::Int => prop_oneof![any::<i64>(), -200..200_i64]
            .prop_map(Model::Int)
            .boxed(),
        Type::Float => any::<f64>()
            .prop_filter("finite", |float| float.is_finite())
            .prop_map(Model::Float)
            .boxed(),
        Type::Decimal => "-?(0|[1-9][0-9]{0,15})\\.[0-9]{1,12}"
            .prop_filter_map("a decimal", |text| Decimal::parse(&text))
            .prop_map(Model::Decimal)
            .boxed(),
        Type::Time => (-62_167_219_200_000_000..253_402_300_800_000_000_i64)
            .prop_map(Model::Time)
            .boxed(),
        Type::Date => crate::DAYS.prop_map(Model::Date).boxed(),
        Type::Duration => any::<i64>().prop_map(Model::Duration).boxed(),
        Type::Text => text().prop_map(Model::Text).boxed(),
        Type::Literals(texts) => {
            let texts: Vec<String> = texts.iter().map(str::to_owned).collect();
            prop::sample::select(texts).prop_map(Model::Text).boxed()
        }
        Type::Bytes => prop_oneof![vec(any::<u8>(), 0..20), vec(97..99_u8, 0..2)]
            .prop_map(Model::Bytes)
            .boxed(),
        Type::Json => prop_oneof![
            Just(r#"{"a":[1,"b"]}"#.to_owned()),
            Just("null".to_owned()),
            text().prop_map(|text| serde_json::Value::from(text).to_string()),
        ]
        .prop_map(Model::Json)
        .boxed(),
        Type::Secret => text()
            .prop_map(|text| Model::Secret(format!("{SECRET}{text}")))
            .boxed(),
        Type::Headers => vec((text(), text()), 0..4).prop_map(Model::Headers).boxed(),
        Type::Optional(inner) => prop_oneof![
            Just(Model::Null),
            value_of(inner).prop_map(|value| Model::Some(Box::new(value))),
        ]
        .boxed(),
        Type::List(element) => vec(value_of(element), 0..6).prop_map(Model::List).boxed(),
        Type::Map(value) => proptest::collection::btree_map(text(), value_of(value), 0..4)
            .prop_map(|entries| Model::Map(entries.into_iter().collect()))
            .boxed(),
        Type::Record(record) => (record.fields.iter())
            .map(|field| value_of(&field.ty))
            .collect::<Vec<_>>()
            .prop_map(Model::Record)
            .boxed(),
        Type::Union(union) => {
            let variants = union.variants.iter().enumerate().map(|(index, variant)| {
                value_of(&variant.ty)
                    .prop_map(move |record| Model::Variant(index, Box::new(record)))
                    .boxed()
            });
            proptest::strategy::Union::new(variants).boxed()
        }
    }
}

pub(super) fn typed_value() -> impl Strategy<Value = (Type, Model)> {
    ty().prop_flat_map(|ty| value_of(&ty).prop_map(move |value| (ty.clone(), value)))
}

/// The value with holes in place of secrets.
pub(super) fn without_secrets(model: &Model) -> Model {
    let all = |models: &[Model]| models.iter().map(without_secrets).collect();
    match model {
        Model::Secret(_) => Model::Secret(String::new()),
        Model::Some(inner) => Model::Some(Box::new(without_secrets(inner))),
        Model::List(elements) => Model::List(all(elements)),
        Model::Record(fields) => Model::Record(all(fields)),
        Model::Variant(index, record) => Model::Variant(*index, Box::new(without_secrets(record))),
        Model::Map(entries) => {
            let entry = |(key, value): &(String, Model)| (key.clone(), without_secrets(value));
            Model::Map(entries.iter().map(entry).collect())
        }
        other => other.clone(),
    }
}

/// Writes values, some of which share the words of an equal value written earlier.
pub(super) struct Builder<C> {
    share: C,
    written: Vec<(Type, Model, [u64; 2])>,
}

impl<C: Iterator<Item = bool>> Builder<C> {
    pub(super) fn new(share: C) -> Builder<C> {
        Builder {
            share,
            written: Vec::new(),
        }
    }

    pub(super) fn build(&mut self, mut place: Place<'_>, model: &Model) -> Result<(), Failure> {
        let ty = place.ty();
        let mut written = self.written.iter();
        let same = written.find(|(known, other, _)| known == ty && other == model);
        if let Some((_, _, words)) = same
            && self.share.next().unwrap_or(false)
        {
            return place.put(*words);
        }
        match model {
            Model::Null => place.null()?,
            Model::Bool(value) => place.bool(*value)?,
            Model::Int(value) => place.int(*value)?,
            Model::Float(value) => place.float(*value)?,
            Model::Decimal(value) => place.decimal(*value)?,
            Model::Time(value) => place.time(*value)?,
            Model::Date(day) => place.date(*day)?,
            Model::Duration(value) => place.duration(*value)?,
            Model::Text(text) => place.text(text)?,
            Model::Bytes(octets) => place.bytes(octets)?,
            Model::Json(json) => place
                .json(&crate::decode::Shape::Json, json.as_bytes())
                .map_err(crate::decode::DecodeError::into_failure)?,
            Model::Secret(text) => place.secret(text)?,
            Model::Headers(headers) => {
                place.headers(headers.iter().map(|(name, value)| (&**name, &**value)))?;
            }
            Model::Some(inner) => return self.build(place.some()?, inner),
            Model::Record(fields) => {
                let mut places = place.fields()?;
                for field in fields {
                    let place = places.next_field().expect("as many fields as the type has");
                    self.build(place, field)?;
                }
                return Ok(());
            }
            Model::Variant(index, record) => return self.build(place.variant(*index)?, record),
            Model::List(elements) => {
                let mut list = place.reborrow().list(elements.len())?;
                for (index, element) in elements.iter().enumerate() {
                    self.build(list.element(index)?, element)?;
                }
            }
            Model::Map(entries) => {
                let mut map = place.reborrow().map(entries.len())?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    self.build(map.key(index)?, &Model::Text(key.clone()))?;
                    self.build(map.value(index)?, value)?;
                }
            }
        }
        if matches!(
            model,
            Model::Text(_)
                | Model::Bytes(_)
                | Model::Json(_)
                | Model::Headers(_)
                | Model::List(_)
                | Model::Map(_)
        ) {
            let words = place.view().pair()?;
            self.written.push((ty.clone(), model.clone(), words));
        }
        Ok(())
    }
}

/// Reads a value, which must be valid.
pub(super) fn read(value: Value<'_>) -> Model {
    let text = |value: &Value<'_>| value.text().unwrap().to_owned();
    match value.ty() {
        Type::Error | Type::Never => panic!("there is no such value"),
        Type::Null => Model::Null,
        Type::Bool => match value.word(0).unwrap() {
            0 => Model::Bool(false),
            1 => Model::Bool(true),
            word => panic!("the bool {word}"),
        },
        Type::Int => Model::Int(value.word(0).unwrap().cast_signed()),
        Type::Decimal => Model::Decimal(value.decimal().unwrap()),
        Type::Date => Model::Date(value.word(0).unwrap().cast_signed()),
        Type::Duration => Model::Duration(value.word(0).unwrap().cast_signed()),
        Type::Time => Model::Time(value.word(0).unwrap().cast_signed()),
        Type::Float => {
            let float = f64::from_bits(value.word(0).unwrap());
            assert!(float.is_finite());
            Model::Float(float)
        }
        Type::Text => Model::Text(text(&value)),
        Type::Literals(texts) => {
            assert!(texts.contains(&text(&value)));
            Model::Text(text(&value))
        }
        Type::Bytes => Model::Bytes(value.bytes().unwrap().to_vec()),
        Type::Json => {
            let json = text(&value);
            if !json.is_empty() {
                serde_json::from_str::<&serde_json::value::RawValue>(&json).unwrap();
            }
            Model::Json(json)
        }
        Type::Secret => Model::Secret(text(&value)),
        Type::Headers => {
            let texts: Vec<String> = value.headers().unwrap().map(|value| text(&value)).collect();
            let pairs = texts
                .chunks(2)
                .map(|pair| (pair[0].clone(), pair[1].clone()));
            Model::Headers(pairs.collect())
        }
        Type::Optional(inner) => match value.optional(inner).unwrap() {
            Some(inner) => Model::Some(Box::new(read(inner))),
            None => Model::Null,
        },
        Type::List(element) => Model::List(value.elements(element).unwrap().map(read).collect()),
        Type::Map(of) => {
            let entries = value.entries(of).unwrap();
            Model::Map(
                entries
                    .map(|[key, value]| (text(&key), read(value)))
                    .collect(),
            )
        }
        Type::Record(record) => {
            let fields = value.fields(record.fields.iter().map(|field| &field.ty));
            Model::Record(fields.unwrap().map(read).collect())
        }
        Type::Union(union) => {
            let (index, record) = value.variant(union).unwrap();
            Model::Variant(index, Box::new(read(record)))
        }
    }
}

pub(super) fn read_at(context: &Context, ty: &Type, address: u64) -> Model {
    read(Value::in_memory(context, ty, address).unwrap())
}

pub(super) fn json_at(context: &Context, ty: &Type, address: u64) -> String {
    let mut out = Vec::new();
    write::json_at(context, &mut out, ty, address).unwrap();
    String::from_utf8(out).unwrap()
}

pub(super) fn encoded(view: &View<'_>) -> Result<Vec<u8>, CodecError> {
    let mut encoder = Encoder::new(1 << 20);
    encoder.value(view)?;
    Ok(encoder.finish())
}

/// Decodes into fresh memory and returns the address.
pub(super) fn decoded(context: &mut Context, ty: &Type, octets: &[u8]) -> Result<u64, CodecError> {
    let mut place = Place::allocate(context, ty)?;
    let mut decoder = Decoder::new(octets)?;
    decoder.value(place.reborrow())?;
    decoder.finish()?;
    Ok(place.address())
}
