//! Messages to people: one file a kind of channel, one line a kind in [`KINDS`].
//!
//! In: the name of a kind, the channel's settings and the message, as named texts with all secrets resolved.
//! Out: the provider's id of the message where it gives one, or a [`NotifyError`].
//!
//! Not done here: escaping what is interpolated into a text (the compiler does), and retries.
//!
//! Invariant: no setting appears in an error or in a `Debug` output; any of them may be a secret.

pub mod email;
mod error;
mod fields;
mod kind;
pub mod slack;

use flowright_host::Host;

pub use error::NotifyError;
pub use fields::Fields;
pub use kind::{Kind, Sending};

use crate::HttpClient;

/// Every kind of channel.
pub const KINDS: &[Kind] = &[email::KIND, slack::KIND];

/// Looks at the settings of a channel of the kind with this name, when the server starts.
///
/// # Errors
///
/// When there is no such kind, a setting is missing or unknown, or cannot be used.
pub fn check(kind: &str, settings: &[(&str, &str)]) -> Result<(), NotifyError> {
    (named(kind)?.check)(Fields::new(settings))
}

/// Sends a message by a channel of the kind with this name. The host gives what a message needs of time and randomness.
///
/// # Errors
///
/// When there is no such kind, a setting or a part is missing or unknown, or the message is not taken.
pub async fn send<'a>(
    client: &'a HttpClient,
    host: &'a Host,
    kind: &str,
    settings: &'a [(&'a str, &'a str)],
    message: &'a [(&'a str, &'a str)],
) -> Result<Option<String>, NotifyError> {
    (named(kind)?.send)(client, host, Fields::new(settings), Fields::new(message)).await
}

fn named(kind: &str) -> Result<&'static Kind, NotifyError> {
    let known = KINDS.iter().find(|known| known.name == kind);
    known.ok_or_else(|| NotifyError::UnknownKind {
        kind: kind.to_owned(),
    })
}
