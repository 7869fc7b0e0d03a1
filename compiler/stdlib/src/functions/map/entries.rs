//! `map.entries()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const ENTRIES: Function = Function {
    name: "entries",
    on: Pattern::Map,
    property: false,
    parameters: &[],
    returns: Pattern::Entries,
    docs: "The entries as records, in order: a list of `{ key, value }`.",
    examples: &[Example {
        code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).entries().map(one => one.key)"#,
        value: r#"["a", "b"]"#,
    }],
    code: Implementation::Inline(Inlined::Entries),
};
