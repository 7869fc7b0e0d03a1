//! `email { smtp, from, … }`: sends mail by SMTP, over a connection made by the dialer.
//!
//! In: [`EmailSettings`] and an [`Email`]. Out: the Message-ID, once the server has accepted the
//! mail.
//!
//! Invariant: one call sends at most one message, to the given recipients only, whatever the values
//! contain. Addresses go through the parser, headers through the builder, and the body is always
//! encoded.

mod address;
mod content;
mod error;
mod message;
mod random;
mod settings;
mod smtp;
mod starttls;
mod stream;

use flowright_host::Host;
use flowright_stdlib::catalogue::EMAIL;

use super::sender::{Sender, Sending};
use super::{Fields, NotifyError};
use crate::{Dialer, HttpClient};

pub use content::Content;
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
    parse(settings)?;
    Ok(())
}

fn parse(settings: Fields<'_>) -> Result<EmailSettings, NotifyError> {
    let (smtp, from) = (settings.one("smtp")?, settings.one("from")?);
    let reply_to = settings.at_most_one("reply_to")?;
    Ok(EmailSettings::parse(smtp, from, reply_to)?)
}

fn send_fields<'a>(
    client: &'a HttpClient,
    host: &'a Host,
    settings: Fields<'a>,
    message: Fields<'a>,
) -> Sending<'a> {
    Box::pin(async move {
        let settings = parse(settings)?;
        let every = |name| message.every(name).collect::<Vec<_>>();
        let (to, cc, bcc) = (every("to"), every("cc"), every("bcc"));
        let email = Email {
            to: &to,
            cc: &cc,
            bcc: &bcc,
            reply_to: message.at_most_one("reply_to")?,
            subject: message.one("subject")?,
            content: content_of(message)?,
        };
        let id = send(client.dialer(), host, &settings, &email).await?;
        Ok(Some(id))
    })
}

fn content_of(message: Fields<'_>) -> Result<Content<'_>, NotifyError> {
    let (text, html) = (message.at_most_one("text")?, message.at_most_one("html")?);
    match (text, html) {
        (Some(text), Some(html)) => Ok(Content::Both { text, html }),
        (Some(text), None) => Ok(Content::Text(text)),
        (None, Some(html)) => Ok(Content::Html(html)),
        (None, None) => Err(NotifyError::NotOnce { field: "text" }),
    }
}

/// Sends a mail and returns its Message-ID. The host's clock determines the date of the mail, and
/// the host's randomness its ID.
///
/// # Errors
///
/// If an address is invalid, there are too many of them, or the server does not accept the mail in time.
pub async fn send(
    dialer: &Dialer,
    host: &Host,
    settings: &EmailSettings,
    email: &Email<'_>,
) -> Result<String, EmailError> {
    let (message, id) = message::build(host, &settings.from, settings.reply_to.as_ref(), email)?;
    smtp::deliver(dialer, settings, &message).await?;
    Ok(id)
}
