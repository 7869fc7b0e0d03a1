//! The part of a JSON text at a path, as the result of a call.

use crate::decode::{JsonStep, json_part};
use crate::failure::Failure;
use crate::functions::Call;

/// How many times as much work it takes to search a byte of JSON as to scan a byte.
const WORK: u64 = 2;

/// Returns the part of the receiver at a path, without copying it, or null.
pub(super) fn give_at(call: &mut Call<'_>, path: &[JsonStep<'_>]) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?.saturating_mul(WORK));
    let address = call.word(0)?;
    match json_part(call.text(0)?, path) {
        Some(part) => {
            let start = address.wrapping_add(part.start as u64);
            call.give(&[1, start, part.len() as u64]);
        }
        None => call.give(&[0, 0, 0]),
    }
    Ok(())
}
