//! `verify basic { … }`. Source: RFC 7617.

use crate::catalogue::{Check, SchemeSpec, SettingKind, SettingSpec, Written};

/// The scheme.
pub(super) static BASIC: SchemeSpec = SchemeSpec {
    name: "basic",
    written: Written::Block,
    takes: "its users in braces",
    sample: "verify basic { user \"shop\" secrets.NAME }",
    snippet: "basic {\n  user \"${1:shop}\" secrets.${2:name}\n}",
    docs: "`Authorization: Basic …` with a user and a password. It does not cover the body.",
    settings: &[SettingSpec {
        name: "user",
        // The user name ends at the first colon (RFC 7617, 2).
        kind: SettingKind::NamedSecret { without: ":" },
        required: Some("user \"shop\" secrets.NAME"),
        repeated: true,
        sample: "user \"shop\" secrets.NAME",
        snippet: "user \"${1:shop}\" secrets.${2:name}",
        docs: "Required: a user, and the secret that is the password. One line for each user; two lines with the same user for rotation.",
    }],
    one_of: &[],
    unbuilt: &[],
    check: Check::Own,
};
