//! Addresses and fresh memory.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Context;

/// [`Allocate`](crate::code::Instruction::Allocate): the address.
///
/// # Errors
/// `too_large` at the arena's cap.
pub fn allocate(context: &mut Context, words: u32) -> Result<u64, Failure> {
    context.allocate(words)
}

/// [`AllocateElements`](crate::code::Instruction::AllocateElements): the address. `count` is an
/// unsigned word, so a negative one is far too large.
///
/// # Errors
/// `too_large` at the arena's cap.
pub fn allocate_elements(context: &mut Context, count: u64, stride: u32) -> Result<u64, Failure> {
    let words = count.checked_mul(u64::from(stride));
    let words = words.and_then(|words| usize::try_from(words).ok());
    let words = words.filter(|words| *words <= context.arena().cap() / 8);
    let words = words.ok_or_else(|| {
        Failure::new(
            FailureCode::TooLarge,
            format!("a list of {count} elements does not fit into the memory of the execution"),
        )
    })?;
    context.spend_bytes(words as u64 * 8);
    context.arena().allocate(words)
}

/// [`Offset`](crate::code::Instruction::Offset), wrapping.
#[must_use]
pub fn offset(address: u64, words: u32) -> u64 {
    address.wrapping_add(u64::from(words) * 8)
}

/// [`Element`](crate::code::Instruction::Element), wrapping.
#[must_use]
pub fn element(address: u64, index: u64, stride: u32) -> u64 {
    address.wrapping_add(index.wrapping_mul(u64::from(stride) * 8))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use flowright_stdlib::failure::FailureCode;
    use flowright_stdlib::memory::{Constants, Context, Globals, Limits};

    use super::allocate_elements;

    #[test]
    fn a_count_that_cannot_be_is_too_large() {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        let mut context = Context::new(Limits::default(), globals, constants);
        for count in [(-1_i64).cast_unsigned(), u64::MAX / 8 + 2, 1 << 61, 1 << 40] {
            for stride in [1, 8, u32::MAX] {
                let failure = allocate_elements(&mut context, count, stride).unwrap_err();
                assert_eq!(failure.code, FailureCode::TooLarge);
            }
        }
        assert!(allocate_elements(&mut context, 3, 2).is_ok());
        assert!(allocate_elements(&mut context, 3, 0).is_ok());
    }
}
