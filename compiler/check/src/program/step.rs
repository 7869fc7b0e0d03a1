//! What of a step is fixed.
//!
//! Invariant: nothing here holds an expression; those stand in the operands of the step.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::query::RowOperation;
use flowright_stdlib::types::Type;

use super::SettingText;

/// The kinds of steps. The type of a step is that of the expression it stands in.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// A step on the rows of a collection.
    ///
    /// `create` gives the row, a record of all fields of the collection; `upsert` the same with `created: bool` as its last field; `find one`
    /// the row or null; `update` how many rows, an int. Operands: the values of the operation, those for fields of the field's type.
    Row(RowOperation),
    /// `http …`: a record of `status: int`, `headers: headers`, and `body` where something is expected.
    ///
    /// Operands: path and query after the target's address (a [`Url`](super::ExpressionKind::Url)), the body where there is one, then the
    /// value of each header; each a text or a secret.
    Http(HttpStep),
    /// `notify …`: the provider's id of the message, a text, where the channel's kind gives one; otherwise null.
    ///
    /// Operands: each of `parts`, a text.
    Notify {
        /// The index of the channel.
        channel: usize,
        /// The names of the parts of the message that are given.
        parts: Vec<&'static str>,
    },
}

/// `http POST ci "/deploys/{id}" { … }`
#[derive(Clone, Debug)]
pub struct HttpStep {
    /// The method, upper case.
    pub method: Box<str>,
    /// Where it goes.
    pub target: HttpTarget,
    /// The body sent.
    pub body: HttpBodyKind,
    /// The names of the headers, in written order.
    pub headers: Vec<Box<str>>,
    /// The time it may take; `None` takes the service's, or 10 s.
    pub timeout: Option<Duration>,
    /// What is made of the response's body.
    pub expect: Expectation,
    /// `accept any`: another status than 2xx does not fail, and `body` is null then.
    pub accept_any: bool,
    /// Where the members of what is expected are declared, by the way to each, such as `items[].sku`.
    pub expected: Vec<(Box<str>, Span)>,
    /// The largest response taken, in bytes.
    pub max_response: u64,
}

/// The address that path and query of an `http` step follow. The host is never chosen by data.
#[derive(Clone, Debug)]
pub enum HttpTarget {
    /// A fixed beginning, put together at start: scheme, host, and what of the path is fixed by a config.
    Base(SettingText),
    /// A service, by index.
    Service(usize),
}

/// What an `http` step sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpBodyKind {
    /// No body.
    None,
    /// `json e`: `application/json`.
    Json,
    /// `text e`: `text/plain; charset=utf-8`.
    Text,
}

/// What is made of a response's body.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// Nothing is said: the result has no `body`.
    Nothing,
    /// `expect T`
    Json(Type),
    /// `expect text`
    Text,
}
