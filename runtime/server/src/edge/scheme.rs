//! Schemes of `verify`: what one is, and why one refuses or cannot be set up.

use std::fmt;

use hyper::header::{HeaderMap, HeaderName};
use hyper::{Method, Uri};
use subtle::ConstantTimeEq;

use super::added::Added;

/// A scheme set up, or why it can't be.
pub type Built = Result<Box<dyn Scheme>, SetupError>;

/// Decides whether a request was sent by who it should be from.
pub trait Scheme: Send + Sync + fmt::Debug {
    /// Accepts the request, or says for the audit log why not. The client is told 401 and the challenge, if there is one, and nothing else.
    ///
    /// # Errors
    /// The reason for which the request is refused.
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal>;

    /// What a sender adds to a request so that it is accepted. A time and credentials that the request carries already stay.
    ///
    /// # Errors
    /// The reason for which the request would be refused whatever is added.
    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal>;

    /// The `WWW-Authenticate` of a refusal (RFC 9110, 11.6.1), without which some clients never send what they have. Most schemes are no
    /// authentication scheme of HTTP and have none.
    fn challenge(&self) -> Option<&'static str> {
        None
    }
}

/// What a scheme may look at: the request as it came, its body unparsed.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method.
    pub method: &'a Method,
    /// The target.
    pub uri: &'a Uri,
    /// The header fields.
    pub headers: &'a HeaderMap,
    /// The body's raw bytes.
    pub body: &'a [u8],
    /// When the request was received, in whole seconds since 1970.
    pub now: u64,
}

/// Whole seconds of microseconds since 1970; a time before that gives 0, which is outside every window.
#[must_use]
pub fn unix_seconds(time: i64) -> u64 {
    u64::try_from(time / 1_000_000).unwrap_or(0)
}

/// Why a request was refused, for the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The signature's header is absent or empty.
    MissingSignature,
    /// The signature's header stands there more than once.
    RepeatedSignature,
    /// The signature lacks its prefix, is not hex or base64, or has another length.
    MalformedSignature,
    /// The signature is not the one of this request under any of the secrets.
    WrongSignature,
    /// The timestamp's header is absent or empty.
    MissingTimestamp,
    /// The timestamp's header stands there more than once.
    RepeatedTimestamp,
    /// The timestamp is not an unsigned decimal number.
    MalformedTimestamp,
    /// The timestamp is too far from now, in either direction.
    OutsideWindow,
    /// A header that is part of what is signed is absent.
    MissingSignedHeader,
    /// A header that is part of what is signed stands there more than once.
    RepeatedSignedHeader,
    /// The header or the parameter that holds the secret is absent or empty.
    MissingCredentials,
    /// The header or the parameter that holds the secret stands there more than once.
    RepeatedCredentials,
    /// The credentials are of another scheme of HTTP than the one that is wanted, or not of its form.
    MalformedCredentials,
    /// What was sent is none of the secrets.
    WrongCredentials,
}

impl Refusal {
    /// The reason as the audit log writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissingSignature => "missing_signature",
            Self::RepeatedSignature => "repeated_signature",
            Self::MalformedSignature => "malformed_signature",
            Self::WrongSignature => "wrong_signature",
            Self::MissingTimestamp => "missing_timestamp",
            Self::RepeatedTimestamp => "repeated_timestamp",
            Self::MalformedTimestamp => "malformed_timestamp",
            Self::OutsideWindow => "outside_window",
            Self::MissingSignedHeader => "missing_signed_header",
            Self::RepeatedSignedHeader => "repeated_signed_header",
            Self::MissingCredentials => "missing_credentials",
            Self::RepeatedCredentials => "repeated_credentials",
            Self::MalformedCredentials => "malformed_credentials",
            Self::WrongCredentials => "wrong_credentials",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a scheme cannot be set up; the server does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// There is no secret at all.
    NoSecret,
    /// A secret is empty; `number` counts from 1.
    EmptySecret {
        /// Which of the secrets.
        number: usize,
    },
    /// A secret that no header can hold; `number` counts from 1.
    NotInHeader {
        /// Which of the secrets.
        number: usize,
    },
    /// A name of a header that is none.
    NotHeader {
        /// The name.
        header: Box<str>,
    },
    /// A setting without which there is no scheme is not there.
    NoSetting {
        /// Its name.
        setting: &'static str,
    },
    /// The scheme has no code.
    NoScheme {
        /// Its name.
        scheme: &'static str,
    },
    /// Nothing is signed.
    NothingSigned,
    /// `{timestamp}` is signed, but no header is named for it.
    NoTimestampHeader,
    /// A timestamp that is not signed proves nothing: whoever replays the request writes a new one.
    TimestampNotSigned,
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecret => f.write_str("`verify` has no secret"),
            Self::EmptySecret { number } => {
                write!(
                    f,
                    "secret {number} of `verify` is empty: anyone could sign with it"
                )
            }
            Self::NotInHeader { number } => {
                write!(
                    f,
                    "secret {number} of `verify` cannot be sent in a header: it has a blank at an end, or a control character"
                )
            }
            Self::NotHeader { header } => write!(f, "`{header}` is not a name of a header"),
            Self::NoSetting { setting } => write!(f, "`verify` has no `{setting}`"),
            Self::NoScheme { scheme } => write!(f, "there is no scheme `{scheme}`"),
            Self::NothingSigned => f.write_str("`signed` of `verify hmac` is empty"),
            Self::NoTimestampHeader => f.write_str(
                "`signed` of `verify hmac` has `{timestamp}`, but there is no `timestamp header`",
            ),
            Self::TimestampNotSigned => f.write_str(
                "`verify hmac` has a `timestamp`, but `signed` does not hold `{timestamp}`: \
                 it would not stop a replay",
            ),
        }
    }
}

impl std::error::Error for SetupError {}

/// The name of a header that the catalogue or the flow gives.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, SetupError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| SetupError::NotHeader {
        header: name.into(),
    })
}

/// How often a field that must stand there once does so.
pub(crate) enum Field<'a> {
    Absent,
    Once(&'a [u8]),
    Repeated,
}

pub(crate) fn field<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Field<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Field::Absent,
        (Some(value), None) => Field::Once(value.as_bytes()),
        (Some(_), Some(_)) => Field::Repeated,
    }
}

/// The only comparison of credentials: its time depends on their length, which is public, and on nothing else.
pub(crate) fn same(expected: &[u8], given: &[u8]) -> bool {
    expected.ct_eq(given).into()
}
