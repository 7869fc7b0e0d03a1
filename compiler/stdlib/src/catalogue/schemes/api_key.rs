//! `verify api_key { … }`: a key for each caller, in a header.

use crate::catalogue::{Check, SchemeSpec, SettingKind, SettingSpec, Written};

/// The scheme.
pub(super) static API_KEY: SchemeSpec = SchemeSpec {
    name: "api_key",
    written: Written::Block,
    takes: "its header and callers in braces",
    sample: "verify api_key { header \"X-Api-Key\", caller \"acme\" secrets.NAME }",
    snippet: "api_key {\n  header \"${1:X-Api-Key}\"\n  caller \"${2:acme}\" secrets.${3:name}\n}",
    docs: "A key for each caller, in a header. It does not cover the body.",
    settings: &[
        SettingSpec {
            name: "header",
            kind: SettingKind::HeaderName,
            required: Some("header \"X-Api-Key\""),
            repeated: false,
            sample: "header \"X-Api-Key\"",
            snippet: "header \"${1:X-Api-Key}\"",
            docs: "Required: the header that holds the key and nothing else.",
        },
        SettingSpec {
            name: "caller",
            kind: SettingKind::NamedSecret { without: "" },
            required: Some("caller \"acme\" secrets.NAME"),
            repeated: true,
            sample: "caller \"acme\" secrets.NAME",
            snippet: "caller \"${1:acme}\" secrets.${2:name}",
            docs: "Required: a caller, and the secret that is its key. One line for each caller; two lines with the same caller for rotation.",
        },
    ],
    one_of: &[],
    unbuilt: &[],
    check: Check::Own,
};
