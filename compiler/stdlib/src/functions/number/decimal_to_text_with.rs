//! `decimal.to_text(digits)`.

use crate::decimal::Rounding;
use crate::failure::Failure;
use crate::functions::number::places;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const DECIMAL_TO_TEXT_WITH: Function = Function {
    name: "to_text",
    on: Pattern::Decimal,
    property: false,
    parameters: &[Parameter {
        name: "digits",
        ty: Pattern::Int,
        docs: "how many decimal places, from 0 to 28",
    }],
    returns: Pattern::Text,
    docs: "The decimal rounded as by `round`, with exactly that many digits behind the point, as prices are written.",
    examples: &[
        Example {
            code: r#"("12.5".to_decimal() ?? 0).to_text(2)"#,
            value: r#""12.50""#,
        },
        Example {
            code: r#"("0.005".to_decimal() ?? 0).to_text(2)"#,
            value: r#""0.01""#,
        },
    ],
    code: Implementation::Host(decimal_to_text_with),
};

fn decimal_to_text_with(call: &mut Call<'_>) -> Result<(), Failure> {
    let digits = places(call.int(2)?);
    let rounded = call.decimal(0)?.rounded(digits, Rounding::HalfAwayFromZero);
    call.give_text(&rounded.with_fraction(digits))
}
