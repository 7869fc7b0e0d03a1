//! The words that machine code and host functions pass on through memory.

#![expect(
    unsafe_code,
    reason = "machine code gives addresses in its own stack frame"
)]

use flowright_stdlib::failure::Failure;

/// Writes words to an address that machine code gave.
///
/// # Safety
/// `address` is that of at least `words.len()` aligned words that are written to by nobody else.
pub(super) unsafe fn write(address: u64, words: &[u64]) -> Result<(), Failure> {
    let to = pointer(address)?;
    // SAFETY: the caller vouches for the target; a borrowed slice does not overlap it, as nobody else has it.
    unsafe { std::ptr::copy_nonoverlapping(words.as_ptr(), to, words.len()) };
    Ok(())
}

/// The words at an address that machine code gave.
///
/// # Safety
/// `address` is that of at least `count` initialised, aligned words of one allocation that nobody writes to during `'a`. Generated code
/// passes parts of its scratch slot, which is bounded by `MOST_CALL_WORDS`, so their size in bytes fits an `isize`.
pub(super) unsafe fn read<'a>(address: u64, count: u64) -> Result<&'a [u64], Failure> {
    let (from, count) = (pointer(address)?, size(count)?);
    // SAFETY: the caller vouches for it.
    Ok(unsafe { std::slice::from_raw_parts(from.cast_const(), count) })
}

/// So many words at an address that machine code gave.
///
/// # Safety
/// As for [`read`], but only until it returns.
pub(super) unsafe fn array<const N: usize>(address: u64) -> Result<[u64; N], Failure> {
    let from = pointer(address)?.cast_const().cast::<[u64; N]>();
    // SAFETY: the caller vouches for it; an array is laid out as its elements are.
    Ok(unsafe { from.read() })
}

/// The words at an address that machine code gave, to write to.
///
/// # Safety
/// As for [`read`], and nobody else reads them during `'a`.
pub(super) unsafe fn read_mut<'a>(address: u64, count: u64) -> Result<&'a mut [u64], Failure> {
    let (from, count) = (pointer(address)?, size(count)?);
    // SAFETY: the caller vouches for it.
    Ok(unsafe { std::slice::from_raw_parts_mut(from, count) })
}

/// A stack slot of machine code is no allocation of Rust's, so nothing exposed its provenance; nor does Rust know any other pointer to it.
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
