//! `verify bearer`. Source: RFC 6750, 2.1.

use super::secret::SECRET;
use crate::catalogue::{Check, SchemeSpec, Written};

/// The scheme.
pub(super) static BEARER: SchemeSpec = SchemeSpec {
    name: "bearer",
    written: Written::Secret,
    takes: "one secret",
    sample: "verify bearer(secrets.NAME)",
    snippet: "bearer(secrets.${1:name})",
    docs: "`Authorization: Bearer …` with the secret itself. It does not cover the body.",
    settings: SECRET,
    one_of: &[],
    unbuilt: &[],
    check: Check::Own,
};
