//! Why there is no response.

use std::{error::Error, fmt, net::IpAddr, time::Duration};

use crate::DialError;

/// Why a request has no response. Contains no path, query, header value or body.
#[derive(Debug, Clone)]
pub enum HttpError {
    /// The policy allows no address of the host.
    Denied {
        /// The host.
        host: String,
        /// The first of its addresses.
        address: IpAddr,
    },
    /// There was no connection, or it broke, or the peer did not speak HTTP.
    Unreachable {
        /// What happened.
        reason: String,
    },
    /// The response was not complete in time.
    Timeout {
        /// The time limit.
        after: Duration,
    },
    /// The body of the response has more bytes than allowed.
    TooLarge {
        /// The bytes allowed.
        limit: usize,
    },
    /// The body of the response does not match its declared compression.
    Decode {
        /// What is wrong with it.
        reason: String,
    },
    /// The request cannot be sent.
    BadRequest(BadRequest),
}

/// What is wrong with a request.
#[derive(Debug, Clone)]
pub enum BadRequest {
    /// The URL cannot be parsed.
    Url(url::ParseError),
    /// The URL has characters that are not allowed in a request line.
    Target,
    /// The URL is neither `http` nor `https`.
    Scheme {
        /// The scheme found.
        scheme: String,
    },
    /// The URL has a user or a password.
    UserInfo,
    /// A header field that cannot be sent.
    Header {
        /// Its name.
        name: String,
    },
}

impl HttpError {
    /// The failure code of the language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied { .. } => "denied",
            Self::Unreachable { .. } => "unreachable",
            Self::Timeout { .. } => "timeout",
            Self::TooLarge { .. } => "too_large",
            Self::Decode { .. } => "decode",
            Self::BadRequest(_) => "fail",
        }
    }
}

impl From<BadRequest> for HttpError {
    fn from(error: BadRequest) -> Self {
        Self::BadRequest(error)
    }
}

impl From<&DialError> for HttpError {
    fn from(error: &DialError) -> Self {
        match error {
            DialError::Denied { host, address } => Self::Denied {
                host: host.clone(),
                address: *address,
            },
            DialError::Timeout { after, .. } => Self::Timeout { after: *after },
            _ => Self::Unreachable {
                reason: error.to_string(),
            },
        }
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied { host, address } => DialError::Denied {
                host: host.clone(),
                address: *address,
            }
            .fmt(f),
            Self::Unreachable { reason } | Self::Decode { reason } => f.write_str(reason),
            Self::Timeout { after } => write!(f, "no complete response within {after:?}"),
            Self::TooLarge { limit } => write!(f, "the response has more than {limit} bytes"),
            Self::BadRequest(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(error) => write!(f, "the URL is not valid: {error}"),
            Self::Target => f.write_str("the URL contains characters that cannot be sent"),
            Self::Scheme { scheme } => {
                write!(f, "the URL must be `http` or `https`, found `{scheme}`")
            }
            Self::UserInfo => f.write_str("the URL must not contain a user or a password"),
            Self::Header { name } => write!(
                f,
                "the header `{}` cannot be sent: it is reserved, or its name or value contains invalid characters",
                name.escape_debug()
            ),
        }
    }
}

impl Error for HttpError {}

impl Error for BadRequest {}
