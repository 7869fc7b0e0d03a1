//! The buffer in which texts and JSON are put together.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;
use flowright_stdlib::write;

use super::registers;
use crate::code::{DataId, Escape, TypeId, WordKind};

/// [`Begin`](crate::code::Instruction::Begin)
pub fn begin(context: &mut Context) {
    context.buffer.clear();
}

/// [`AppendData`](crate::code::Instruction::AppendData)
///
/// # Errors
/// `too_large` when the buffer is past the arena's cap; so for all that append.
pub fn append_data(context: &mut Context, data: DataId) -> Result<(), Failure> {
    let address = data_address(context, data);
    append_text(context, Escape::None, address, u64::from(data.length))
}

/// [`AppendText`](crate::code::Instruction::AppendText); without escape also of bytes.
///
/// # Errors
/// `out_of_range` where the text cannot stand in that place.
pub fn append_text(
    context: &mut Context,
    escape: Escape,
    address: u64,
    length: u64,
) -> Result<(), Failure> {
    context.spend(usize::try_from(length / 64).unwrap_or(usize::MAX));
    context.with_buffer(|context, buffer| {
        if escape == Escape::None {
            buffer.extend_from_slice(context.bytes(address, length)?);
            return Ok(());
        }
        let text = context.text(address, length)?;
        match escape {
            Escape::None => {}
            Escape::Json => write::json_escape(text, buffer),
            Escape::UrlPathSegment => write::url_path_segment(text, buffer)?,
            Escape::UrlQuery => write::url_query(text, buffer),
            Escape::Slack => write::slack_escape(text, buffer),
            Escape::Html => write::html_escape(text, buffer),
        }
        Ok(())
    })
}

/// [`AppendWord`](crate::code::Instruction::AppendWord)
///
/// # Errors
/// As [`append_data`].
pub fn append_word(context: &mut Context, kind: WordKind, word: u64) -> Result<(), Failure> {
    context.with_buffer(|context, buffer| {
        registers::text(context, buffer, &kind.ty(), &[word])
    })
}

/// [`AppendJson`](crate::code::Instruction::AppendJson)
///
/// # Errors
/// As [`append_data`].
pub fn append_json(context: &mut Context, ty: TypeId, value: &[u64]) -> Result<(), Failure> {
    let before = context.buffer.len();
    context.with_buffer(|context, buffer| {
        registers::json(context, buffer, context.constants().type_at(ty.0), value)
    })?;
    context.spend(context.buffer.len().saturating_sub(before) / 64);
    Ok(())
}

/// [`Take`](crate::code::Instruction::Take): address and length.
///
/// # Errors
/// `too_large` at the arena's cap.
pub fn take(context: &mut Context) -> Result<[u64; 2], Failure> {
    context.take_buffer()
}

/// Where a constant text stands.
pub(crate) fn data_address(context: &Context, data: DataId) -> u64 {
    context.data_address().wrapping_add(u64::from(data.offset))
}
