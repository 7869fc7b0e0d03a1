//! `verify hmac { … }`: any signature with a shared secret; the settings determine its form.

use crate::catalogue::{Check, SchemeSpec, SettingKind, SettingSpec, Written};

/// The scheme.
pub static HMAC: SchemeSpec = SchemeSpec {
    name: "hmac",
    written: Written::Block,
    takes: "its settings in braces",
    sample: "verify hmac { secret secrets.NAME, header \"X-Signature\" }",
    snippet: "hmac {\n  secret secrets.${1:name}\n  header \"${2:X-Signature}\"\n}",
    docs: "Any other signature with a shared secret.",
    settings: &[
        SettingSpec {
            name: "secret",
            kind: SettingKind::Secrets,
            required: Some("secret secrets.NAME"),
            repeated: false,
            sample: "secret secrets.NAME",
            snippet: "secret secrets.${1:name}",
            docs: "Required: the secret, or, for rotation, a list of secrets, any of which may have signed.",
        },
        SettingSpec {
            name: "algorithm",
            kind: SettingKind::Choice {
                words: &["sha256", "sha1", "sha512"],
                unbuilt: &[],
            },
            required: None,
            repeated: false,
            sample: "algorithm sha256",
            snippet: "algorithm ",
            docs: "The hash: `sha256`, `sha1` or `sha512`; `sha256` by default.",
        },
        SettingSpec {
            name: "header",
            kind: SettingKind::SignatureHeader,
            required: Some("header \"X-Signature\""),
            repeated: false,
            sample: "header \"X-Signature\"",
            snippet: "header \"${1:X-Signature}\"",
            docs: "Required: the header that holds the signature. If it has several parts with labels, their pattern follows: `header \"Stripe-Signature\" \"t={timestamp},v1={signature}\"`. The parts may come in any order, others are ignored, and each `{signature}` is tried.",
        },
        SettingSpec {
            name: "prefix",
            kind: SettingKind::Literal,
            required: None,
            repeated: false,
            sample: "prefix \"…\"",
            snippet: "prefix \"${1:sha256=}\"",
            docs: "The text before the signature in its header; none by default.",
        },
        SettingSpec {
            name: "encoding",
            kind: SettingKind::Choice {
                words: &["hex", "base64"],
                unbuilt: &[],
            },
            required: None,
            repeated: false,
            sample: "encoding hex",
            snippet: "encoding ",
            docs: "How the signature is encoded: `hex` in either case, or `base64` with padding; `hex` by default.",
        },
        SettingSpec {
            name: "signed",
            kind: SettingKind::Signed,
            required: None,
            repeated: false,
            sample: "signed \"{timestamp}.{body}\"",
            snippet: "signed \"${1:{timestamp\\}.{body\\}}\"",
            docs: "What was signed: a text with `{body}`, which is required, and optionally `{timestamp}`, `{method}`, `{path}` (without the query), `{query}` (without its `?`), `{headers[\"x-name\"]}`; the body by default.",
        },
        SettingSpec {
            name: "timestamp",
            kind: SettingKind::Window,
            required: None,
            repeated: false,
            sample: "timestamp header \"X-Timestamp\" within 5m",
            snippet: "timestamp header \"${1:X-Timestamp}\" within ${2:5m}",
            docs: "The header with the Unix time in seconds, and how far it may differ from `context.received_at` in either direction. It must be signed. If the time is a part of the signature's header: `timestamp within 5m`.",
        },
    ],
    one_of: &[],
    unbuilt: &[],
    check: Check::Own,
};
