//! `map.values()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::types::KEY_WORDS;

use super::found::{entries, stride};

pub(in crate::functions) const VALUES: Function = Function {
    name: "values",
    on: Pattern::Map,
    property: false,
    parameters: &[],
    returns: Pattern::ListOf(&Pattern::Value),
    docs: "The values, in the order of their keys.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).values()"#,
        value: r#"[1, 2]"#,
    }],
    code: Implementation::Host(values),
};

fn values(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.word(1)?;
    let stride = usize::try_from(stride(call)?).unwrap_or(usize::MAX);
    call.spend(count.saturating_mul(stride as u64));
    let entries = entries(call, 0)?.chunks(stride);
    let values: Vec<u64> = entries
        .flat_map(|entry| entry.iter().skip(KEY_WORDS as usize).copied())
        .collect();
    let address = call.context.allocate_words(&values)?;
    call.give(&[address, count]);
    Ok(())
}
