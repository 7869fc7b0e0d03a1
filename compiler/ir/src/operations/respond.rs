//! The response.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Context;
use flowright_stdlib::write;

use super::buffer::data_address;
use crate::code::{BodyKind, DataId};

/// [`RespondStatus`](crate::code::Instruction::RespondStatus)
///
/// # Errors
/// `out_of_range` outside 200 to 599.
pub fn respond_status(context: &mut Context, status: u64) -> Result<(), Failure> {
    let status = status.cast_signed();
    let code = u16::try_from(status)
        .ok()
        .filter(|code| (200..=599).contains(code))
        .ok_or_else(|| {
            Failure::new(
                FailureCode::OutOfRange,
                format!("{status} is not a valid status of a response: it must be from 200 to 599"),
            )
        })?;
    let response = &mut context.response;
    response.status = code;
    response.headers.clear();
    response.kind = BodyKind::None;
    response.body.clear();
    Ok(())
}

/// [`RespondHeader`](crate::code::Instruction::RespondHeader)
///
/// # Errors
/// `out_of_range` if the value contains control characters.
pub fn respond_header(context: &mut Context, name: DataId, value: [u64; 2]) -> Result<(), Failure> {
    let [address, length] = value;
    let name = context.text(data_address(context, name), u64::from(name.length))?;
    let value = write::header_value(context.text(address, length)?)?;
    let header = (name.into(), value.into());
    context.response.headers.push(header);
    Ok(())
}

/// [`RespondBody`](crate::code::Instruction::RespondBody)
pub fn respond_body(context: &mut Context, kind: BodyKind) {
    let Context {
        buffer, response, ..
    } = context;
    response.kind = kind;
    std::mem::swap(buffer, &mut response.body);
    buffer.clear();
}
