//! `text.url_decode()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};
use percent_encoding::percent_decode_str;

use super::decoded::give_decoded;

pub(in crate::functions) const URL_DECODE: Function = Function {
    name: "url_decode",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Optional(&Pattern::Text),
    docs: "The percent-decoded text, as in the path of a URL; null if the result is not UTF-8. A `%` without two digits stays, and so does a `+`.",
    examples: &[
        Example {
            code: r#""a%20b%26c".url_decode()"#,
            value: r#""a b&c""#,
        },
        Example {
            code: r#""%ff".url_decode()"#,
            value: r#"null"#,
        },
    ],
    code: Implementation::Host(url_decode),
};

fn url_decode(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    let octets = Some(percent_decode_str(call.text(0)?).collect());
    give_decoded(call, octets)
}
