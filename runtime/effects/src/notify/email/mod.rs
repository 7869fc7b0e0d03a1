//! `email { smtp, from }`: sends mail by SMTP, over a connection made by the dialer.
//!
//! In: [`EmailSettings`] and an [`Email`]. Out: the Message-ID, once the server has accepted the
//! mail.
//!
//! Invariant: one call sends at most one message to one recipient, whatever the values contain.
//! Addresses go through the parser, headers through the builder, and the body is always encoded.

mod error;
mod message;
mod settings;
mod smtp;
mod starttls;
mod stream;

use flowright_host::Host;
use flowright_stdlib::catalogue::EMAIL;

use super::sender::{Sender, Sending};
use super::{Fields, NotifyError};
use crate::{Dialer, HttpClient};

pub use error::EmailError;
pub use message::Email;
pub use settings::EmailSettings;

/// Sends mail.
pub(super) const SENDER: Sender = Sender {
    kind: &EMAIL,
    check,
    send: send_fields,
};

fn check(settings: Fields<'_>) -> Result<(), NotifyError> {
    let [smtp, from] = settings.exactly(["smtp", "from"])?;
    EmailSettings::parse(smtp, from)?;
    Ok(())
}

fn send_fields<'a>(
    client: &'a HttpClient,
    host: &'a Host,
    settings: Fields<'a>,
    message: Fields<'a>,
) -> Sending<'a> {
    Box::pin(async move {
        let [smtp, from] = settings.exactly(["smtp", "from"])?;
        let [to, subject, text] = message.exactly(["to", "subject", "text"])?;
        let settings = EmailSettings::parse(smtp, from)?;
        let id = send(
            client.dialer(),
            host,
            &settings,
            &Email { to, subject, text },
        )
        .await?;
        Ok(Some(id))
    })
}

/// Sends a mail and returns its Message-ID. The host's clock dates the mail, and the host's
/// randomness provides its id.
///
/// # Errors
///
/// If an address is invalid, or the server does not accept the mail in time.
pub async fn send(
    dialer: &Dialer,
    host: &Host,
    settings: &EmailSettings,
    email: &Email<'_>,
) -> Result<String, EmailError> {
    let (message, id) = message::build(host, settings.from(), email)?;
    smtp::deliver(dialer, settings, &message).await?;
    Ok(id)
}
