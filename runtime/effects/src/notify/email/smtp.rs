//! The session with the mail server.

use std::{net::IpAddr, time::Duration};

use lettre::{
    Message,
    transport::smtp::{
        authentication::Mechanism, client::AsyncSmtpConnection, extension::ClientId,
    },
};
use tokio::time::timeout;

use super::{EmailError, EmailSettings, settings::Security, starttls, stream::SmtpStream};
use crate::Dialer;

/// How long to wait for QUIT after the server has accepted the mail.
const QUIT_TIMEOUT: Duration = Duration::from_secs(2);

/// Hands a message to the mail server.
pub(super) async fn deliver(
    dialer: &Dialer,
    settings: &EmailSettings,
    message: &Message,
) -> Result<(), EmailError> {
    let after = settings.timeout;
    let mut connection = timeout(after, hand_over(dialer, settings, message))
        .await
        .map_err(|_| EmailError::Timeout { after })??;
    // The server has accepted the mail, so a later failure must not be reported as a failure of the
    // mail.
    let _: Result<_, _> = timeout(QUIT_TIMEOUT, connection.quit()).await;
    Ok(())
}

async fn hand_over(
    dialer: &Dialer,
    settings: &EmailSettings,
    message: &Message,
) -> Result<AsyncSmtpConnection, EmailError> {
    let mut connection = connect(dialer, settings).await?;
    if let Some(credentials) = &settings.credentials {
        connection
            .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
            .await?;
    }
    connection
        .send(message.envelope(), &message.formatted())
        .await?;
    Ok(connection)
}

async fn connect(
    dialer: &Dialer,
    settings: &EmailSettings,
) -> Result<AsyncSmtpConnection, EmailError> {
    let (host, port) = (settings.host.as_str(), settings.port);
    let stream = match settings.security {
        Security::Tls => dialer.dial_tls(host, port, None).await?,
        Security::Plain | Security::StartTls => dialer.dial(host, port).await?,
    };
    // RFC 5321, 4.1.4: a client without a domain name sends its address literal.
    let hello = match stream.local_address().ip().to_canonical() {
        IpAddr::V4(address) => ClientId::Ipv4(address),
        IpAddr::V6(address) => ClientId::Ipv6(address),
    };
    let stream = match settings.security {
        Security::Plain | Security::Tls => SmtpStream::new(stream),
        Security::StartTls => {
            SmtpStream::greeted(starttls::start(dialer, host, &hello.to_string(), stream).await?)
        }
    };
    Ok(AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?)
}
