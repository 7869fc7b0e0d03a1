//! `list.to_map(key, value)`.

use crate::functions::{
    Example, Function, Gives, Implementation, Inlined, LambdaPattern, Parameter, Pattern,
};

pub(in crate::functions) const TO_MAP: Function = Function {
    name: "to_map",
    on: Pattern::List,
    property: false,
    parameters: &[
        Parameter {
            name: "key",
            ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Text)),
            docs: "the key of an element",
        },
        Parameter {
            name: "value",
            ty: Pattern::Lambda(&LambdaPattern::of_item(Gives::Any)),
            docs: "the value of an element",
        },
    ],
    returns: Pattern::MapOfGiven,
    docs: "A map with an entry for each element. Of several elements with the same key, the first one counts.",
    examples: &[Example {
        code: r#"["a", "bc"].to_map(t => t, t => t.length).to_json()"#,
        value: r#""\{\"a\":1,\"bc\":2}""#,
    }],
    code: Implementation::Inline(Inlined::ToMap),
};
