//! Lines for the log.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::log::{LogLevel, LogLine};
use flowright_stdlib::memory::Context;

/// The maximum number of lines between two returns to the engine, which collects the lines.
const MOST_LINES: usize = 1000;

/// The maximum size of a line in bytes.
const MOST_OCTETS: u64 = 64 << 10;

/// [`Log`](crate::code::Instruction::Log)
///
/// # Errors
/// `too_large` for a line of more than 64 KiB, `too_many` for more than 1,000 lines without a step
/// between them.
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
            format!("a log line has {length} bytes; the maximum is {MOST_OCTETS}"),
        ));
    }
    if context.log.len() >= MOST_LINES {
        return Err(Failure::new(
            FailureCode::TooMany,
            format!("more than {MOST_LINES} log lines without a step between them"),
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
