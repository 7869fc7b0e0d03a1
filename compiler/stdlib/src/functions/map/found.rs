//! The entries of the receiver of a call.

use crate::failure::Failure;
use crate::functions::Call;
use crate::types::{Type, entry_words};

/// The number of words per entry of the receiver.
pub(super) fn stride(call: &Call<'_>) -> Result<u64, Failure> {
    match call.receiver {
        Type::Map(value) => Ok(u64::from(entry_words(value))),
        _ => Err(Failure::internal("a receiver is no map")),
    }
}

/// The words of the entries of the map whose first word is the argument at `at`.
pub(super) fn entries<'a>(call: &'a Call<'_>, at: usize) -> Result<&'a [u64], Failure> {
    let words = call.word(at + 1)?.saturating_mul(stride(call)?);
    match usize::try_from(words) {
        Ok(0) => Ok(&[]),
        Ok(words) => call.context.words(call.word(at)?, words),
        Err(_) => Err(Failure::internal("a map is larger than memory")),
    }
}

/// The key at the start of the words of an entry.
pub(super) fn key<'a>(call: &'a Call<'_>, entry: &[u64]) -> Result<&'a [u8], Failure> {
    match entry {
        [address, length, ..] => call.context.bytes(*address, *length),
        _ => Err(Failure::internal("an entry lacks its key")),
    }
}

/// The index of the entry with a key.
pub(super) fn position(call: &Call<'_>, wanted: &[u8]) -> Result<Option<usize>, Failure> {
    let stride = usize::try_from(stride(call)?).unwrap_or(usize::MAX);
    for (index, entry) in entries(call, 0)?.chunks(stride).enumerate() {
        if key(call, entry)? == wanted {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// Spends fuel for comparing all keys of the receiver with another one.
pub(super) fn spend(call: &mut Call<'_>) -> Result<(), Failure> {
    let count = call.word(1)?;
    call.spend(count / 2);
    Ok(())
}
