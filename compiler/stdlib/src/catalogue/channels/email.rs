//! `email { smtp, from, … }`: mail by SMTP.

use super::text::text;
use crate::catalogue::{Bare, ChannelSpec, Delivery, Markup, SettingKind, SettingSpec};

/// The kind.
pub static EMAIL: ChannelSpec = ChannelSpec {
    name: "email",
    docs: "Mail over SMTP.",
    snippet: "email {\n  smtp ${1:config.smtp_url}\n  from \"${2:Shop <hello@shop.example>}\"\n}",
    settings: &[
        SettingSpec {
            name: "smtp",
            kind: SettingKind::Server {
                schemes: &["smtp://", "smtps://"],
                expected: "an address that begins with `smtp://` or `smtps://`",
            },
            required: Some("smtp \"smtp://localhost:25\""),
            repeated: false,
            sample: "smtp \"smtp://localhost:25\"",
            snippet: "smtp ${1:config.smtp_url}",
            docs: "Required: `smtp://host:25`; `smtp://user:password@host` uses STARTTLS or fails, `smtps://…` is TLS from the start. Default port: 25 for `smtp://`, 587 for `smtp://` with a user, 465 for `smtps://`.",
        },
        SettingSpec {
            name: "from",
            kind: SettingKind::VisibleAddress,
            required: Some("from \"Shop <hello@example.com>\""),
            repeated: false,
            sample: "from \"Shop <hello@example.com>\"",
            snippet: "from \"${1:Shop <hello@shop.example>}\"",
            docs: "Required: the sender.",
        },
        SettingSpec {
            name: "reply_to",
            kind: SettingKind::VisibleAddress,
            required: None,
            repeated: false,
            sample: "reply_to \"help@example.com\"",
            snippet: "reply_to \"${1:help@shop.example}\"",
            docs: "Where replies go instead of to `from`. A message can set its own.",
        },
    ],
    unbuilt: &[],
    message: &[
        SettingSpec {
            name: "to",
            kind: SettingKind::Recipients,
            required: Some("to \"…\""),
            repeated: false,
            sample: "to \"…\"",
            snippet: "to ${1:address}",
            docs: "Required: the recipients, an address or a list of addresses: `to [a, b]`.",
        },
        SettingSpec {
            name: "cc",
            kind: SettingKind::Recipients,
            required: None,
            repeated: false,
            sample: "cc \"…\"",
            snippet: "cc ${1:address}",
            docs: "Recipients of a copy, like `to`.",
        },
        SettingSpec {
            name: "bcc",
            kind: SettingKind::Recipients,
            required: None,
            repeated: false,
            sample: "bcc \"…\"",
            snippet: "bcc ${1:address}",
            docs: "Recipients of a copy that nobody else sees, like `to`; the mail does not name them.",
        },
        SettingSpec {
            name: "reply_to",
            kind: SettingKind::Address,
            required: None,
            repeated: false,
            sample: "reply_to \"…\"",
            snippet: "reply_to ${1:address}",
            docs: "Where replies go; by default what the channel sets, or to `from`.",
        },
        SettingSpec {
            name: "subject",
            kind: SettingKind::Message(Markup::Plain),
            required: Some("subject \"…\""),
            repeated: false,
            sample: "subject \"…\"",
            snippet: "subject \"$1\"",
            docs: "Required: the subject.",
        },
        SettingSpec {
            docs: "The text. Required unless there is `html`.",
            ..text(Markup::Plain)
        },
        SettingSpec {
            name: "html",
            kind: SettingKind::Message(Markup::Html),
            required: None,
            repeated: false,
            sample: "html \"<p>…</p>\"",
            snippet: "html \"$1\"",
            docs: "The same as HTML, with interpolated values escaped. With both, mail programs show the one that they prefer.",
        },
    ],
    any_of: &["text", "html"],
    message_unbuilt: &[],
    bare: Bare::Refused {
        takes: "a recipient, a subject and a text",
        sample: "notify mail { to \"…\", subject \"…\", text \"…\" }",
    },
    message_snippet: " {\n  to ${1:address}\n  subject \"$2\"\n  text \"$0\"\n}",
    gives_id: true,
    delivery: Delivery::Own,
};
