//! The words that machine code and host functions exchange through memory.

#![expect(
    unsafe_code,
    reason = "machine code gives addresses in its own stack frame"
)]

use flowright_stdlib::failure::Failure;

/// Writes words to an address passed by machine code.
///
/// # Safety
/// `address` points to at least `words.len()` aligned words that nothing else writes to.
pub(super) unsafe fn write(address: u64, words: &[u64]) -> Result<(), Failure> {
    let to = pointer(address)?;
    // SAFETY: the caller guarantees the target; a borrowed slice does not overlap it, because
    // nothing else has access to it.
    unsafe { std::ptr::copy_nonoverlapping(words.as_ptr(), to, words.len()) };
    Ok(())
}

/// The words at an address passed by machine code.
///
/// # Safety
/// `address` points to at least `count` initialised, aligned words of one allocation that nothing
/// writes to during `'a`. Generated code passes parts of its scratch slot, which is bounded by
/// `MOST_CALL_WORDS`, so their size in bytes fits an `isize`.
pub(super) unsafe fn read<'a>(address: u64, count: u64) -> Result<&'a [u64], Failure> {
    let (from, count) = (pointer(address)?, size(count)?);
    // SAFETY: guaranteed by the caller.
    Ok(unsafe { std::slice::from_raw_parts(from.cast_const(), count) })
}

/// A fixed number of words at an address passed by machine code.
///
/// # Safety
/// As for [`read`], but only until it returns.
pub(super) unsafe fn array<const N: usize>(address: u64) -> Result<[u64; N], Failure> {
    let from = pointer(address)?.cast_const().cast::<[u64; N]>();
    // SAFETY: guaranteed by the caller; an array has the layout of its elements.
    Ok(unsafe { from.read() })
}

/// The words at an address passed by machine code, for writing.
///
/// # Safety
/// As for [`read`], and nothing else reads them during `'a`.
pub(super) unsafe fn read_mut<'a>(address: u64, count: u64) -> Result<&'a mut [u64], Failure> {
    let (from, count) = (pointer(address)?, size(count)?);
    // SAFETY: guaranteed by the caller.
    Ok(unsafe { std::slice::from_raw_parts_mut(from, count) })
}

/// A stack slot of machine code is not a Rust allocation, so nothing exposed its provenance; nor
/// does Rust know any other pointer to it.
fn pointer(address: u64) -> Result<*mut u64, Failure> {
    let pointer = std::ptr::with_exposed_provenance_mut(size(address)?);
    if std::ptr::eq(pointer, std::ptr::null()) {
        return Err(Failure::internal("machine code passed on no address"));
    }
    Ok(pointer)
}

fn size(word: u64) -> Result<usize, Failure> {
    usize::try_from(word).map_err(|_| Failure::internal("machine code passed on a wrong size"))
}
