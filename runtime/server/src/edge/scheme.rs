//! The schemes of `verify`: their interface, and why a scheme refuses a request or cannot be set
//! up.

use std::fmt;

use hyper::header::{HeaderMap, HeaderName};
use hyper::{Method, Uri};
use subtle::ConstantTimeEq;

use super::added::Added;

/// A scheme that has been set up, or why it cannot be.
pub type Built = Result<Box<dyn Scheme>, SetupError>;

/// Decides whether a request comes from the expected sender.
pub trait Scheme: Send + Sync + fmt::Debug {
    /// Accepts the request, or returns the reason for the audit log. The client gets only a 401 and
    /// the challenge, if there is one.
    ///
    /// # Errors
    /// The reason why the request is refused.
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal>;

    /// Like [`verify`](Scheme::verify); also returns the name of the caller, if the scheme
    /// identifies callers.
    ///
    /// # Errors
    /// As for [`verify`](Scheme::verify).
    fn accept(&self, request: &Request<'_>) -> Result<Option<&str>, Refusal> {
        self.verify(request).map(|()| None)
    }

    /// What a sender adds to a request so that it is accepted. A time and credentials that the
    /// request already carries are kept.
    ///
    /// # Errors
    /// The reason why the request would be refused whatever is added to it.
    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal>;

    /// The `WWW-Authenticate` of a refusal (RFC 9110, 11.6.1), without which some clients never
    /// send their credentials. Most schemes are not HTTP authentication schemes and have none.
    fn challenge(&self) -> Option<&'static str> {
        None
    }
}

/// What a scheme may inspect: the request as it arrived, with its body unparsed.
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

/// Converts microseconds since 1970 to whole seconds; a time before 1970 becomes 0, which is
/// outside every window.
#[must_use]
pub fn unix_seconds(time: i64) -> u64 {
    u64::try_from(time / 1_000_000).unwrap_or(0)
}

/// Why a request was refused, for the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The signature is absent or empty.
    MissingSignature,
    /// The signature appears more than once.
    RepeatedSignature,
    /// The signature lacks its prefix, is not hex or base64, or has another length.
    MalformedSignature,
    /// The signature does not match this request under any of the secrets.
    WrongSignature,
    /// The timestamp is absent or empty.
    MissingTimestamp,
    /// The timestamp appears more than once.
    RepeatedTimestamp,
    /// The timestamp is not in its notation: an unsigned decimal number, or RFC 3339.
    MalformedTimestamp,
    /// The timestamp is too far from now, in either direction.
    OutsideWindow,
    /// A signed header is absent.
    MissingSignedHeader,
    /// A signed header appears more than once.
    RepeatedSignedHeader,
    /// A signed query parameter or member of the body is absent or empty.
    MissingSignedValue,
    /// A signed query parameter or member of the body appears more than once.
    RepeatedSignedValue,
    /// The body does not have a text at the place of a signed value.
    MalformedSignedValue,
    /// The header or parameter that contains the secret is absent or empty.
    MissingCredentials,
    /// The header or parameter that contains the secret appears more than once.
    RepeatedCredentials,
    /// The credentials are for a different HTTP scheme than the required one, or malformed.
    MalformedCredentials,
    /// The value sent is none of the secrets.
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
            Self::MissingSignedValue => "missing_signed_value",
            Self::RepeatedSignedValue => "repeated_signed_value",
            Self::MalformedSignedValue => "malformed_signed_value",
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

/// Why a scheme cannot be set up; the server then does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// There is no secret.
    NoSecret,
    /// A secret is empty; `number` counts from 1.
    EmptySecret {
        /// Which of the secrets.
        number: usize,
    },
    /// A secret that a header cannot contain; `number` counts from 1.
    NotInHeader {
        /// Which of the secrets.
        number: usize,
    },
    /// A secret that is not in the encoding of keys; `number` counts from 1.
    NotKey {
        /// Which of the secrets.
        number: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// An invalid header name.
    NotHeader {
        /// The name.
        header: Box<str>,
    },
    /// A required setting is missing.
    NoSetting {
        /// Its name.
        setting: &'static str,
    },
    /// No code implements the scheme.
    NoScheme {
        /// Its name.
        scheme: &'static str,
    },
    /// Two callers have the same key, so the key would not identify the caller.
    SameKey {
        /// The caller that is named first.
        first: Box<str>,
        /// The other caller.
        second: Box<str>,
    },
    /// Nothing is signed.
    NothingSigned,
    /// `{timestamp}` is signed, but no header is named for it.
    NoTimestampHeader,
    /// A timestamp that is not signed proves nothing: whoever replays the request can write a new
    /// one.
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
                    "secret {number} of `verify` cannot be sent in a header: it begins or ends with a space, or contains a control character"
                )
            }
            Self::NotKey { number, encoding } => write!(
                f,
                "secret {number} of `verify` is not a key in the encoding `{encoding}`"
            ),
            Self::NotHeader { header } => write!(f, "`{header}` is not a header name"),
            Self::NoSetting { setting } => write!(f, "`verify` has no `{setting}`"),
            Self::NoScheme { scheme } => write!(f, "there is no scheme `{scheme}`"),
            Self::SameKey { first, second } => write!(
                f,
                "`{first}` and `{second}` of `verify` have the same key, so the key does not identify the caller"
            ),
            Self::NothingSigned => f.write_str("`signed` of `verify hmac` is empty"),
            Self::NoTimestampHeader => f.write_str(
                "`signed` of `verify hmac` has `{timestamp}`, but there is no `timestamp header`",
            ),
            Self::TimestampNotSigned => f.write_str(
                "`verify hmac` has a `timestamp`, but `signed` does not contain `{timestamp}`, \
                 so a replay would not be detected",
            ),
        }
    }
}

impl std::error::Error for SetupError {}

/// The name of a header that the catalogue or the flow specifies.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, SetupError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| SetupError::NotHeader {
        header: name.into(),
    })
}

/// How many times a field occurs that must occur exactly once.
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

/// The only comparison of credentials: the time it takes depends only on their length, which is
/// public.
pub(crate) fn same(expected: &[u8], given: &[u8]) -> bool {
    expected.ct_eq(given).into()
}
