//! Lines for the log.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::log::{LogLevel, LogLine};
use flowright_stdlib::memory::Context;

/// The most lines between two returns to the engine, which takes them.
const MOST_LINES: usize = 1000;

/// The most octets of one line.
const MOST_OCTETS: u64 = 64 << 10;

/// [`Log`](crate::code::Instruction::Log)
///
/// # Errors
/// `too_large` for a line of more than 64 KiB, `too_many` for more than 1,000 lines without a step between them.
pub fn log(
    context: &mut Context,
    level: LogLevel,
    message: [u64; 2],
    fields: [u64; 2],
) -> Result<(), Failure> {
    let length = message[1].saturating_add(fields[1]);
    if length > MOST_OCTETS {
        return Err(Failure::new(
            FailureCode::TooLarge,
            format!("a line of the log has {length} bytes, and {MOST_OCTETS} is the most"),
        ));
    }
    if context.log.len() >= MOST_LINES {
        return Err(Failure::new(
            FailureCode::TooMany,
            format!("more than {MOST_LINES} lines for the log without a step between them"),
        ));
    }
    context.spend_bytes(length);
    let line = LogLine {
        level,
        message: context.text(message[0], message[1])?.into(),
        fields: context.text(fields[0], fields[1])?.into(),
    };
    context.log.push(line);
    Ok(())
}
