//! `bytes.take(count)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const TAKE: Function = Function {
    name: "take",
    on: Pattern::Bytes,
    property: false,
    parameters: &[Parameter {
        name: "count",
        ty: Pattern::Int,
        docs: "The number of bytes.",
    }],
    returns: Pattern::Bytes,
    docs: "The first `count` bytes; all of them if there are fewer. Most formats of files begin with bytes of their own.",
    examples: &[
        Example {
            code: r#""hello".to_bytes().take(2).hex()"#,
            value: r#""6865""#,
        },
        Example {
            code: r#""hello".to_bytes().take(9).length"#,
            value: r#"5"#,
        },
        Example {
            code: r#""hello".to_bytes().take(-1).length"#,
            value: r#"0"#,
        },
    ],
    code: Implementation::Host(take),
};

fn take(call: &mut Call<'_>) -> Result<(), Failure> {
    let most = call.bytes(0)?.len();
    let kept = call.count(2)?.min(most);
    call.give_part(0, 0, kept)
}
