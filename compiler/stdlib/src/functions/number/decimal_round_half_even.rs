//! `decimal.round_half_even(digits)`.

use crate::decimal::Rounding;
use crate::failure::Failure;
use crate::functions::number::places;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const DECIMAL_ROUND_HALF_EVEN: Function = Function {
    name: "round_half_even",
    on: Pattern::Decimal,
    property: false,
    parameters: &[Parameter {
        name: "digits",
        ty: Pattern::Int,
        docs: "how many decimal places, from 0 to 28",
    }],
    returns: Pattern::Decimal,
    docs: "The decimal rounded to that many decimal places; halves are rounded to an even last digit, so that rounding does not shift totals.",
    examples: &[
        Example {
            code: r#"("2.345".to_decimal() ?? 0).round_half_even(2)"#,
            value: r#"2.34"#,
        },
        Example {
            code: r#"("2.355".to_decimal() ?? 0).round_half_even(2)"#,
            value: r#"2.36"#,
        },
    ],
    code: Implementation::Host(decimal_round_half_even),
};

fn decimal_round_half_even(call: &mut Call<'_>) -> Result<(), Failure> {
    let digits = places(call.int(2)?);
    let rounded = call.decimal(0)?.rounded(digits, Rounding::HalfEven);
    call.give(&rounded.words());
    Ok(())
}
