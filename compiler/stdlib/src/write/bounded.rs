//! Buffers that may not grow past a limit: the memory of the execution that they are written for.

use crate::failure::{Failure, FailureCode};

/// Adds octets.
///
/// # Errors
/// `too_large` where `out` would be longer than `most`.
pub(super) fn extend(out: &mut Vec<u8>, octets: &[u8], most: usize) -> Result<(), Failure> {
    expect_room(out, octets.len(), most)?;
    out.extend_from_slice(octets);
    Ok(())
}

/// Fails where so many octets more are too many.
///
/// # Errors
/// `too_large` where `out` would be longer than `most`.
pub(super) fn expect_room(out: &[u8], octets: usize, most: usize) -> Result<(), Failure> {
    if out.len().saturating_add(octets) > most {
        return Err(too_large());
    }
    Ok(())
}

#[cold]
fn too_large() -> Failure {
    Failure::new(
        FailureCode::TooLarge,
        "a text is larger than the memory of the execution",
    )
}
