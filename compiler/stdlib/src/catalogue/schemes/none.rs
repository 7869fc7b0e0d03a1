//! `verify none because "…"`

use crate::catalogue::{Check, SchemeSpec, Written};

/// The scheme of who wants none.
pub(super) static NONE: SchemeSpec = SchemeSpec {
    name: "none",
    written: Written::Because,
    takes: "the reason",
    sample: "verify none because \"a public form\"",
    snippet: "none because \"${1:why anyone may call this}\"",
    docs: "Nobody is looked at; the reason is shown at the start of the server.",
    settings: &[],
    check: Check::Nothing,
};
