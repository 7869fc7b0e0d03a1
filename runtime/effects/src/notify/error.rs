//! Why a message was not accepted.

use std::{error::Error, fmt};

use super::email::EmailError;
use crate::HttpError;

/// Why a message was not accepted.
#[derive(Debug, Clone)]
pub enum NotifyError {
    /// No kind of channel has this name.
    UnknownKind {
        /// The name.
        kind: String,
    },
    /// The kind has no setting or part with this name.
    UnknownField {
        /// The name.
        field: String,
    },
    /// A setting or part is missing, or given twice.
    NotOnce {
        /// Its name.
        field: &'static str,
    },
    /// The provider answered with a status other than 2xx.
    Status {
        /// The status.
        status: u16,
        /// The provider's own error code, such as `invalid_payload`.
        reason: Option<String>,
    },
    /// The provider did not answer.
    Http(HttpError),
    /// The mail was not accepted.
    Email(EmailError),
}

impl NotifyError {
    /// The failure code of the language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownKind { .. } | Self::UnknownField { .. } | Self::NotOnce { .. } => "fail",
            Self::Status { .. } => "http_status",
            Self::Http(error) => error.code(),
            Self::Email(error) => error.code(),
        }
    }
}

impl From<HttpError> for NotifyError {
    fn from(error: HttpError) -> Self {
        Self::Http(error)
    }
}

impl From<EmailError> for NotifyError {
    fn from(error: EmailError) -> Self {
        Self::Email(error)
    }
}

impl fmt::Display for NotifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind { kind } => write!(f, "there is no channel kind `{kind}`"),
            Self::UnknownField { field } => write!(f, "this channel kind has no `{field}`"),
            Self::NotOnce { field } => write!(f, "`{field}` must be given exactly once"),
            Self::Status {
                status,
                reason: Some(reason),
            } => {
                write!(f, "the provider responded with {status}: {reason}")
            }
            Self::Status {
                status,
                reason: None,
            } => write!(f, "the provider responded with {status}"),
            Self::Http(error) => error.fmt(f),
            Self::Email(error) => error.fmt(f),
        }
    }
}

impl Error for NotifyError {}
