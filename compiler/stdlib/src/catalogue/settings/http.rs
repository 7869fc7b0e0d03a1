//! `http … { … }`

use crate::catalogue::{BodyForm, HeaderValue, Sent, SettingKind, SettingSpec, Unbuilt};

/// The settings of an `http` step.
pub(crate) const SETTINGS: &[SettingSpec] = &[
    SettingSpec {
        name: "header",
        kind: SettingKind::Header(HeaderValue::Computed {
            what: "the value of a header",
            secrets: true,
        }),
        required: None,
        repeated: true,
        sample: "header \"X-Name\" \"value\"",
        snippet: "header \"${1:X-Name}\" ${2:value}",
        docs: "A header of the request; may be repeated.",
    },
    SettingSpec {
        name: "auth",
        kind: SettingKind::Auth(HeaderValue::Computed {
            what: "a user, password or token",
            secrets: true,
        }),
        required: None,
        repeated: false,
        sample: "auth bearer(token)",
        snippet: "auth bearer(${1:token})",
        docs: "The header `Authorization`; also `auth basic(user, password)`. Replaces that of the service.",
    },
    SettingSpec {
        name: "query",
        kind: SettingKind::Query,
        required: None,
        repeated: false,
        sample: "query { page: 1 }",
        snippet: "query { $1 }",
        docs: "Added to the URL; parameters that are null are omitted.",
    },
    SettingSpec {
        name: "json",
        kind: SettingKind::Sent(Sent {
            form: BodyForm::Json,
            what: "the body of a request",
            secrets: true,
        }),
        required: None,
        repeated: false,
        sample: "json { name: value }",
        snippet: "json { $1 }",
        docs: "The body as JSON.",
    },
    SettingSpec {
        name: "text",
        kind: SettingKind::Sent(Sent {
            form: BodyForm::Text,
            what: "the body of a request",
            secrets: true,
        }),
        required: None,
        repeated: false,
        sample: "text \"…\"",
        snippet: "text \"$1\"",
        docs: "The body as text.",
    },
    SettingSpec {
        name: "form",
        kind: SettingKind::Sent(Sent {
            form: BodyForm::Form,
            what: "the body of a request",
            secrets: true,
        }),
        required: None,
        repeated: false,
        sample: "form { name: value }",
        snippet: "form { $1 }",
        docs: "The body as a form, `application/x-www-form-urlencoded`; a list repeats its field, and fields that are null are omitted.",
    },
    SettingSpec {
        name: "multipart",
        kind: SettingKind::Sent(Sent {
            form: BodyForm::Multipart,
            what: "the body of a request",
            secrets: true,
        }),
        required: None,
        repeated: false,
        sample: "multipart { title: \"x\", picture: context.body }",
        snippet: "multipart { $1 }",
        docs: "The body as a form with files, `multipart/form-data`: a `file`, or a record with `name`, `content_type` and `bytes`, is sent as a file, `bytes` as a file named `blob`, other records, maps and `json` as JSON; a list repeats its field, and fields that are null are omitted.",
    },
    SettingSpec {
        name: "bytes",
        kind: SettingKind::Sent(Sent {
            form: BodyForm::Bytes,
            what: "the body of a request",
            secrets: false,
        }),
        required: None,
        repeated: false,
        sample: "bytes context.body",
        snippet: "bytes ${1:context.body}",
        docs: "The body as bytes, `application/octet-stream` unless a `header \"Content-Type\"` says otherwise.",
    },
    SettingSpec {
        name: "timeout",
        kind: SettingKind::Duration,
        required: None,
        repeated: false,
        sample: "timeout 5s",
        snippet: "timeout ${1:5s}",
        docs: "The time limit for the whole call, from resolving the host to the last byte; by default that of the service, or 10 s.",
    },
    SettingSpec {
        name: "expect",
        kind: SettingKind::Type,
        required: None,
        repeated: false,
        sample: "expect { id: int }",
        snippet: "expect { $1 }",
        docs: "The type of the response body, for `.body`: a type, which is read from JSON, or `text` or `bytes`, the body as it is. Without it the body is ignored.",
    },
    SettingSpec {
        name: "accept",
        kind: SettingKind::Choice {
            words: &["any"],
            unbuilt: &[],
        },
        required: None,
        repeated: false,
        sample: "accept any",
        snippet: "accept any",
        docs: "A status other than 2xx is not a failure; `.body` is then a `T?`, null unless the status is 2xx.",
    },
    SettingSpec {
        name: "max_response",
        kind: SettingKind::Size,
        required: None,
        repeated: false,
        sample: "max_response 1mb",
        snippet: "max_response ${1:1mb}",
        docs: "The maximum size of the response; by default that of the service, or 1 MB.",
    },
];

/// Settings that are not supported yet.
pub(crate) const UNBUILT: &[Unbuilt] = &[
    Unbuilt::new("retry", "retry 3"),
    Unbuilt::new("idempotent", "idempotent"),
    Unbuilt::new("key", "key context.request_id"),
];
