//! `service NAME { … }`

use crate::catalogue::{HeaderValue, SettingKind, SettingSpec, Unbuilt};

/// The settings of a service.
pub(crate) const SETTINGS: &[SettingSpec] = &[
    SettingSpec {
        name: "url",
        kind: SettingKind::Url,
        required: Some("url \"https://…\""),
        repeated: false,
        sample: "url \"https://example.com\"",
        snippet: "url \"${1:https://}\"",
        docs: "Required: the base URL, to which paths are added: a literal, a `config`, a secret, or a string of those.",
    },
    SettingSpec {
        name: "timeout",
        kind: SettingKind::Duration,
        required: None,
        repeated: false,
        sample: "timeout 5s",
        snippet: "timeout ${1:5s}",
        docs: "The time limit of a call; 10 s by default. A step can set its own.",
    },
    SettingSpec {
        name: "max_response",
        kind: SettingKind::Size,
        required: None,
        repeated: false,
        sample: "max_response 1mb",
        snippet: "max_response ${1:1mb}",
        docs: "The maximum size of a response; 1 MB by default. A step can set its own.",
    },
    SettingSpec {
        name: "header",
        kind: SettingKind::Header(HeaderValue::Fixed),
        required: None,
        repeated: true,
        sample: "header \"X-Name\" \"value\"",
        snippet: "header \"${1:Authorization}\" \"${2:Bearer {secrets.name\\}}\"",
        docs: "Sent with every call; may hold secrets, and may be repeated.",
    },
    SettingSpec {
        name: "auth",
        kind: SettingKind::Auth(HeaderValue::Fixed),
        required: None,
        repeated: false,
        sample: "auth bearer(secrets.NAME)",
        snippet: "auth bearer(secrets.${1:name})",
        docs: "Sent with every call as `Authorization`; also `auth basic(\"user\", secrets.NAME)`. A step can send its own.",
    },
];

/// Settings that are not supported yet.
pub(crate) const UNBUILT: &[Unbuilt] = &[Unbuilt::new("retry", "retry 3")];
