//! Decoding against `serde_json::Value`.

use std::sync::Arc;

use flowright_stdlib::types::{Field, RecordType, Type};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::support::{pruned_through, through};

/// What a value of the type becomes when it is written again; none if it is no value of the type.
fn fitted(ty: &Type, value: &Value) -> Option<Value> {
    match (ty, value) {
        (Type::Bool, Value::Bool(_)) | (Type::Text, Value::String(_)) => Some(value.clone()),
        (Type::Int, Value::Number(number)) => number.as_i64().map(Value::from),
        (Type::Float, Value::Number(number)) => number.as_f64().map(Value::from),
        (Type::Literals(texts), Value::String(text)) => texts.contains(text).then(|| value.clone()),
        (Type::Json, _) => Some(value.clone()),
        (Type::Optional(_), Value::Null) => Some(Value::Null),
        (Type::Optional(inner), _) => fitted(inner, value),
        (Type::List(element), Value::Array(values)) => {
            values.iter().map(|value| fitted(element, value)).collect()
        }
        (Type::Record(record), Value::Object(members)) => {
            let member = |field: &Field| {
                let value = match members.get(&*field.name) {
                    Some(value) => fitted(&field.ty, value)?,
                    None if field.ty.is_nullable() => Value::Null,
                    None => return None,
                };
                Some((field.name.to_string(), value))
            };
            record.fields.iter().map(member).collect()
        }
        _ => None,
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]", "[a-c]{2}", "é", "\\PC{1,3}"]
}

fn json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-3..3_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-c]".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

pub(crate) fn ty() -> BoxedStrategy<Type> {
    let leaf = prop_oneof![
        Just(Type::Bool),
        Just(Type::Int),
        Just(Type::Float),
        Just(Type::Text),
        Just(Type::Json),
        Just(Type::literals(["a", "b"])),
    ];
    leaf.prop_recursive(3, 12, 5, |inner| {
        prop_oneof![
            inner.clone().prop_map(Type::optional),
            inner.clone().prop_map(Type::list),
            proptest::collection::btree_map(name(), inner, 0..5).prop_map(|fields| {
                let field = |(name, ty): (String, Type)| Field {
                    name: name.into(),
                    ty,
                };
                Type::record(fields.into_iter().map(field).collect())
            }),
        ]
    })
    .boxed()
}

/// A value that mostly fits.
fn value_of(ty: &Type) -> BoxedStrategy<Value> {
    let fitting = match ty {
        Type::Bool => any::<bool>().prop_map(Value::from).boxed(),
        Type::Int => any::<i64>().prop_map(Value::from).boxed(),
        Type::Float => any::<f64>().prop_map(Value::from).boxed(),
        Type::Text => any::<String>().prop_map(Value::from).boxed(),
        Type::Literals(_) => "[a-b]".prop_map(Value::from).boxed(),
        Type::Optional(inner) => prop_oneof![Just(Value::Null), value_of(inner)].boxed(),
        Type::List(element) => vec(value_of(element), 0..12).prop_map(Value::from).boxed(),
        Type::Record(record) => members_of(record),
        _ => json(),
    };
    prop_oneof![40 => fitting, 1 => json()].boxed()
}

fn members_of(record: &RecordType) -> BoxedStrategy<Value> {
    let declared: Vec<_> = record
        .fields
        .iter()
        .map(|field| (Just(field.name.to_string()), value_of(&field.ty), 0..30_u8))
        .collect();
    (vec((name(), json()), 0..3), declared)
        .prop_map(|(more, declared)| {
            let mut members: Map<String, Value> = more.into_iter().collect();
            for (name, value, absent) in declared {
                if absent > 0 {
                    members.insert(name, value);
                }
            }
            Value::Object(members)
        })
        .boxed()
}

fn typed_value() -> impl Strategy<Value = (Type, Value)> {
    ty().prop_flat_map(|ty| value_of(&ty).prop_map(move |value| (ty.clone(), value)))
}

/// The type without some of its record fields.
fn pruned(ty: &Type, choice: &mut impl Iterator<Item = bool>) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(Arc::new(pruned(inner, choice))),
        Type::List(element) => pruned(element, choice).list(),
        Type::Record(record) => {
            let mut fields = Vec::new();
            for field in &record.fields {
                if choice.next().unwrap_or(true) {
                    fields.push(Field {
                        name: field.name.clone(),
                        ty: pruned(&field.ty, choice),
                    });
                }
            }
            Type::record(fields)
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_fits_is_accepted_and_reads_back((ty, value) in typed_value(), pretty in any::<bool>()) {
        let body = if pretty {
            serde_json::to_string_pretty(&value).unwrap()
        } else {
            value.to_string()
        };
        let decoded = through(&ty, &body);
        match fitted(&ty, &value) {
            Some(expected) => {
                let decoded = decoded.map_err(|error| TestCaseError::fail(format!("{ty}: {error}")))?;
                prop_assert_eq!(serde_json::from_str::<Value>(&decoded).unwrap(), expected);
                prop_assert_eq!(through(&ty, &decoded).unwrap(), decoded);
            }
            None => prop_assert!(decoded.is_err(), "{} of {}", body, ty),
        }
    }

    #[test]
    fn what_is_not_stored_is_checked_all_the_same((ty, value) in typed_value(), choice in vec(any::<bool>(), 20)) {
        let stored = pruned(&ty, &mut choice.into_iter());
        let decoded = pruned_through(&ty, &stored, value.to_string());
        match fitted(&ty, &value) {
            Some(_) => {
                let decoded = decoded.map_err(|error| TestCaseError::fail(format!("{ty}: {error}")))?;
                let expected = fitted(&stored, &value).unwrap();
                prop_assert_eq!(serde_json::from_str::<Value>(&decoded).unwrap(), expected);
            }
            None => prop_assert!(decoded.is_err(), "{} of {}", value, ty),
        }
    }

    #[test]
    fn any_octets_end_in_a_value_or_an_error(ty in ty(), octets in any::<Vec<u8>>(), text in r#"[\[\]{}",:\\u0-9a-fé .eE+-]{0,40}"#) {
        let _ = through(&ty, octets);
        let decoded = through(&ty, &text);
        if decoded.is_ok() {
            prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok());
        }
    }

    #[test]
    fn a_body_cut_or_changed_never_panics((ty, value) in typed_value(), at in any::<prop::sample::Index>(), octet in any::<u8>()) {
        let mut body = value.to_string().into_bytes();
        let at = at.index(body.len());
        let _ = through(&ty, &body[..at]);
        body[at] = octet;
        let _ = through(&ty, &body);
    }
}
