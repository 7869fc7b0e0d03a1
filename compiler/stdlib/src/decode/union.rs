//! The variant of a union in memory.

use super::Problem;
use super::sink::Sink;
use crate::types::VARIANT_WORDS;

/// Writes the index of the variant of a union; returns the address of its record.
pub(super) fn put_variant(
    sink: &mut Sink<'_>,
    at: Option<u64>,
    index: u64,
) -> Result<Option<u64>, Problem> {
    sink.put(at, &[index])?;
    Ok(at.map(|at| at.wrapping_add(u64::from(VARIANT_WORDS) * 8)))
}
