//! Messages to people. The [catalogue] defines the kinds of channels: messages to most kinds are
//! sent by a [webhook](self::webhook) as the spec describes; any other kind has a file here and a
//! line in `SENDERS`.
//!
//! In: the name of a kind, the channel's settings and the message, as named texts with all secrets
//! resolved. Out: the message ID from the provider if it returns one, or a [`NotifyError`].
//!
//! Not done here: escaping the values interpolated into a text, which the compiler does; and
//! retries.
//!
//! Invariant: no setting appears in an error or in `Debug` output; any of them may be a secret.

pub mod email;
mod error;
mod fields;
mod sender;
mod webhook;

use flowright_host::Host;
use flowright_stdlib::catalogue::{self, ChannelSpec, Delivery};

pub use error::NotifyError;
pub use fields::Fields;

use crate::HttpClient;
use sender::Sender;

/// The senders of kinds that have their own code.
const SENDERS: &[Sender] = &[email::SENDER];

/// Checks the settings of a channel of the kind with this name, when the server starts.
///
/// # Errors
///
/// If there is no such kind, or a setting is missing, unknown or unusable.
pub fn check(kind: &str, settings: &[(&str, &str)]) -> Result<(), NotifyError> {
    let kind = named(kind)?;
    let settings = Fields::new(settings);
    settings.are(kind.settings)?;
    match &kind.delivery {
        Delivery::Webhook(_) => webhook::check(settings),
        Delivery::Own => (sender(kind)?.check)(settings),
    }
}

/// Sends a message through a channel of the kind with this name. The host provides the time and
/// randomness that a message needs.
///
/// # Errors
///
/// If there is no such kind, a setting or a part is missing or unknown, or the message is not
/// accepted.
pub async fn send<'a>(
    client: &'a HttpClient,
    host: &'a Host,
    kind: &str,
    settings: &'a [(&'a str, &'a str)],
    message: &'a [(&'a str, &'a str)],
) -> Result<Option<String>, NotifyError> {
    let kind = named(kind)?;
    let (settings, message) = (Fields::new(settings), Fields::new(message));
    settings.are(kind.settings)?;
    message.are(kind.message)?;
    match &kind.delivery {
        Delivery::Webhook(delivery) => {
            webhook::send(delivery, client, settings, message).await?;
            Ok(None)
        }
        Delivery::Own => (sender(kind)?.send)(client, host, settings, message).await,
    }
}

fn named(kind: &str) -> Result<&'static ChannelSpec, NotifyError> {
    catalogue::channel(kind).ok_or_else(|| unknown(kind))
}

fn sender(kind: &ChannelSpec) -> Result<&'static Sender, NotifyError> {
    let sender = SENDERS.iter().find(|sender| sender.kind == kind);
    sender.ok_or_else(|| unknown(kind.name))
}

#[cold]
fn unknown(kind: &str) -> NotifyError {
    NotifyError::UnknownKind {
        kind: kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use flowright_stdlib::catalogue::{CHANNELS, Parts, SettingKind};

    use super::*;

    #[test]
    fn every_kind_of_channel_is_sent_by_one_sender() {
        for kind in CHANNELS {
            let senders = SENDERS.iter().filter(|sender| sender.kind == *kind);
            let wanted = usize::from(matches!(kind.delivery, Delivery::Own));
            assert_eq!(senders.count(), wanted, "{}", kind.name);
        }
    }

    #[test]
    fn every_sender_has_its_kind_in_the_catalogue() {
        for sender in SENDERS {
            let name = sender.kind.name;
            assert_eq!(catalogue::channel(name), Some(sender.kind), "{name}");
        }
    }

    #[test]
    fn every_part_of_a_message_by_webhook_is_sent() {
        for kind in CHANNELS {
            let Delivery::Webhook(delivery) = &kind.delivery else {
                continue;
            };
            assert!(!kind.gives_id, "{}: a webhook gives no id", kind.name);
            let parts = kind.message.iter().map(|part| match part.kind {
                SettingKind::JsonList(_) => (part.name, r#"["a list"]"#),
                _ => (part.name, part.snippet),
            });
            let parts: Vec<(&str, &str)> = parts.collect();
            let payload = (delivery.payload)(&Parts::new(&parts));
            let sent = |text: &str| holds(&payload, text);
            for (name, text) in &parts {
                let text = text.trim_matches(['[', ']', '"']);
                assert!(sent(text), "`{name}` of {}: {payload}", kind.name);
            }
        }
    }

    /// Whether a value is or contains that text.
    fn holds(value: &serde_json::Value, text: &str) -> bool {
        match value {
            serde_json::Value::String(own) => own.contains(text),
            serde_json::Value::Array(items) => items.iter().any(|item| holds(item, text)),
            serde_json::Value::Object(members) => members.values().any(|one| holds(one, text)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
                false
            }
        }
    }
}
