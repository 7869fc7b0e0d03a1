//! `text.url_encode()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use crate::write::url_part;

pub(in crate::functions) const URL_ENCODE: Function = Function {
    name: "url_encode",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text, percent-encoded for a URL, except for ASCII letters, digits and `-._~`.",
    examples: &[Example {
        code: r#""a b&c".url_encode()"#,
        value: r#""a%20b%26c""#,
    }],
    code: Implementation::Host(url_encode),
};

fn url_encode(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    call.give_built(|call, out| url_part(out, call.text(0)?, usize::MAX))
}
