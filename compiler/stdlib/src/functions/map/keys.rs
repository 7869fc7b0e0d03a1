//! `map.keys()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

use super::found::{entries, stride};

pub(in crate::functions) const KEYS: Function = Function {
    name: "keys",
    on: Pattern::Map,
    property: false,
    parameters: &[],
    returns: Pattern::Texts,
    docs: "The keys, in order.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).keys()"#,
        value: r#"["a", "b"]"#,
    }],
    code: Implementation::Host(keys),
};

fn keys(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.word(1)?;
    call.spend(count);
    let stride = usize::try_from(stride(call)?).unwrap_or(usize::MAX);
    let entries = entries(call, 0)?.chunks(stride);
    let keys: Vec<u64> = entries
        .flat_map(|entry| entry.iter().take(2).copied())
        .collect();
    call.give_list(&keys, 2)
}
