//! `respond STATUS { … }`

use crate::catalogue::{BodyForm, HeaderValue, Sent, SettingKind, SettingSpec};

/// What the values are part of.
const WHAT: &str = "a response";

const fn body(form: BodyForm) -> SettingKind {
    SettingKind::Sent(Sent {
        form,
        what: WHAT,
        secrets: false,
    })
}

/// The settings of `respond`.
pub(crate) const SETTINGS: &[SettingSpec] = &[
    SettingSpec {
        name: "header",
        kind: SettingKind::Header(HeaderValue::Computed {
            what: WHAT,
            secrets: false,
        }),
        required: None,
        repeated: true,
        sample: "header \"X-Name\" \"value\"",
        snippet: "header \"${1:Location}\" ${2:value}",
        docs: "A header of the response; may be repeated.",
    },
    SettingSpec {
        name: "json",
        kind: body(BodyForm::Json),
        required: None,
        repeated: false,
        sample: "json { name: value }",
        snippet: "json { $1 }",
        docs: "The body as JSON.",
    },
    SettingSpec {
        name: "text",
        kind: body(BodyForm::Text),
        required: None,
        repeated: false,
        sample: "text \"…\"",
        snippet: "text \"$1\"",
        docs: "The body as text.",
    },
    SettingSpec {
        name: "html",
        kind: body(BodyForm::Html),
        required: None,
        repeated: false,
        sample: "html \"<p>…</p>\"",
        snippet: "html \"$1\"",
        docs: "The body as HTML; interpolated values are escaped.",
    },
    SettingSpec {
        name: "bytes",
        kind: body(BodyForm::Bytes),
        required: None,
        repeated: false,
        sample: "bytes context.body",
        snippet: "bytes ${1:context.body}",
        docs: "The body as bytes.",
    },
];
