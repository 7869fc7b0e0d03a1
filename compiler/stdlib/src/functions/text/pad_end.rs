//! `text.pad_end(width, with)`.

use super::padding::{PARAMETERS, Side, pad};
use crate::functions::{Example, Function, Implementation, Pattern};

pub(in crate::functions) const PAD_END: Function = Function {
    name: "pad_end",
    on: Pattern::Text,
    property: false,
    parameters: PARAMETERS,
    returns: Pattern::Text,
    docs: "The text, padded with `with` at its end to `width` characters; unchanged if it is longer.",
    examples: &[Example {
        code: r#""ab".pad_end(4, ".")"#,
        value: r#""ab..""#,
    }],
    code: Implementation::Host(|call| pad(call, Side::End)),
};
