//! Settings shared by several kinds.

use crate::catalogue::{Markup, SettingKind, SettingSpec};

/// `text` as the only part of a message; `notify NAME "…"` is short for it.
pub(super) const fn only_text(markup: Markup) -> SettingSpec {
    SettingSpec {
        required: Some("\"…\""),
        docs: "Required: the text.",
        ..text(markup)
    }
}

/// `text` as one of several parts of a message.
pub(super) const fn text(markup: Markup) -> SettingSpec {
    SettingSpec {
        name: "text",
        kind: SettingKind::Message(markup),
        required: None,
        repeated: false,
        sample: "text \"…\"",
        snippet: "text \"$1\"",
        docs: "The text.",
    }
}
