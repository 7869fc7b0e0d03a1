//! Settings that several kinds share.

use crate::catalogue::{Markup, SettingKind, SettingSpec};

/// `text`, the only part of a message: what `notify NAME "…"` is short for.
pub(super) const fn only_text(markup: Markup) -> SettingSpec {
    SettingSpec {
        required: Some("\"…\""),
        ..text(markup)
    }
}

/// `text`, one of several parts of a message.
pub(super) const fn text(markup: Markup) -> SettingSpec {
    SettingSpec {
        name: "text",
        kind: SettingKind::Message(markup),
        required: Some("text \"…\""),
        repeated: false,
        sample: "text \"…\"",
        snippet: "text \"$1\"",
        docs: "Required: the text.",
    }
}
