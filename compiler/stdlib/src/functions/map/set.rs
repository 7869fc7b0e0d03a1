//! `map.set(key, value)`.

use crate::functions::{Example, Function, Implementation, Inlined, Parameter, Pattern};

pub(in crate::functions) const SET: Function = Function {
    name: "set",
    on: Pattern::Map,
    property: false,
    parameters: &[
        Parameter {
            name: "key",
            ty: Pattern::Text,
            docs: "the key",
        },
        Parameter {
            name: "value",
            ty: Pattern::Value,
            docs: "the value under that key",
        },
    ],
    returns: Pattern::Map,
    docs: "The map with a value under a key: an entry that has the key keeps its place, otherwise a new one is the last.",
    examples: &[
        Example {
            code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).set("a", 7).values()"#,
            value: r#"[7, 2]"#,
        },
        Example {
            code: r#"(decode "\{\"a\": 1, \"b\": 2}" as map<int>).set("c", 3).keys()"#,
            value: r#"["a", "b", "c"]"#,
        },
    ],
    code: Implementation::Inline(Inlined::SetEntry),
};
