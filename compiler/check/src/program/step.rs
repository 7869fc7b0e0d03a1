//! The fixed parts of steps.
//!
//! Invariant: nothing here contains an expression; expressions are operands of the step.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::query::RowOperation;
use flowright_stdlib::types::Type;

use super::SettingText;

/// The kinds of steps. The type of a step is the type of its expression.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// A step on the rows of a collection.
    ///
    /// `create` returns the row, a record of all fields of the collection. `upsert` returns the row
    /// with `created: bool` as an additional last field. `find one` returns the row or null.
    /// `update` returns the number of rows, an int. Operands: the values of the operation; a value
    /// for a field has the field's type.
    Row(RowOperation),
    /// `http …`: returns a record of `status: int`, `headers: headers`, and `body` if a body is
    /// expected.
    ///
    /// Operands: the path and query after the target's URL (a [`Url`](super::ExpressionKind::Url)),
    /// the body if there is one, the value of each header, then the token, or the user and the
    /// password, of `auth`; each is a text or a secret. A form has an operand for each field
    /// instead: a scalar or a secret, a list of these, or null.
    Http(HttpStep),
    /// `notify …`: returns the provider's message id, a text, if the channel's kind provides one;
    /// otherwise null.
    ///
    /// Operands: the parts named in `parts`, each a text, or a list of texts for recipients.
    Notify {
        /// The index of the channel.
        channel: usize,
        /// The names of the given parts of the message.
        parts: Vec<&'static str>,
    },
    /// `call …`: runs a called workflow as a part, and returns its value; null if the workflow
    /// yields no value or its value is not used.
    ///
    /// Operands: the arguments.
    Call {
        /// Its index in `Program::called`.
        workflow: usize,
    },
}

/// `http POST ci "/deploys/{id}" { … }`
#[derive(Clone, Debug)]
pub struct HttpStep {
    /// The method, upper case.
    pub method: Box<str>,
    /// The target.
    pub target: HttpTarget,
    /// The kind of body that is sent.
    pub body: HttpBodyKind,
    /// The names of the fields of a form or of a multipart body, in source order.
    pub form: Vec<Box<str>>,
    /// For each field of a multipart body, how it is sent.
    pub parts: Vec<PartKind>,
    /// The names of the headers, in source order.
    pub headers: Vec<Box<str>>,
    /// The scheme of its `auth`, if given.
    pub auth: Option<AuthScheme>,
    /// The timeout; `None` means the timeout of the service, or 10 s.
    pub timeout: Option<Duration>,
    /// How the response's body is decoded.
    pub expect: Expectation,
    /// `accept any`: a status other than 2xx is not a failure, and `body` is then null.
    pub accept_any: bool,
    /// The spans of the expected members, by path, such as `items[].sku`.
    pub expected: Vec<(Box<str>, Span)>,
    /// The maximum size of the response, in bytes; `None` means the maximum of the service, or 1
    /// MB.
    pub max_response: Option<u64>,
}

/// The URL prefix to which the path and query of an `http` step are appended. Data never determines
/// the host.
#[derive(Clone, Debug)]
pub enum HttpTarget {
    /// A fixed prefix, built at startup: scheme, host, and any part of the path that a config
    /// fixes.
    Base(SettingText),
    /// A service, by index.
    Service(usize),
}

/// How the credentials of an `http` step are sent in `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// A token (RFC 6750).
    Bearer,
    /// A user and a password (RFC 7617).
    Basic,
}

impl AuthScheme {
    /// The names of its operands.
    #[must_use]
    pub fn operands(self) -> &'static [&'static str] {
        match self {
            AuthScheme::Bearer => &["token"],
            AuthScheme::Basic => &["user", "password"],
        }
    }
}

/// The body that an `http` step sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpBodyKind {
    /// No body.
    None,
    /// `json e`: `application/json`.
    Json,
    /// `text e`: `text/plain; charset=utf-8`.
    Text,
    /// `form { … }`: `application/x-www-form-urlencoded`.
    Form,
    /// `multipart { … }`: `multipart/form-data`.
    Multipart,
    /// `bytes e`: `application/octet-stream`.
    Bytes,
}

/// How a field of a multipart body is sent. Null is omitted, and a list is sent as several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// As text.
    Text,
    /// As JSON.
    Json,
    /// As a file: a record of its name, its content type and its content.
    File,
    /// As a file without a name: bytes.
    Bytes,
}

/// How a response's body is decoded.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// Unspecified: the result has no `body`.
    Nothing,
    /// `expect T`
    Json(Type),
    /// `expect text`
    Text,
    /// `expect bytes`
    Bytes,
}
