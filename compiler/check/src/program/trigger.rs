//! Triggers, every setting read.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::Expression;

/// What starts a workflow.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// `trigger webhook …`: an HTTP request. Only webhooks have routes.
    Webhook(Webhook),
}

/// `trigger webhook POST "/forms/{topic}" { … }`, always sync for now.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The method, upper case.
    pub method: Box<str>,
    /// The path; without one written, `/api/webhooks/<workflow>`.
    pub path: Vec<PathSegment>,
    /// CIDR ranges that may call; empty means all.
    pub allow: Vec<Box<str>>,
    /// CIDR ranges that may not call.
    pub deny: Vec<Box<str>>,
    /// The largest body taken, in bytes.
    pub max_body: u64,
    /// How requests are verified.
    pub verify: Verify,
    /// A condition over `context` without `data`; where it does not hold the answer is 204.
    pub when: Option<Expression>,
    /// What the body is.
    pub body: Body,
    /// All of the trigger.
    pub span: Span,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// As it stands in the URL, decoded.
    Literal(Box<str>),
    /// `{id: int}`, the next of the path's parameters: text, int, bool, float or literals.
    Parameter {
        /// Its name.
        name: Box<str>,
        /// Its type.
        ty: Type,
    },
}

/// What the body is.
#[derive(Clone, Debug)]
pub enum Body {
    /// `body json T`; without `T` it is `json`.
    Json(Type),
    /// `body form T`, `T` a record.
    Form(Type),
    /// `body text`
    Text,
    /// `body bytes`
    Bytes,
    /// `body none`: a body that is not empty is refused. `context.data` is not there.
    None,
}

/// How requests are verified.
#[derive(Clone, Debug)]
pub enum Verify {
    /// `verify none because "…"`
    None {
        /// Why, as written.
        because: Box<str>,
    },
    /// `verify github(secrets.k)`
    Github {
        /// Indexes of secrets; one valid signature by any of them is enough.
        secrets: Vec<usize>,
    },
    /// `verify hmac { … }`
    Hmac(HmacScheme),
}

/// `verify hmac { … }`
#[derive(Clone, Debug)]
pub struct HmacScheme {
    /// Indexes of secrets, for rotation.
    pub secrets: Vec<usize>,
    /// The hash.
    pub algorithm: Algorithm,
    /// The header that holds the signature.
    pub header: Box<str>,
    /// What stands before the signature in it.
    pub prefix: Box<str>,
    /// How the signature is written.
    pub encoding: Encoding,
    /// What is signed.
    pub signed: Vec<SignedPart>,
    /// The time that is signed, and how far from now it may be.
    pub timestamp: Option<TimestampWindow>,
}

/// The hash of an HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1
    Sha1,
    /// SHA-256
    Sha256,
    /// SHA-512
    Sha512,
}

/// How a signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal digits.
    Hex,
    /// Base64.
    Base64,
}

/// A piece of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// As it is.
    Literal(Box<str>),
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
    /// `{header "X-Id"}`, written `{headers["x-id"]}`: the value of a header.
    Header(Box<str>),
}

/// `timestamp header "X-Timestamp" within 5m`
#[derive(Clone, Debug)]
pub struct TimestampWindow {
    /// The header, which holds seconds since 1970.
    pub header: Box<str>,
    /// How far from now it may be, on either side.
    pub within: Duration,
}
