//! Parts of data of unknown shape, by serde_json.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::value::Value;

/// A step into data.
pub(super) enum JsonStep<'p> {
    Member(&'p str),
    Element(i64),
}

/// The steps of a path that the checker has accepted: names before dots, and indexes in brackets.
pub(super) fn json_steps(path: &str) -> Vec<JsonStep<'_>> {
    let parts = path.split(['.', '[']).filter(|part| !part.is_empty());
    let steps = parts.map(|part| match part.strip_suffix(']') {
        Some(index) => JsonStep::Element(index.parse().unwrap_or(i64::MAX)),
        None => JsonStep::Member(part),
    });
    steps.collect()
}

/// The part that the steps lead to, as written; null if there is none.
pub(super) fn part(data: Option<&Value>, steps: &[JsonStep<'_>]) -> Value {
    let Some(Value::Json(text)) = data else {
        unreachable!("{data:?} is no json");
    };
    let mut part = text.to_string();
    for step in steps {
        let inner = match step {
            // If several members have the same name, the last one counts.
            JsonStep::Member(name) => serde_json::from_str(&part)
                .ok()
                .and_then(|mut members: BTreeMap<String, Box<RawValue>>| members.remove(*name)),
            JsonStep::Element(index) => {
                serde_json::from_str(&part)
                    .ok()
                    .and_then(|elements: Vec<Box<RawValue>>| {
                        elements.into_iter().nth(usize::try_from(*index).ok()?)
                    })
            }
        };
        match inner {
            Some(inner) => part = inner.get().to_owned(),
            None => return Value::Null,
        }
    }
    match part.trim() {
        "null" => Value::Null,
        part => Value::Json(part.into()),
    }
}
