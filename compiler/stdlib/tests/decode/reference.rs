//! Decoding compared with `serde_json::Value`.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::types::{Field, Type};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::generate::{pruned, ty, typed_value};
use crate::support::{pruned_through, through};

/// The value as written after decoding by the type; `None` if it does not fit the type.
fn fitted(ty: &Type, value: &Value) -> Option<Value> {
    match (ty, value) {
        (Type::Bool, Value::Bool(_)) | (Type::Text, Value::String(_)) => Some(value.clone()),
        (Type::Int, Value::Number(number)) => number.as_i64().map(Value::from),
        (Type::Float, Value::Number(number)) => number.as_f64().map(Value::from),
        (Type::Decimal, Value::Number(number)) => decimal(&number.to_string()),
        (Type::Decimal, Value::String(text)) => decimal(text),
        (Type::Literals(texts), Value::String(text)) => texts.contains(text).then(|| value.clone()),
        (Type::Json, _) => Some(value.clone()),
        (Type::Optional(_), Value::Null) => Some(Value::Null),
        (Type::Optional(inner), _) => fitted(inner, value),
        (Type::List(element), Value::Array(values)) => {
            values.iter().map(|value| fitted(element, value)).collect()
        }
        (Type::Map(of), Value::Object(members)) => members
            .iter()
            .map(|(key, value)| Some((key.clone(), fitted(of, value)?)))
            .collect(),
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
        (Type::Union(union), Value::Object(members)) => {
            let tag = members.get(union.tag.as_deref()?)?.as_str()?;
            let own = union.tagged_with(tag)?;
            fitted(&union.variants.get(own)?.ty, value)
        }
        _ => None,
    }
}

/// The decimal as it is written after decoding: it has few digits, which a float keeps.
fn decimal(text: &str) -> Option<Value> {
    let decimal = Decimal::parse(text)?;
    serde_json::from_str(&decimal.to_string()).ok()
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
        // An empty body is null if null fits.
        if decoded.is_ok() && !text.trim().is_empty() {
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
