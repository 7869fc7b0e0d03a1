//! The form of a signature under a shared secret (RFC 2104).

use std::borrow::Cow;
use std::time::Duration;

/// The form of an HMAC: all that there is to know of it but the secrets.
#[derive(Clone, Debug)]
pub struct HmacForm {
    /// The hash.
    pub algorithm: Algorithm,
    /// The header that holds the signature.
    pub header: Cow<'static, str>,
    /// What stands before the signature in it; may be empty.
    pub prefix: Cow<'static, str>,
    /// How the signature is written.
    pub encoding: Encoding,
    /// What is signed, in this order, with nothing in between.
    pub signed: Cow<'static, [SignedPart]>,
    /// The time that is signed, and how far from now it may be.
    pub timestamp: Option<TimestampWindow>,
}

/// The hash of an HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1: still sound in an HMAC (RFC 6194, 3.3), and some senders have nothing else.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// The one of that word.
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

/// How a signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal, in either case.
    Hex,
    /// Base64: the standard alphabet with padding (RFC 4648, 4), in its only canonical form.
    Base64,
}

impl Encoding {
    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Encoding> {
        match word {
            "hex" => Some(Encoding::Hex),
            "base64" => Some(Encoding::Base64),
            _ => None,
        }
    }
}

/// A piece of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// As it is.
    Literal(Cow<'static, str>),
    /// `{timestamp}`: the value of the timestamp header.
    Timestamp,
    /// `{body}`: the raw body.
    Body,
    /// `{method}`
    Method,
    /// `{path}`: the path as sent, without the query.
    Path,
    /// `{query}`: the query as sent, without its `?`; empty where there is none.
    Query,
    /// `{headers["x-id"]}`: the value of a header.
    Header(Cow<'static, str>),
}

/// `timestamp header "X-Timestamp" within 5m`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampWindow {
    /// The header, which holds seconds since 1970.
    pub header: Cow<'static, str>,
    /// How far from now it may be, on either side.
    pub within: Duration,
}
