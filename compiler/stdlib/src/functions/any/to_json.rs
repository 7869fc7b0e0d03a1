//! `value.to_json()`.

use crate::functions::{Example, Function, Implementation, Inlined, Pattern};

pub(in crate::functions) const TO_JSON: Function = Function {
    name: "to_json",
    on: Pattern::Any,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The value written as JSON, as in a response.",
    examples: &[
        Example {
            code: r#"{ sku: "a", tags: [1, 2] }.to_json()"#,
            value: r#""\{\"sku\":\"a\",\"tags\":[1,2]}""#,
        },
        Example {
            code: r#""a\nb".to_json()"#,
            value: r#""\"a\\nb\"""#,
        },
    ],
    code: Implementation::Inline(Inlined::ToJson),
};
