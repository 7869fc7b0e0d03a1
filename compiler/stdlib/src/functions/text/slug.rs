//! `text.slug()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const SLUG: Function = Function {
    name: "slug",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Text,
    docs: "The text for the path of a URL: lower-case letters a to z and digits, with `-` between the words. Other letters are transliterated.",
    examples: &[
        Example {
            code: r#""Crème Brûlée, 2 portions!".slug()"#,
            value: r#""creme-brulee-2-portions""#,
        },
        Example {
            code: r#""…".slug()"#,
            value: r#""""#,
        },
    ],
    code: Implementation::Host(slug),
};

fn slug(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?.saturating_mul(16));
    // The result may be longer than the text, but at most by a small factor, so checking the length
    // of the text suffices here.
    call.expect_room(call.text(0)?.len())?;
    let slug = slug::slugify(call.text(0)?);
    call.give_text(&slug)
}
