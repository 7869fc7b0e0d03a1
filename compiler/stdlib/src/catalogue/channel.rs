//! The specification of a kind of channel, as data.

use serde_json::Value;

use super::{SettingSpec, Unbuilt};

/// A kind of channel.
#[derive(Debug)]
pub struct ChannelSpec {
    /// Its name.
    pub name: &'static str,
    /// Its description.
    pub docs: &'static str,
    /// Its declaration after the `=`, as a snippet.
    pub snippet: &'static str,
    /// The settings of its declaration.
    pub settings: &'static [SettingSpec],
    /// Settings of the language that this version does not support.
    pub unbuilt: &'static [Unbuilt],
    /// The parts of a message, in sending order.
    pub message: &'static [SettingSpec],
    /// The names of parts of which at least one must be given; empty if there are none.
    pub any_of: &'static [&'static str],
    /// Parts of the language that this version does not support.
    pub message_unbuilt: &'static [Unbuilt],
    /// The meaning of `notify NAME "…"`.
    pub bare: Bare,
    /// A message after `notify NAME`, as a snippet.
    pub message_snippet: &'static str,
    /// Whether sending returns the provider's id of the message.
    pub gives_id: bool,
    /// How a message is sent.
    pub delivery: Delivery,
}

/// The meaning of `notify NAME "…"`.
#[derive(Clone, Copy, Debug)]
pub enum Bare {
    /// Short for that part in braces.
    Part(&'static str),
    /// An error: the parts of a message must be named.
    Refused {
        /// What `notify` accepts instead.
        takes: &'static str,
        /// A sample of what `notify` accepts.
        sample: &'static str,
    },
}

/// How a message is sent.
#[derive(Debug)]
pub enum Delivery {
    /// By a request to the channel's `url` setting.
    Webhook(WebhookDelivery),
    /// By dedicated code in the effects, which uses the channel's settings.
    Own,
}

/// A message sent as a POST of JSON. A response with status 2xx means that it was accepted.
#[derive(Debug)]
pub struct WebhookDelivery {
    /// The body.
    pub payload: fn(&Parts<'_>) -> Value,
    /// The provider's error word in the body of any other response. Other text is not passed on,
    /// because it could contain the URL.
    pub reason: fn(&str) -> Option<String>,
}

/// The parts of a message.
#[derive(Clone, Copy)]
pub struct Parts<'a>(&'a [(&'a str, &'a str)]);

impl<'a> Parts<'a> {
    /// The parts, each with its name.
    #[must_use]
    pub fn new(parts: &'a [(&'a str, &'a str)]) -> Parts<'a> {
        Parts(parts)
    }

    /// The part with that name, if given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let mut parts = self.0.iter();
        let (_, text) = parts.find(|(given, _)| *given == name)?;
        Some(text)
    }
}

/// Kinds are equal if their names are, because names are unique.
impl PartialEq for ChannelSpec {
    fn eq(&self, other: &ChannelSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for ChannelSpec {}
