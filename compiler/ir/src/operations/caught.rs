//! The `e` of a `catch`.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

/// Words of the record: three texts and an optional int.
const WORDS: u32 = 8;

/// [`Caught`](crate::code::Instruction::Caught): takes the failure out of the context and gives the address of its record, of
/// [`failure_type`](flowright_check::program::failure_type).
///
/// # Errors
/// `too_large` at the arena's cap, `internal` where nothing failed.
pub fn caught(context: &mut Context) -> Result<u64, Failure> {
    let failure = context
        .failure
        .take()
        .ok_or_else(|| Failure::internal("a failure is handled where nothing failed"))?;
    let record = context.allocate(WORDS)?;
    let texts = [failure.code.as_str(), &failure.message, &failure.step];
    for (offset, text) in [0, 2, 4].into_iter().zip(texts) {
        context.store_text(record, offset, text)?;
    }
    if let Some(status) = failure.status {
        context.store(record, 6, 1)?;
        context.store(record, 7, u64::from(status))?;
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use flowright_stdlib::types::memory_words;

    #[test]
    fn the_record_has_the_words_of_its_type() {
        assert_eq!(
            memory_words(&flowright_check::program::failure_type()),
            super::WORDS
        );
    }
}
