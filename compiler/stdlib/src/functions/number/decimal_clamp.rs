//! `decimal.clamp(low, high)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};

pub(in crate::functions) const DECIMAL_CLAMP: Function = Function {
    name: "clamp",
    on: Pattern::Decimal,
    property: false,
    parameters: &[
        Parameter {
            name: "low",
            ty: Pattern::Decimal,
            docs: "the minimum",
        },
        Parameter {
            name: "high",
            ty: Pattern::Decimal,
            docs: "the maximum",
        },
    ],
    returns: Pattern::Decimal,
    docs: "The decimal, limited to the bounds; the maximum if the bounds are swapped.",
    examples: &[Example {
        code: r#"("12.5".to_decimal() ?? 0).clamp(0, 9.99)"#,
        value: r#"9.99"#,
    }],
    code: Implementation::Host(decimal_clamp),
};

fn decimal_clamp(call: &mut Call<'_>) -> Result<(), Failure> {
    let [value, low, high] = [call.decimal(0)?, call.decimal(2)?, call.decimal(4)?];
    call.give(&value.max(low).min(high).words());
    Ok(())
}
