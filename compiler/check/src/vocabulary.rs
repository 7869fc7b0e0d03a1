//! The words that the checker takes in a place, for what proposes them.
//!
//! Invariant: these are the checker's own tables, so that what is proposed is what is taken.

use crate::body::context;
use crate::declare::{channels, services, types};
use crate::settings::Owner;
use crate::steps::{self, http, notify, respond};
use crate::trigger::{self, data, hmac, verify};

/// Whose settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingsOf {
    /// `trigger webhook … { … }`
    Webhook,
    /// `verify github { … }`
    Github,
    /// `verify hmac { … }`
    Hmac,
    /// `service NAME { … }`
    Service,
    /// `channel NAME = slack { … }`
    SlackChannel,
    /// `channel NAME = email { … }`
    EmailChannel,
    /// `respond STATUS { … }`
    Respond,
    /// `http … { … }`
    Http,
    /// `notify CHANNEL { … }`, of kind slack.
    SlackMessage,
    /// `notify CHANNEL { … }`, of kind email.
    Mail,
}

/// What `verify` takes.
pub const SCHEMES: &[&str] = verify::SCHEMES;
/// What `body` takes.
pub const BODIES: &[&str] = data::KINDS;
/// What `mode` takes.
pub const MODES: &[&str] = trigger::MODES;
/// What `algorithm` takes.
pub const ALGORITHMS: &[&str] = hmac::ALGORITHMS;
/// What `encoding` takes.
pub const ENCODINGS: &[&str] = hmac::ENCODINGS;
/// What stands in the braces of `signed`.
pub const SIGNED: &[&str] = hmac::SIGNED;
/// The kinds of channels.
pub const CHANNELS: &[&str] = channels::KINDS;
/// The methods of HTTP.
pub const METHODS: &[&str] = steps::METHODS;
/// The members of `context`.
pub const CONTEXT: &[&str] = context::MEMBERS;

/// The types of the language.
pub fn types() -> impl Iterator<Item = &'static str> {
    types::BUILT_IN.iter().map(|(name, _)| *name)
}

impl SettingsOf {
    /// All of them.
    pub const ALL: &'static [SettingsOf] = &[
        SettingsOf::Webhook,
        SettingsOf::Github,
        SettingsOf::Hmac,
        SettingsOf::Service,
        SettingsOf::SlackChannel,
        SettingsOf::EmailChannel,
        SettingsOf::Respond,
        SettingsOf::Http,
        SettingsOf::SlackMessage,
        SettingsOf::Mail,
    ];

    /// The settings that there are.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        self.owner().known
    }

    /// Whether a setting may be given several times.
    #[must_use]
    pub fn is_repeated(self, name: &str) -> bool {
        self.owner().repeated.contains(&name)
    }

    fn owner(self) -> Owner {
        match self {
            SettingsOf::Webhook => trigger::WEBHOOK,
            SettingsOf::Github => verify::GITHUB,
            SettingsOf::Hmac => hmac::HMAC,
            SettingsOf::Service => services::SERVICE,
            SettingsOf::SlackChannel => channels::SLACK,
            SettingsOf::EmailChannel => channels::EMAIL,
            SettingsOf::Respond => respond::RESPOND,
            SettingsOf::Http => http::HTTP,
            SettingsOf::SlackMessage => notify::SLACK,
            SettingsOf::Mail => notify::MAIL,
        }
    }
}
