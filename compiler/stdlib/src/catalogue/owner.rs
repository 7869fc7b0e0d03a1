//! The owner of a block of settings.

use std::fmt;

use super::settings::{http, respond, service, webhook};
use super::{CHANNELS, ChannelSpec, SCHEMES, SchemeSpec, SettingSpec, Unbuilt};

/// The owner of a block of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// `trigger webhook … { … }`
    Webhook,
    /// `trigger call (…) { … }`
    Call,
    /// `verify NAME { … }`
    Scheme(&'static SchemeSpec),
    /// `service NAME { … }`
    Service,
    /// `channel NAME = KIND { … }`
    Channel(&'static ChannelSpec),
    /// `notify NAME { … }` on a channel of that kind.
    Message(&'static ChannelSpec),
    /// `http … { … }`
    Http,
    /// `respond STATUS { … }`
    Respond,
}

impl Owner {
    /// All owners of settings.
    pub fn all() -> impl Iterator<Item = Owner> {
        let schemes = SCHEMES.iter().map(|scheme| Owner::Scheme(scheme));
        let channels = CHANNELS.iter();
        let channels =
            channels.flat_map(|channel| [Owner::Channel(channel), Owner::Message(channel)]);
        let fixed = [
            Owner::Webhook,
            Owner::Call,
            Owner::Service,
            Owner::Http,
            Owner::Respond,
        ];
        fixed.into_iter().chain(schemes).chain(channels)
    }

    /// The settings, in display order.
    #[must_use]
    pub fn settings(self) -> &'static [SettingSpec] {
        match self {
            Owner::Webhook => webhook::SETTINGS,
            Owner::Scheme(scheme) => scheme.settings,
            Owner::Service => service::SETTINGS,
            Owner::Channel(channel) => channel.settings,
            Owner::Message(channel) => channel.message,
            Owner::Http => http::SETTINGS,
            Owner::Respond => respond::SETTINGS,
            Owner::Call => &[],
        }
    }

    /// The setting with that name.
    #[must_use]
    pub fn setting(self, name: &str) -> Option<&'static SettingSpec> {
        self.settings().iter().find(|one| one.name == name)
    }

    /// The names of settings of which exactly one must be given; empty if there are none.
    #[must_use]
    pub fn one_of(self) -> &'static [&'static str] {
        match self {
            Owner::Scheme(scheme) => scheme.one_of,
            Owner::Webhook
            | Owner::Call
            | Owner::Service
            | Owner::Channel(_)
            | Owner::Message(_)
            | Owner::Http
            | Owner::Respond => &[],
        }
    }

    /// The settings that exist in the language but that this version does not support.
    pub fn unbuilt(self) -> impl Iterator<Item = &'static Unbuilt> {
        let words = match self {
            Owner::Webhook => webhook::UNBUILT,
            Owner::Service => service::UNBUILT,
            Owner::Channel(channel) => channel.unbuilt,
            Owner::Message(channel) => channel.message_unbuilt,
            Owner::Http => http::UNBUILT,
            Owner::Scheme(scheme) => scheme.unbuilt,
            Owner::Respond | Owner::Call => &[],
        };
        words
            .iter()
            .filter(move |one| self.setting(one.word).is_none())
    }
}

/// As in "a service needs the setting `url`".
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Owner::Webhook => f.write_str("a webhook"),
            Owner::Call => f.write_str("`trigger call`"),
            Owner::Scheme(scheme) => write!(f, "`verify {}`", scheme.name),
            Owner::Service => f.write_str("a service"),
            Owner::Channel(channel) => write!(f, "a channel of kind `{}`", channel.name),
            Owner::Message(channel) => {
                write!(f, "`notify` on a channel of kind `{}`", channel.name)
            }
            Owner::Http => f.write_str("`http`"),
            Owner::Respond => f.write_str("`respond`"),
        }
    }
}
