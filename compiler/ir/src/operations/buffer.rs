//! The buffer in which texts and JSON are assembled.

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;
use flowright_stdlib::write;

use crate::code::{DataId, Escape, TextKind, TypeId};

/// A size in bytes that most texts and responses fit into.
const COMMON: usize = 256;

/// [`Begin`](crate::code::Instruction::Begin)
pub fn begin(context: &mut Context) {
    context.buffer.clear();
    // `RespondBody` moves the memory out of the buffer: without this, a typical response would
    // reallocate half a dozen times.
    context.buffer.reserve(COMMON);
}

/// [`AppendData`](crate::code::Instruction::AppendData)
///
/// # Errors
/// `too_large` when the buffer exceeds the arena's cap; likewise for every other append.
pub fn append_data(context: &mut Context, data: DataId) -> Result<(), Failure> {
    let address = data_address(context, data);
    append_text(context, Escape::None, address, u64::from(data.length))
}

/// [`AppendText`](crate::code::Instruction::AppendText); without escaping, also for bytes.
///
/// # Errors
/// `out_of_range` if the text is not allowed in that position.
pub fn append_text(
    context: &mut Context,
    escape: Escape,
    address: u64,
    length: u64,
) -> Result<(), Failure> {
    context.spend_bytes(length);
    context.with_buffer(|context, buffer| {
        if escape == Escape::None {
            buffer.extend_from_slice(context.bytes(address, length)?);
            return Ok(());
        }
        let text = context.text(address, length)?;
        let most = context.memory();
        match escape {
            Escape::None => Ok(()),
            Escape::Json => write::json_escape(buffer, text, most),
            Escape::UrlPathSegment => write::url_path_segment(buffer, text, most),
            Escape::UrlPath => write::url_path(buffer, text, most),
            Escape::UrlPart => write::url_part(buffer, text, most),
            Escape::Slack => write::slack_escape(buffer, text, most),
            Escape::Html => write::html_escape(buffer, text, most),
        }
    })
}

/// [`AppendWord`](crate::code::Instruction::AppendWord)
///
/// # Errors
/// `out_of_range` for a time that cannot be formatted.
pub fn append_word(context: &mut Context, kind: TextKind, word: u64) -> Result<(), Failure> {
    context.spend_bytes(0);
    context.with_buffer(|_, buffer| write::text_of(buffer, kind, word))
}

/// [`AppendDecimal`](crate::code::Instruction::AppendDecimal)
///
/// # Errors
/// `internal` for words that are no decimal.
pub fn append_decimal(context: &mut Context, decimal: [u64; 2]) -> Result<(), Failure> {
    let decimal = Decimal::of_words(decimal)?;
    context.spend_bytes(0);
    context.with_buffer(|_, buffer| {
        write::decimal(buffer, decimal);
        Ok(())
    })
}

/// [`AppendJson`](crate::code::Instruction::AppendJson)
///
/// # Errors
/// As [`append_data`].
pub fn append_json(context: &mut Context, ty: TypeId, value: &[u64]) -> Result<(), Failure> {
    let mut written = 0;
    let result = context.with_buffer(|context, buffer| {
        let before = buffer.len();
        let result = write::json(context, buffer, context.constants().type_at(ty.0), value);
        written = buffer.len() - before;
        result
    });
    context.spend_bytes(written as u64);
    result
}

/// [`Take`](crate::code::Instruction::Take): address and length.
///
/// # Errors
/// `too_large` at the arena's cap.
pub fn take(context: &mut Context) -> Result<[u64; 2], Failure> {
    context.take_buffer()
}

/// The first word of [`Data`](crate::code::Instruction::Data); the second is its length.
#[must_use]
pub fn data_address(context: &Context, data: DataId) -> u64 {
    context.data_address().wrapping_add(u64::from(data.offset))
}
