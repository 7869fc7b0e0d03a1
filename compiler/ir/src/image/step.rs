//! Step templates: what of a step is fixed. What is not stands in the record of its arguments.

use std::time::Duration;

use flowright_check::program::{HttpBodyKind, HttpTarget};
use flowright_diagnostics::Span;
use flowright_stdlib::decode::Shape;
use flowright_stdlib::query::RowOperation;
use flowright_stdlib::types::Type;

/// A step of a workflow.
#[derive(Clone, Debug)]
pub struct StepTemplate {
    /// As in `e.step`: `upsert customers`.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// The type of its arguments, a record; what its fields are depends on the kind.
    pub arguments: Type,
    /// What it does.
    pub kind: StepKind,
    /// The type of its result, as it lies in memory.
    pub result: Type,
}

/// The kinds of steps, with what their arguments and their result are.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// Arguments: the values of the operation. Result: of `create` and `upsert` the row, of `find one` the row or null, of
    /// `find` the rows, of `update`, `delete` and `count` the number of rows, an int, of
    /// an aggregate its value.
    Row {
        /// What is done.
        operation: RowOperation,
        /// The row given back, where one is.
        returned: ReturnedRow,
    },
    /// Arguments, each a text or a secret: `target` (path and query after the base, already encoded), `body` (where there is one), then one
    /// per header. Result: a record of those of `status: int`, `headers: headers` and `body` that the flow reads.
    Http(HttpTemplate),
    /// Arguments: the parts of the message that are given, each a text under its name. Result: the provider's id of the message, a text,
    /// or null where the channel's kind gives none.
    Notify {
        /// The channel.
        channel: usize,
    },
}

/// The row that a step gives back: only what the flow reads.
#[derive(Clone, Debug)]
pub struct ReturnedRow {
    /// The columns, in the order of the record's fields.
    pub columns: Vec<usize>,
    /// Whether `created` follows them, which tells whether an upsert added the row.
    pub created: bool,
}

/// An `http` step.
#[derive(Clone, Debug)]
pub struct HttpTemplate {
    /// The method, upper case.
    pub method: Box<str>,
    /// Where it goes.
    pub target: HttpTarget,
    /// The body sent.
    pub body: HttpBodyKind,
    /// The names of the headers, as their values stand in the arguments.
    pub headers: Vec<Box<str>>,
    /// The time it may take; `None` takes the service's, or 10 s.
    pub timeout: Option<Duration>,
    /// What is made of the response's body.
    pub expect: Expectation,
    /// Where the members of what is expected are declared, by the way to each, such as `items[].sku`; first the whole, by no way.
    pub expected: Vec<(Box<str>, Span)>,
    /// Whether a status outside of 2xx is no failure.
    pub accept_any: bool,
    /// The largest response taken, in bytes.
    pub max_response: u64,
}

/// What is made of a response's body.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// It is dropped.
    Nothing,
    /// JSON of that shape, also checked where the flow reads none of it; in the result, `body` is it, or it made optional under `accept any`.
    Json(Shape),
    /// A text.
    Text,
}
