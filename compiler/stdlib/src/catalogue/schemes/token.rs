//! `verify token { … }`: a secret that is sent verbatim, as by GitLab (`X-Gitlab-Token`) and
//! Telegram (`X-Telegram-Bot-Api-Secret-Token`).

use crate::catalogue::{Check, SchemeSpec, SettingKind, SettingSpec, Written};

/// The scheme.
pub(super) static TOKEN: SchemeSpec = SchemeSpec {
    name: "token",
    written: Written::Block,
    takes: "its settings in braces",
    sample: "verify token { secret secrets.NAME, header \"X-Gitlab-Token\" }",
    snippet: "token {\n  secret secrets.${1:name}\n  header \"${2:X-Gitlab-Token}\"\n}",
    docs: "The secret itself, in a header, in the query or in the body. It does not cover the body.",
    settings: &[
        SettingSpec {
            name: "secret",
            kind: SettingKind::Secrets,
            required: Some("secret secrets.NAME"),
            repeated: false,
            sample: "secret secrets.NAME",
            snippet: "secret secrets.${1:name}",
            docs: "Required: the secret, or, for rotation, a list of secrets, any of which may be sent.",
        },
        SettingSpec {
            name: "header",
            kind: SettingKind::HeaderName,
            required: None,
            repeated: false,
            sample: "header \"X-Gitlab-Token\"",
            snippet: "header \"${1:X-Gitlab-Token}\"",
            docs: "The header that holds the secret and nothing else. Give one of this, `query` and `body`.",
        },
        SettingSpec {
            name: "query",
            kind: SettingKind::Literal,
            required: None,
            repeated: false,
            sample: "query \"hub.verify_token\"",
            snippet: "query \"${1:hub.verify_token}\"",
            docs: "The query parameter that holds the secret. Proxies log queries, so prefer a header.",
        },
        SettingSpec {
            name: "body",
            kind: SettingKind::Member,
            required: None,
            repeated: false,
            sample: "body \"passcode\"",
            snippet: "body \"${1:passcode}\"",
            docs: "The text that holds the secret in the body: the path to a member of JSON, such as `\"auth.token\"`, or the name of a field of a form.",
        },
    ],
    one_of: &["header", "query", "body"],
    unbuilt: &[],
    check: Check::Own,
};
