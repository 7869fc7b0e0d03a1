//! `email { smtp, from }`: mail by SMTP.

use super::text::text;
use crate::catalogue::{Bare, ChannelSpec, Delivery, Markup, SettingKind, SettingSpec, Unbuilt};

/// The kind.
pub static EMAIL: ChannelSpec = ChannelSpec {
    name: "email",
    docs: "Mail over SMTP, one recipient per message.",
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
            docs: "Required: `smtp://host:25`; `smtp://user:password@host` uses STARTTLS or fails, `smtps://…` is TLS from the start. Ports: 25, 587 with a user, 465.",
        },
        SettingSpec {
            name: "from",
            kind: SettingKind::Sender,
            required: Some("from \"Shop <hello@example.com>\""),
            repeated: false,
            sample: "from \"Shop <hello@example.com>\"",
            snippet: "from \"${1:Shop <hello@shop.example>}\"",
            docs: "Required: the sender.",
        },
    ],
    unbuilt: &[Unbuilt::new("reply_to", "reply_to \"a@example.com\"")],
    message: &[
        SettingSpec {
            name: "to",
            kind: SettingKind::Message(Markup::Plain),
            required: Some("to \"…\""),
            repeated: false,
            sample: "to \"…\"",
            snippet: "to ${1:address}",
            docs: "Required: the address of the one recipient.",
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
        text(Markup::Plain),
    ],
    message_unbuilt: &[
        Unbuilt::new("html", "html \"<p>x</p>\""),
        Unbuilt::new("cc", "cc \"a@example.com\""),
        Unbuilt::new("bcc", "bcc \"a@example.com\""),
        Unbuilt::new("reply_to", "reply_to \"a@example.com\""),
    ],
    bare: Bare::Refused {
        takes: "a recipient, a subject and a text",
        sample: "notify mail { to \"…\", subject \"…\", text \"…\" }",
    },
    message_snippet: " {\n  to ${1:address}\n  subject \"$2\"\n  text \"$0\"\n}",
    gives_id: true,
    delivery: Delivery::Own,
};
