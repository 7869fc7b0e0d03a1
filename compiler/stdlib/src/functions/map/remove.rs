//! `map.remove(key)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

use super::found::{entries, position, spend, stride};

pub(in crate::functions) const REMOVE: Function = Function {
    name: "remove",
    on: Pattern::Map,
    property: false,
    parameters: &[Parameter {
        name: "key",
        ty: Pattern::Text,
        docs: "the key of the entry to leave out",
    }],
    returns: Pattern::Map,
    docs: "The map without the entry that has a key, if there is one.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).remove("a").keys()"#,
        value: r#"["b"]"#,
    }],
    code: Implementation::Host(remove),
};

fn remove(call: &mut Call<'_>) -> Result<(), Failure> {
    spend(call)?;
    let (address, count) = (call.word(0)?, call.word(1)?);
    let Some(index) = position(call, call.text(2)?.as_bytes())? else {
        call.give(&[address, count]);
        return Ok(());
    };
    let stride = usize::try_from(stride(call)?).unwrap_or(usize::MAX);
    let entries = entries(call, 0)?;
    let start = index.saturating_mul(stride);
    let (before, rest) = entries.split_at_checked(start).unwrap_or_default();
    let rest = [before, rest.get(stride..).unwrap_or_default()].concat();
    call.spend(rest.len() as u64);
    let address = call.context.allocate_words(&rest)?;
    call.give(&[address, count.saturating_sub(1)]);
    Ok(())
}
