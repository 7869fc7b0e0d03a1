//! `decimal.round(digits)`.

use crate::decimal::Rounding;
use crate::failure::Failure;
use crate::functions::number::places;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const DECIMAL_ROUND: Function = Function {
    name: "round",
    on: Pattern::Decimal,
    property: false,
    parameters: &[Parameter {
        name: "digits",
        ty: Pattern::Int,
        docs: "how many decimal places, from 0 to 28",
    }],
    returns: Pattern::Decimal,
    docs: "The decimal rounded to that many decimal places; halves are rounded away from zero.",
    examples: &[
        Example {
            code: r#"("2.345".to_decimal() ?? 0).round(2)"#,
            value: r#"2.35"#,
        },
        Example {
            code: r#"("-0.5".to_decimal() ?? 0).round(0)"#,
            value: r#"-1"#,
        },
    ],
    code: Implementation::Host(decimal_round),
};

fn decimal_round(call: &mut Call<'_>) -> Result<(), Failure> {
    let digits = places(call.int(2)?);
    let rounded = call.decimal(0)?.rounded(digits, Rounding::HalfAwayFromZero);
    call.give(&rounded.words());
    Ok(())
}
