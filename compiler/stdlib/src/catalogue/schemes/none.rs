//! `verify none because "…"`

use crate::catalogue::{Check, SchemeSpec, Written};

/// The scheme that accepts every request.
pub(super) static NONE: SchemeSpec = SchemeSpec {
    name: "none",
    written: Written::Because,
    takes: "the reason",
    sample: "verify none because \"a public form\"",
    snippet: "none because \"${1:why anyone may call this}\"",
    docs: "Requests are not verified; the reason is printed at startup.",
    settings: &[],
    one_of: &[],
    unbuilt: &[],
    check: Check::Nothing,
};
