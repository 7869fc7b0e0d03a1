//! The form of a signature with a shared secret (RFC 2104).

use std::borrow::Cow;
use std::time::Duration;

/// The form of an HMAC: everything about it except the secrets.
#[derive(Clone, Debug)]
pub struct HmacForm {
    /// The hash.
    pub algorithm: Algorithm,
    /// The header that contains the signature.
    pub header: Cow<'static, str>,
    /// The labels of the header's parts, if it has several.
    pub labels: Option<Labels>,
    /// The prefix of the signature in the header; may be empty, as it is with labels.
    pub prefix: Cow<'static, str>,
    /// The encoding of the signature.
    pub encoding: Encoding,
    /// The signed parts, concatenated in this order.
    pub signed: Cow<'static, [SignedPart]>,
    /// The signed timestamp, and how far it may be from the current time.
    pub timestamp: Option<TimestampWindow>,
}

/// The hash of an HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1: still secure in an HMAC (RFC 6194, 3.3), and the only hash that some senders support.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// The algorithm with that name.
    #[must_use]
    pub fn named(word: &str) -> Option<Algorithm> {
        match word {
            "sha1" => Some(Algorithm::Sha1),
            "sha256" => Some(Algorithm::Sha256),
            "sha512" => Some(Algorithm::Sha512),
            _ => None,
        }
    }
}

/// The encoding of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal, in either case.
    Hex,
    /// Base64: the standard alphabet with padding (RFC 4648, 4), in its only canonical form.
    Base64,
}

impl Encoding {
    /// The encoding with that name.
    #[must_use]
    pub fn named(word: &str) -> Option<Encoding> {
        match word {
            "hex" => Some(Encoding::Hex),
            "base64" => Some(Encoding::Base64),
            _ => None,
        }
    }
}

/// The encoding of a secret, which determines the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyEncoding {
    /// The key is the text of the secret.
    Text,
    /// Hexadecimal, in either case.
    Hex,
    /// Base64: the standard alphabet; the padding may be missing.
    Base64,
    /// `whsec_` followed by base64, as specified by Standard Webhooks.
    Whsec,
}

impl KeyEncoding {
    /// The encoding with that name.
    #[must_use]
    pub fn named(word: &str) -> Option<KeyEncoding> {
        match word {
            "text" => Some(KeyEncoding::Text),
            "hex" => Some(KeyEncoding::Hex),
            "base64" => Some(KeyEncoding::Base64),
            "whsec" => Some(KeyEncoding::Whsec),
            _ => None,
        }
    }
}

/// A place in a request for a single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The header of that name.
    Header(Cow<'static, str>),
    /// The query parameter of that name.
    Query(Cow<'static, str>),
    /// The text at that path in a body that is JSON, or the field of that name of a form.
    Body(Cow<'static, str>),
}

/// A part of the signed content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// Literal text.
    Literal(Cow<'static, str>),
    /// `{timestamp}`: the value of the timestamp header.
    Timestamp,
    /// `{body}`: the raw body.
    Body,
    /// `{method}`
    Method,
    /// `{path}`: the path as sent, without the query.
    Path,
    /// `{query}`: the query as sent, without its `?`; empty if there is none.
    Query,
    /// `{headers["x-id"]}`, `{query["id"]}`, `{body["a.id"]}`: a single value.
    Value(Source),
}

/// The labels of a header with several parts, such as `t=1700000000,v1=5257a8…`. Parts with other
/// labels are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// The character between the parts.
    pub separator: char,
    /// The text before a signature, such as `v1=`. Several parts may have it, and any of them may
    /// be the signature.
    pub signature: Cow<'static, str>,
    /// The text before the timestamp, such as `t=`, if the header contains it.
    pub timestamp: Option<Cow<'static, str>>,
}

/// The notation of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Whole seconds since 1970.
    Seconds,
    /// Whole milliseconds since 1970.
    Milliseconds,
    /// RFC 3339.
    Rfc3339,
}

impl TimeUnit {
    /// The units by their names.
    pub const NAMED: &[(&str, TimeUnit)] = &[
        ("s", TimeUnit::Seconds),
        ("ms", TimeUnit::Milliseconds),
        ("rfc3339", TimeUnit::Rfc3339),
    ];
}

/// `timestamp header "X-Timestamp" ms within 5m`, `timestamp within 5m`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampWindow {
    /// Where it is; `None` if it is a part of the signature's header.
    pub source: Option<Source>,
    /// Its notation.
    pub unit: TimeUnit,
    /// The maximum distance from the current time, in either direction.
    pub within: Duration,
}
