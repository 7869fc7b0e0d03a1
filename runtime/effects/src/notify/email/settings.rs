//! Which server sends mail, and from which address.

use std::{fmt, time::Duration};

use lettre::{message::Mailbox, transport::smtp::authentication::Credentials};
use percent_encoding::percent_decode_str;
use url::Url;

use super::{EmailError, address::mailbox};

const TIMEOUT: Duration = Duration::from_secs(30);

/// How the connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Security {
    /// Not at all: `smtp://` without credentials, for a relay on the same network.
    Plain,
    /// STARTTLS before anything else is sent, or the connection fails: `smtp://` with credentials.
    StartTls,
    /// TLS from the first byte on: `smtps://`.
    Tls,
}

/// Which server sends mail, and from which address. Its `Debug` shows no credentials.
#[derive(Clone)]
pub struct EmailSettings {
    pub(super) security: Security,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) credentials: Option<Credentials>,
    pub(super) timeout: Duration,
    pub(super) from: Mailbox,
    /// The address for replies, if it is not `from`.
    pub(super) reply_to: Option<Mailbox>,
}

impl EmailSettings {
    /// Parses a channel's settings. `smtp` is `smtp://host[:port]`,
    /// `smtp://user:password@host[:port]` (STARTTLS required) or
    /// `smtps://[user:password@]host[:port]`. The default port is 25 for plain, 587 for STARTTLS
    /// and 465 for TLS.
    ///
    /// # Errors
    ///
    /// If one of them is not valid.
    pub fn parse(smtp: &str, from: &str, reply_to: Option<&str>) -> Result<Self, EmailError> {
        let refused = |reason| EmailError::BadSmtpUrl { reason };
        let url = Url::parse(smtp).map_err(|_| refused("it is not a URL"))?;
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| refused("it has no host"))?.to_owned();
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(refused("it has text after the host and port"));
        }
        let credentials = credentials(&url)?;
        let (security, default_port) = match (url.scheme(), &credentials) {
            ("smtp", None) => (Security::Plain, 25),
            ("smtp", Some(_)) => (Security::StartTls, 587),
            ("smtps", _) => (Security::Tls, 465),
            _ => return Err(refused("it must begin with `smtp://` or `smtps://`")),
        };
        Ok(Self {
            security,
            host,
            port: url.port().unwrap_or(default_port),
            credentials,
            timeout: TIMEOUT,
            from: mailbox("from", from)?,
            reply_to: reply_to.map(|text| mailbox("reply_to", text)).transpose()?,
        })
    }

    /// Changes the time limit for sending a mail from 30 s.
    #[must_use]
    pub fn with_timeout(mut self, after: Duration) -> Self {
        self.timeout = after;
        self
    }
}

impl fmt::Debug for EmailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmailSettings")
            .field("security", &self.security)
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, EmailError> {
    let refused = |reason| EmailError::BadSmtpUrl { reason };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) => Err(refused("it has a password but no user")),
        (_, None | Some("")) => Err(refused("it has a user but no password")),
        (user, Some(password)) => {
            let text = |part| percent_decode_str(part).decode_utf8().map(String::from);
            let (Ok(user), Ok(password)) = (text(user), text(password)) else {
                return Err(refused("its user or password is not UTF-8 text"));
            };
            // NUL separates user and password in AUTH PLAIN.
            if user.contains('\0') || password.contains('\0') {
                return Err(refused("its user or password contains a NUL"));
            }
            Ok(Some(Credentials::new(user, password)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Shop <hello@shop.example>";

    #[test]
    fn a_url_says_how_the_connection_is_kept_private() {
        for (url, security, port) in [
            ("smtp://localhost:2525", Security::Plain, 2525),
            ("smtp://relay.example", Security::Plain, 25),
            ("smtp://user:pa%3Ass@relay.example", Security::StartTls, 587),
            ("smtps://relay.example", Security::Tls, 465),
            ("smtps://user:pass@relay.example:4650", Security::Tls, 4650),
        ] {
            let settings = EmailSettings::parse(url, FROM, None).expect(url);
            assert_eq!(
                (settings.security, settings.port),
                (security, port),
                "{url}"
            );
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for url in [
            "",
            "relay.example:25",
            "http://relay.example",
            "smtp://",
            "smtp:relay.example",
            "smtp://user@relay.example",
            "smtp://:pass@relay.example",
            "smtp://relay.example/path",
            "smtp://relay.example?tls=none",
            "smtp://a%00b:pass@relay.example",
        ] {
            let error = EmailSettings::parse(url, FROM, None).expect_err(url);
            assert!(
                matches!(error, EmailError::BadSmtpUrl { .. }),
                "{url}: {error}"
            );
        }
    }

    #[test]
    fn debug_and_errors_show_no_password() {
        let settings =
            EmailSettings::parse("smtp://user:s3cret@relay.example", FROM, None).expect("valid");
        assert!(!format!("{settings:?}").contains("s3cret"));
        let error =
            EmailSettings::parse("smtp://u:s3cret@relay.example/x", FROM, None).expect_err("path");
        assert!(!format!("{error:?} {error}").contains("s3cret"));
    }
}
