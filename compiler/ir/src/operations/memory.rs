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

/// [`AllocateElements`](crate::code::Instruction::AllocateElements): the address. `count` is a word, so a negative one is far too
/// large.
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
    context.spend(words / 64);
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
