//! `random()`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const RANDOM: Function = Function {
    name: "random",
    on: Pattern::Nothing,
    property: false,
    parameters: &[],
    returns: Pattern::Float,
    docs: "A random number from 0 up to, but not including, 1. Allowed in workflows, and as a default in collections.",
    examples: &[Example {
        code: "random() < 1",
        value: "true",
    }],
    code: Implementation::Host(random),
};

/// The number of bits that a float holds exactly.
const BITS: u32 = 53;

fn random(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend(20);
    let drawn = call.context.randomness.draw();
    let first = drawn.first_chunk().copied().unwrap_or_default();
    let bits = u64::from_le_bytes(first) >> (u64::BITS - BITS);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a float holds so many bits exactly"
    )]
    let number = bits as f64 / (1_u64 << BITS) as f64;
    call.give(&[number.to_bits()]);
    Ok(())
}
