//! The pattern of a call.

use regex::Regex;

use crate::failure::Failure;
use crate::functions::Call;

/// How many times as much work it takes, at worst, to match a byte as to scan it.
const WORK: u64 = 32;

/// The pattern whose first word is the argument at `at`; spends fuel for matching the receiver.
pub(super) fn pattern(call: &mut Call<'_>, at: usize) -> Result<Regex, Failure> {
    call.spend_bytes(call.word(1)?.saturating_mul(WORK));
    let patterns = &call.context.constants().patterns;
    // The compiler has checked the pattern.
    patterns.get(call.text(at)?).map_err(Failure::internal)
}
