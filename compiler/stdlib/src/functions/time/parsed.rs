//! Texts that are parsed in a format.

use crate::failure::Failure;
use crate::functions::Call;

/// Returns the receiver parsed in the format, which is the first argument; null if the receiver
/// does not fit.
pub(in crate::functions) fn give_parsed(
    call: &mut Call<'_>,
    read: fn(&str, &str) -> Option<i64>,
) -> Result<(), Failure> {
    call.spend_bytes(call.word(1)?);
    match read(call.text(2)?, call.text(0)?) {
        Some(value) => call.give(&[1, value.cast_unsigned()]),
        None => call.give(&[0, 0]),
    }
    Ok(())
}
