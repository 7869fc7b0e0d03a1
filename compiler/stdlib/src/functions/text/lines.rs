//! `text.lines()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const LINES: Function = Function {
    name: "lines",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Texts,
    docs: "The lines of the text, without their line endings.",
    examples: &[Example {
        code: r#""a\nb\n".lines()"#,
        value: r#"["a", "b"]"#,
    }],
    code: Implementation::Host(lines),
};

fn lines(call: &mut Call<'_>) -> Result<(), Failure> {
    let (address, length) = (call.word(0)?, call.word(1)?);
    call.spend_bytes(length);
    let text = call.text(0)?;
    let start = text.as_ptr().addr();
    let mut words = Vec::new();
    for line in text.lines() {
        let offset = line.as_ptr().addr() - start;
        words.push(address.wrapping_add(offset as u64));
        words.push(line.len() as u64);
    }
    call.spend(words.len() as u64);
    call.give_list(&words, 2)
}
