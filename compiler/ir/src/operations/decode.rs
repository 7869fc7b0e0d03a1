//! Decodes JSON that the flow holds as a value.

use bytes::Bytes;
use flowright_stdlib::decode;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::code::ShapeId;

/// How many times as much work it takes to decode a byte of JSON as to scan a byte.
const WORK: u64 = 8;

/// [`Decode`](crate::code::Instruction::Decode): the address of the value.
///
/// # Errors
/// `decode` if the text does not fit, `too_large` at the arena's cap.
pub fn decode(
    context: &mut Context,
    shape: ShapeId,
    address: u64,
    length: u64,
) -> Result<u64, Failure> {
    context.spend_bytes(length.saturating_mul(WORK));
    let constants = context.constants().clone();
    let shape = constants.shape_at(shape.0);
    let source = source(context, address, length)?;
    let place = context.allocate(shape.words())?;
    let decoded = decode::json_at(context, shape, &source, place);
    decoded.map_err(decode::DecodeError::into_failure)?;
    Ok(place)
}

/// The text, separated from the context's memory, to which decoding writes. Text in the request's
/// body is not copied, so that decoded texts may point into the body.
fn source(context: &Context, address: u64, length: u64) -> Result<Bytes, Failure> {
    let [body, body_length] = context.body_words();
    let begin = address.checked_sub(body);
    let end = begin.and_then(|begin| begin.checked_add(length));
    if let (Some(begin), Some(end)) = (begin, end)
        && end <= body_length
        && let (Ok(begin), Ok(end)) = (usize::try_from(begin), usize::try_from(end))
    {
        return Ok(context.body().slice(begin..end));
    }
    context.bytes(address, length).map(Bytes::copy_from_slice)
}
