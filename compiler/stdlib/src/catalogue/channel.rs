//! What a kind of channel is, as data.

use serde_json::Value;

use super::{SettingSpec, Unbuilt};

/// A kind of channel.
#[derive(Debug)]
pub struct ChannelSpec {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// How it is declared, behind the `=`, as a snippet.
    pub snippet: &'static str,
    /// The settings of its declaration.
    pub settings: &'static [SettingSpec],
    /// Those that the language knows and this version does not build.
    pub unbuilt: &'static [Unbuilt],
    /// The parts of a message, in the order in which they are sent.
    pub message: &'static [SettingSpec],
    /// Those that the language knows and this version does not build.
    pub message_unbuilt: &'static [Unbuilt],
    /// What `notify NAME "…"` is.
    pub bare: Bare,
    /// How a message goes on behind `notify NAME`, as a snippet.
    pub message_snippet: &'static str,
    /// Whether sending gives the provider's id of the message.
    pub gives_id: bool,
    /// How a message is sent.
    pub delivery: Delivery,
}

/// What `notify NAME "…"` is.
#[derive(Clone, Copy, Debug)]
pub enum Bare {
    /// Short for that part in braces.
    Part(&'static str),
    /// Nothing: a message has parts that have to be named.
    Refused {
        /// What `notify` takes instead.
        takes: &'static str,
        /// How that is written.
        sample: &'static str,
    },
}

/// How a message is sent.
#[derive(Debug)]
pub enum Delivery {
    /// By a request to the channel's setting `url`.
    Webhook(WebhookDelivery),
    /// By code of its own among the effects, which goes by the channel's settings.
    Own,
}

/// A message by a POST of JSON. It is taken where the answer has status 2xx.
#[derive(Debug)]
pub struct WebhookDelivery {
    /// The body.
    pub payload: fn(&Parts<'_>) -> Value,
    /// The provider's own word for what is wrong, in the body of another answer. Other text is not passed on: it could hold the address.
    pub reason: fn(&str) -> Option<String>,
}

/// The parts of a message.
#[derive(Clone, Copy)]
pub struct Parts<'a>(&'a [(&'a str, &'a str)]);

impl<'a> Parts<'a> {
    /// These parts, each with its name.
    #[must_use]
    pub fn new(parts: &'a [(&'a str, &'a str)]) -> Parts<'a> {
        Parts(parts)
    }

    /// The part of that name, if it was given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let mut parts = self.0.iter();
        let (_, text) = parts.find(|(given, _)| *given == name)?;
        Some(text)
    }
}

/// Kinds are the same where their names are: names are unique.
impl PartialEq for ChannelSpec {
    fn eq(&self, other: &ChannelSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for ChannelSpec {}
