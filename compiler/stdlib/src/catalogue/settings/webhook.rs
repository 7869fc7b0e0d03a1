//! `trigger webhook … { … }`

use crate::catalogue::{SettingKind, SettingSpec, Unbuilt};

/// The settings of a webhook.
pub(crate) const SETTINGS: &[SettingSpec] = &[
    SettingSpec {
        name: "allow",
        kind: SettingKind::Cidrs,
        required: None,
        repeated: false,
        sample: "allow [\"192.0.2.0/24\"]",
        snippet: "allow [\"${1:198.51.100.0/24}\"]",
        docs: "Accepts only these addresses; others get 403.",
    },
    SettingSpec {
        name: "deny",
        kind: SettingKind::Cidrs,
        required: None,
        repeated: false,
        sample: "deny [\"192.0.2.0/24\"]",
        snippet: "deny [\"${1:192.0.2.0/24}\"]",
        docs: "Rejects these addresses with 403, even if `allow` contains them.",
    },
    SettingSpec {
        name: "max_body",
        kind: SettingKind::Size,
        required: None,
        repeated: false,
        sample: "max_body 1mb",
        snippet: "max_body ${1:64kb}",
        docs: "The maximum size of the body; a larger one gets 413. 1 MB by default.",
    },
    SettingSpec {
        name: "verify",
        kind: SettingKind::Verify,
        required: None,
        repeated: false,
        sample: "verify github(secrets.NAME)",
        snippet: "verify ",
        docs: "Required: checks who sent the request; others get 401.",
    },
    SettingSpec {
        name: "when",
        kind: SettingKind::Condition,
        required: None,
        repeated: false,
        sample: "when context.headers[\"x-event\"] == \"push\"",
        snippet: "when ${1:context.headers[\"x-event\"] == \"push\"}",
        docs: "Which requests the workflow handles: others get 204. The condition can use `context`, but not `context.data`.",
    },
    SettingSpec {
        name: "query",
        kind: SettingKind::Members,
        required: None,
        repeated: false,
        sample: "query { page: int = 1 }",
        snippet: "query { ${1:page}: ${2:int} }",
        docs: "The types and defaults of query parameters, for `context.query.page`; a query that does not match gets 400.",
    },
    SettingSpec {
        name: "headers",
        kind: SettingKind::Members,
        required: None,
        repeated: false,
        sample: "headers { \"x-retry\": int = 0 }",
        snippet: "headers { \"${1:x-retry}\": ${2:int} }",
        docs: "The types and defaults of headers, for `context.headers[\"x-retry\"]`; headers that do not match get 400.",
    },
    SettingSpec {
        name: "body",
        kind: SettingKind::Body,
        required: None,
        repeated: false,
        sample: "body json { name: text }",
        snippet: "body ",
        docs: "The kind and type of the body, for `context.data`; a body that does not match gets 400. None by default.",
    },
    SettingSpec {
        name: "mode",
        kind: SettingKind::Choice {
            words: &["sync"],
            unbuilt: &[Unbuilt::new("async", "mode async")],
        },
        required: None,
        repeated: false,
        sample: "mode sync",
        snippet: "mode ",
        docs: "`sync`: the sender waits for the response. The only mode so far.",
    },
    SettingSpec {
        name: "deadline",
        kind: SettingKind::Duration,
        required: None,
        repeated: false,
        sample: "deadline 30s",
        snippet: "deadline ${1:30s}",
        docs: "How long an execution may take once its request has been read and verified. At the deadline the sender gets 504, and the current step is cancelled. 30 s by default.",
    },
    SettingSpec {
        name: "enabled",
        kind: SettingKind::Flag,
        required: None,
        repeated: false,
        sample: "enabled false",
        snippet: "enabled ${1:false}",
        docs: "Whether the workflow is served: `true`, `false` or a `config` of type `bool`. All requests to a disabled workflow get 404, as if its path did not exist. `true` by default.",
    },
];

/// Settings that are not supported yet.
pub(crate) const UNBUILT: &[Unbuilt] = &[
    Unbuilt::new("rate", "rate 20 per 1m by context.ip"),
    Unbuilt::new("dedupe", "dedupe context.body_hash for 72h"),
    Unbuilt::new("concurrency", "concurrency 1 by context.ip"),
    Unbuilt::new("ack", "ack 202"),
    Unbuilt::new("cors", "cors [\"https://example.com\"]"),
];
