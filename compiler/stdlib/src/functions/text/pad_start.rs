//! `text.pad_start(width, with)`.

use super::padding::{PARAMETERS, Side, pad};
use crate::functions::{Example, Function, Implementation, Pattern};

pub(in crate::functions) const PAD_START: Function = Function {
    name: "pad_start",
    on: Pattern::Text,
    property: false,
    parameters: PARAMETERS,
    returns: Pattern::Text,
    docs: "The text, padded with `with` at its start to `width` characters; unchanged if it is longer.",
    examples: &[Example {
        code: r#""7".pad_start(3, "0")"#,
        value: r#""007""#,
    }],
    code: Implementation::Host(|call| pad(call, Side::Start)),
};
