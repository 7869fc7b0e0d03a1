//! Typed steps.

use std::time::Duration;

use flowright_diagnostics::Span;
use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_stdlib::types::Type;

use super::{Expression, SettingText};

/// A step: it touches the world, and its place is its identity.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// How it is called in messages and in `e.step`: `upsert customers`, `http POST ci`, `notify team`.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of steps. The type of a step is that of the expression it stands in.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// `create C { … }`: the row, a record of all fields of the collection.
    Create(RowStep),
    /// `upsert C by (…) { … }`: the row and `created: bool` as its last field.
    Upsert {
        /// What is written.
        row: RowStep,
        /// The index of the `unique` in the collection.
        unique: usize,
        /// What is written on create only.
        on_create: Vec<(usize, Expression)>,
    },
    /// `find one C where …`: the row or null.
    FindOne {
        /// The index of the collection.
        collection: usize,
        /// The condition.
        condition: Predicate,
    },
    /// `update C where … set { … }`: how many rows, an int.
    Update {
        /// The index of the collection.
        collection: usize,
        /// The condition; `None` for all rows.
        condition: Option<Predicate>,
        /// Field indexes and their new values, of the fields' types.
        set: Vec<(usize, Scalar)>,
    },
    /// `http …`: a record of `status: int`, `headers: headers`, and `body` where something is expected.
    Http(HttpStep),
    /// `notify …`: null (Slack), or the message id (email): text.
    Notify(NotifyStep),
}

/// The fields that a `create` or `upsert` writes, by index in the collection, each with a value of the field's type.
#[derive(Clone, Debug)]
pub struct RowStep {
    /// The index of the collection.
    pub collection: usize,
    /// Field indexes and values, in written order.
    pub fields: Vec<(usize, Expression)>,
}

/// A condition over `.field`s and values.
#[derive(Clone, Debug)]
pub enum Predicate {
    /// Two values compare so.
    Compare(Comparison, Scalar, Scalar),
    /// A bool is true.
    IsTrue(Scalar),
    /// Both hold.
    And(Box<Predicate>, Box<Predicate>),
    /// One holds.
    Or(Box<Predicate>, Box<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
}

/// A value in a condition or after `set`.
#[derive(Clone, Debug)]
pub enum Scalar {
    /// `.field`, by index.
    Column(usize),
    /// Any expression without a `.field`: bool, int, float, text, literals, time, null, or an optional of one.
    Value(Expression),
    /// Arithmetic that holds a `.field`.
    Arithmetic(Arithmetic, Box<Scalar>, Box<Scalar>),
}

/// `http POST ci "/deploys/{id}" { … }`
#[derive(Clone, Debug)]
pub struct HttpStep {
    /// The method, upper case.
    pub method: Box<str>,
    /// Where it goes.
    pub target: HttpTarget,
    /// Headers in written order: name and a text or secret.
    pub headers: Vec<(Box<str>, Expression)>,
    /// `query { page: 1 }`: names and values (bool, int, float, text, literals, time, or an optional of one; null is left out).
    pub query: Vec<(Box<str>, Expression)>,
    /// The body sent.
    pub body: HttpBody,
    /// The time it may take; `None` takes the service's, or 10 s.
    pub timeout: Option<Duration>,
    /// What is made of the response's body.
    pub expect: Expectation,
    /// `accept any`: another status than 2xx does not fail, and `body` is null then.
    pub accept_any: bool,
    /// The largest response taken, in bytes.
    pub max_response: u64,
}

/// Where an `http` step goes. The host is never chosen by data.
#[derive(Clone, Debug)]
pub enum HttpTarget {
    /// `"https://example.com/x/{id}"` or `"{config.base}/x/{id}"`: a fixed beginning, put together at start, that holds the scheme
    /// and the host; then the rest of the URL, a literal text with values, which begins with `/`, `?` or is empty.
    Url {
        /// Scheme, host, and what of the path is fixed by a config.
        base: SettingText,
        /// Path and query after it; [`TextPart`](super::TextPart)s percent-encoded for their place.
        rest: Vec<super::TextPart>,
    },
    /// `ci "/deploys/{id}"`
    Service {
        /// The index of the service.
        service: usize,
        /// The path and query, which begins with `/` or is empty.
        path: Vec<super::TextPart>,
    },
}

/// The body of an `http` step.
#[derive(Clone, Debug)]
pub enum HttpBody {
    /// None.
    None,
    /// `json e`
    Json(Expression),
    /// `text e`
    Text(Expression),
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

/// `notify team "…"`, `notify mail { to …, subject …, text … }`
#[derive(Clone, Debug)]
pub struct NotifyStep {
    /// The index of the channel.
    pub channel: usize,
    /// By the kind of the channel: `[text]` for Slack, where interpolated values are escaped for Slack; `[to, subject, text]` for email.
    pub arguments: Vec<Expression>,
}

/// `respond 201 { header "Location" l, json { … } }`
#[derive(Clone, Debug)]
pub struct Respond {
    /// An int; outside of 200 to 599 it fails with `out_of_range`.
    pub status: Expression,
    /// Names and texts.
    pub headers: Vec<(Box<str>, Expression)>,
    /// The body.
    pub body: RespondBody,
    /// Where it stands.
    pub span: Span,
}

/// The body of an answer.
#[derive(Clone, Debug)]
pub enum RespondBody {
    /// None.
    None,
    /// `json e`: any type without secrets and headers.
    Json(Expression),
    /// `text e`
    Text(Expression),
    /// `html e`: interpolated values are escaped.
    Html(Expression),
    /// `bytes e`
    Bytes(Expression),
}
