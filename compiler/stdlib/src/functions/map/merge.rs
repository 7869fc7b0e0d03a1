//! `map.merge(other)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use std::collections::HashMap;

use super::found::{entries, key, stride};

pub(in crate::functions) const MERGE: Function = Function {
    name: "merge",
    on: Pattern::Map,
    property: false,
    parameters: &[Parameter {
        name: "other",
        ty: Pattern::Map,
        docs: "the map whose entries are added",
    }],
    returns: Pattern::Map,
    docs: "The entries of both maps. Under a key that both have, the value of the other one counts, at the place in this one.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).merge({ b: 3, c: 4 }).to_json()"#,
        value: r#""\{\"a\":1,\"b\":3,\"c\":4}""#,
    }],
    code: Implementation::Host(merge),
};

fn merge(call: &mut Call<'_>) -> Result<(), Failure> {
    let stride = usize::try_from(stride(call)?).unwrap_or(usize::MAX);
    let mut merged = entries(call, 0)?.to_vec();
    let others = entries(call, 2)?;
    let mut places = HashMap::with_capacity(merged.len() / stride);
    for (index, entry) in entries(call, 0)?.chunks(stride).enumerate() {
        places.insert(key(call, entry)?, index * stride);
    }
    for entry in others.chunks(stride) {
        let place = places.get(key(call, entry)?);
        match place.and_then(|start| merged.get_mut(*start..start + stride)) {
            Some(place) => place.copy_from_slice(entry),
            None => merged.extend_from_slice(entry),
        }
    }
    let work = merged.len() as u64;
    call.spend(work);
    let address = call.context.allocate_words(&merged)?;
    call.give(&[address, work / stride as u64]);
    Ok(())
}
