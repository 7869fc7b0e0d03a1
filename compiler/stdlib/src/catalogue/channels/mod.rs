//! The kinds of channels: one file each, in one table.

mod email;
mod slack;
mod text;

use super::{ChannelSpec, Unbuilt};

pub use email::EMAIL;
pub use slack::SLACK;

/// Every kind of channel, in display order.
pub static CHANNELS: &[&ChannelSpec] = &[&SLACK, &EMAIL];

/// Kinds that exist in the language but that this version may not support.
const KNOWN: &[Unbuilt] = &[
    Unbuilt::new("discord", "discord { url secrets.k }"),
    Unbuilt::new("teams", "teams { url secrets.k }"),
    Unbuilt::new("telegram", "telegram { token secrets.k }"),
    Unbuilt::new("dingtalk", "dingtalk { url secrets.k }"),
    Unbuilt::new("wecom", "wecom { url secrets.k }"),
    Unbuilt::new("feishu", "feishu { url secrets.k }"),
    Unbuilt::new("sms", "sms { url secrets.k }"),
    Unbuilt::new("webhook", "webhook { url secrets.k }"),
];

/// The kind of channel with that name.
#[must_use]
pub fn channel(name: &str) -> Option<&'static ChannelSpec> {
    CHANNELS.iter().copied().find(|one| one.name == name)
}

/// The kinds that exist in the language but that this version does not support.
pub fn unbuilt_channels() -> impl Iterator<Item = &'static Unbuilt> {
    KNOWN.iter().filter(|one| channel(one.word).is_none())
}
