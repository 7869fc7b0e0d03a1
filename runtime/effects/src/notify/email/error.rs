//! Why a mail was not accepted.

use std::{error::Error, fmt, io, net::IpAddr, time::Duration};

use lettre::transport::smtp;

use crate::DialError;

/// Why a mail was not accepted. Contains no password and no content of the mail.
#[derive(Debug, Clone)]
pub enum EmailError {
    /// The policy allows no address of the mail server.
    Denied {
        /// The mail server.
        host: String,
        /// The first of its addresses.
        address: IpAddr,
    },
    /// There was no connection, or it broke, or the server is closing down.
    Unreachable {
        /// What happened.
        reason: String,
    },
    /// The server did not accept the mail in time.
    Timeout {
        /// The time limit.
        after: Duration,
    },
    /// The server refused.
    Refused {
        /// Its SMTP code.
        status: u16,
    },
    /// The server does not speak SMTP, or lacks what the settings require.
    Protocol {
        /// What is wrong.
        reason: String,
    },
    /// The SMTP URL cannot be used.
    BadSmtpUrl {
        /// What is wrong.
        reason: &'static str,
    },
    /// A setting or part that must be a mail address is something else.
    BadAddress {
        /// Its name.
        field: &'static str,
    },
    /// The mail has more recipients than servers are required to accept.
    TooManyRecipients {
        /// How many.
        count: usize,
    },
    /// The message could not be built.
    BadMessage {
        /// What is wrong.
        reason: String,
    },
}

impl EmailError {
    /// The failure code of the language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied { .. } => "denied",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout { .. } => "timeout",
            Self::Refused { .. }
            | Self::Protocol { .. }
            | Self::BadSmtpUrl { .. }
            | Self::BadAddress { .. }
            | Self::TooManyRecipients { .. }
            | Self::BadMessage { .. } => "fail",
        }
    }
}

impl From<DialError> for EmailError {
    fn from(error: DialError) -> Self {
        match error {
            DialError::Denied { host, address } => Self::Denied { host, address },
            DialError::Timeout { after, .. } => Self::Timeout { after },
            _ => Self::Unreachable {
                reason: error.to_string(),
            },
        }
    }
}

impl From<io::Error> for EmailError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::Protocol {
                reason: error.to_string(),
            },
            _ => Self::Unreachable {
                reason: format!("the connection to the mail server broke: {error}"),
            },
        }
    }
}

impl From<smtp::Error> for EmailError {
    fn from(error: smtp::Error) -> Self {
        if let Some(status) = error.status() {
            return refused(u16::from(status));
        }
        // The server's text is not passed on: some servers repeat in it the data that they were
        // sent.
        let is_io = error.source().is_some_and(<dyn Error>::is::<io::Error>);
        if is_io || error.is_response() {
            return Self::Unreachable {
                reason: "the connection to the mail server broke".to_owned(),
            };
        }
        Self::Protocol {
            reason: error.to_string(),
        }
    }
}

/// A server sends 421 when it is about to close the connection; it is available again later.
pub(super) fn refused(status: u16) -> EmailError {
    if status == 421 {
        return EmailError::Unreachable {
            reason: "the mail server is closing down".to_owned(),
        };
    }
    EmailError::Refused { status }
}

impl fmt::Display for EmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied { host, address } => DialError::Denied {
                host: host.clone(),
                address: *address,
            }
            .fmt(f),
            Self::Unreachable { reason } => f.write_str(reason),
            Self::Timeout { after } => {
                write!(
                    f,
                    "the mail server did not accept the mail within {after:?}"
                )
            }
            Self::Refused { status } => write!(f, "the mail server responded with {status}"),
            Self::Protocol { reason } => write!(f, "the mail server cannot be used: {reason}"),
            Self::BadSmtpUrl { reason } => write!(f, "`smtp` is not valid: {reason}"),
            Self::BadAddress { field } => write!(f, "`{field}` is not a mail address"),
            Self::TooManyRecipients { count } => {
                write!(f, "{count} recipients are too many for one mail")
            }
            Self::BadMessage { reason } => write!(f, "cannot build the mail: {reason}"),
        }
    }
}

impl Error for EmailError {}
