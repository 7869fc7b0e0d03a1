//! How machine code is entered.

use flowright_stdlib::memory::Context;

/// The type of every compiled function: frame and context in, an [encoded](outcome) outcome out.
pub(crate) type Entry = unsafe extern "C" fn(frame: *mut u64, context: *mut Context) -> u64;
