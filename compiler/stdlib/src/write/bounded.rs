//! Buffers that must not grow beyond a limit: the memory limit of the execution for which they are
//! written.

use crate::failure::{Failure, FailureCode};

/// Appends bytes.
///
/// # Errors
/// `too_large` if `out` would be longer than `most`.
pub(super) fn extend(out: &mut Vec<u8>, octets: &[u8], most: usize) -> Result<(), Failure> {
    expect_room(out, octets.len(), most)?;
    out.extend_from_slice(octets);
    Ok(())
}

/// Fails if that many more bytes would exceed the limit.
///
/// # Errors
/// `too_large` if `out` would be longer than `most`.
pub(super) fn expect_room(out: &[u8], octets: usize, most: usize) -> Result<(), Failure> {
    if out.len().saturating_add(octets) > most {
        return Err(too_large());
    }
    Ok(())
}

/// The length of that many bytes in base64, with padding.
pub(super) fn base64_length(octets: usize) -> usize {
    octets.div_ceil(3).saturating_mul(4)
}

#[cold]
fn too_large() -> Failure {
    Failure::new(
        FailureCode::TooLarge,
        "a text is larger than the memory of the execution",
    )
}
