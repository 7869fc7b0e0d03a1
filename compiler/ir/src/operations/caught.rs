//! The `e` of a `catch`, and raising it again.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Context;

/// The size of the record in words: three texts and an optional int.
const WORDS: u32 = 8;

/// [`Caught`](crate::code::Instruction::Caught): takes the failure out of the context and returns
/// the address of its record, of type [`failure_type`](flowright_check::program::failure_type).
///
/// # Errors
/// `too_large` at the arena's cap, `internal` if nothing failed.
pub fn caught(context: &mut Context) -> Result<u64, Failure> {
    let failure = context
        .failure
        .take()
        .ok_or_else(|| Failure::internal("a failure is handled where nothing failed"))?;
    context.caught = Some((failure.clone(), context.failed_site));
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

/// [`Raised::Again`](crate::code::Raised::Again): the failure that a record of `caught` describes.
#[must_use]
pub fn raise(context: &Context, record: u64) -> Failure {
    read(context, record).unwrap_or_else(|failure| failure)
}

fn read(context: &Context, record: u64) -> Result<Failure, Failure> {
    let text = |offset| {
        let address = context.load(record, offset)?;
        context.text(address, context.load(record, offset + 1)?)
    };
    // In an `if`, a record built by the flow itself may be used in place of a failure.
    let code = FailureCode::parse(text(0)?).unwrap_or(FailureCode::Fail);
    let status = match context.load(record, 6)? {
        0 => None,
        _ => u16::try_from(context.load(record, 7)?).ok(),
    };
    Ok(Failure {
        code,
        message: text(2)?.to_owned(),
        status,
        member: Box::default(),
        step: text(4)?.into(),
    })
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
