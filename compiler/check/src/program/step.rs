//! What of a step is fixed.
//!
//! Invariant: nothing here holds an expression; those stand in the operands of the step.

use std::time::Duration;

use flowright_stdlib::query::{Assignment, Predicate};
use flowright_stdlib::types::Type;

use super::SettingText;

/// The kinds of steps. The type of a step is that of the expression it stands in.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// `create C { … }`: the row, a record of all fields of the collection.
    ///
    /// Operands: the value of each of `columns`, of the field's type.
    Create {
        /// The index of the collection.
        collection: usize,
        /// The fields written, by index in the collection, in written order.
        columns: Vec<usize>,
    },
    /// `upsert C by (…) { … }`: the row and `created: bool` as its last field.
    ///
    /// Operands: the value of each of `columns`, then of each of `on_create`.
    Upsert {
        /// The index of the collection.
        collection: usize,
        /// The index of the `unique` in the collection.
        unique: usize,
        /// The fields written.
        columns: Vec<usize>,
        /// The fields written on create only.
        on_create: Vec<usize>,
    },
    /// `find one C where …`: the row or null.
    ///
    /// Operands: the parameters of the condition.
    FindOne {
        /// The index of the collection.
        collection: usize,
        /// The condition.
        condition: Predicate,
    },
    /// `update C where … set { … }`: how many rows, an int.
    ///
    /// Operands: the parameters of the condition and of the new values.
    Update {
        /// The index of the collection.
        collection: usize,
        /// The condition.
        condition: Predicate,
        /// The new values.
        set: Vec<Assignment>,
    },
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
