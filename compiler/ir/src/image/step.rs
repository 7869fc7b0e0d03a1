//! Step templates: the fixed part of a step. The variable part is in the record of its arguments.

use std::time::Duration;

use flowright_check::program::{AuthScheme, HttpBodyKind, HttpTarget, PartKind};
use flowright_diagnostics::Span;
use flowright_stdlib::decode::Shape;
use flowright_stdlib::query::RowOperation;
use flowright_stdlib::types::Type;

/// A step of a workflow.
#[derive(Clone, Debug)]
pub struct StepTemplate {
    /// The name as in `e.step`: `upsert customers`.
    pub name: Box<str>,
    /// Its span.
    pub span: Span,
    /// The type of its arguments, a record whose fields depend on the kind.
    pub arguments: Type,
    /// What it does.
    pub kind: StepKind,
    /// The type of its result in memory.
    pub result: Type,
}

/// The kinds of steps, with their arguments and results.
#[derive(Clone, Debug)]
pub enum StepKind {
    /// Arguments: the values of the operation. Result: for `create` and `upsert` the row (or the
    /// rows, if a list is given), for `find one` the row or null, for `find` the rows, for
    /// `update`, `delete` and `count` the number of rows as an int, for an aggregate its value, for
    /// `distinct` a list of values, and for groups a list of records of a key and a value.
    Row {
        /// The operation.
        operation: RowOperation,
        /// The row returned, if any.
        returned: ReturnedRow,
    },
    /// Arguments, each a text or a secret: `target` (path and query after the base, already
    /// encoded), `body` or the fields of a form (if there is one), one per header, then the
    /// operands of `auth`. Result: a record of the fields `status: int`, `headers: headers` and
    /// `body`, without those that the flow does not read.
    Http(HttpTemplate),
    /// Arguments: the parts of the message that are given, each a text or a list of texts under its
    /// name. Result: the provider's ID of the message, a text, or null if the channel's kind
    /// provides none.
    Notify {
        /// The channel.
        channel: usize,
    },
    /// Runs parts of the workflow: branches or iterations side by side, a transaction, or a called
    /// workflow. Arguments: the values that the parts read from the code around them, or the
    /// arguments of a call; for iterations, followed by `list` and `at_once`. Result: null if it is
    /// not used; otherwise a record with a field for each branch, a list of the values of the
    /// iterations, or the value of the transaction or of the called workflow.
    Fork(ForkTemplate),
}

/// The parts that a step runs, as indexes into the workflow's parts.
#[derive(Clone, Debug)]
pub enum ForkTemplate {
    /// `parallel`
    Branches {
        /// The branches with their names, in order.
        branches: Vec<(Box<str>, usize)>,
        /// Whether a failure of one branch leaves the others running. The value of each branch is
        /// then a record of its `value` and its `error`, without those that the flow does not read.
        settled: bool,
    },
    /// `for … at once`: the part runs once for each element of the list.
    Iterations {
        /// The part.
        part: usize,
    },
    /// `call`: the part is a called workflow, which several steps may run; its value is the
    /// result.
    Call {
        /// The part.
        part: usize,
    },
    /// `transaction`: all steps of the part are on rows, and take effect together or not at all.
    Transaction {
        /// The part.
        part: usize,
    },
}

/// The row that a step returns: only the columns that the flow reads.
#[derive(Clone, Debug)]
pub struct ReturnedRow {
    /// The columns, in the order of the record's fields.
    pub columns: Vec<usize>,
    /// Whether the field `created` follows the columns: whether an upsert inserted the row.
    pub created: bool,
    /// Whether the field `changed` follows: whether an upsert wrote to the row.
    pub changed: bool,
}

/// An `http` step.
#[derive(Clone, Debug)]
pub struct HttpTemplate {
    /// The method, upper case.
    pub method: Box<str>,
    /// The target.
    pub target: HttpTarget,
    /// The body sent.
    pub body: HttpBodyKind,
    /// The names of the fields of a form or of a multipart body, in the order of their values in
    /// the arguments.
    pub form: Vec<Box<str>>,
    /// For each field of a multipart body, how it is sent.
    pub parts: Vec<PartKind>,
    /// The names of the headers, in the order of their values in the arguments.
    pub headers: Vec<Box<str>>,
    /// The scheme of its `auth`, if given.
    pub auth: Option<AuthScheme>,
    /// The timeout; `None` uses the service's, or 10 s.
    pub timeout: Option<Duration>,
    /// How the response body is used.
    pub expect: Expectation,
    /// Where the members of the expected type are declared, keyed by the path to each, such as
    /// `items[].sku`. The first entry is the whole type, with an empty path.
    pub expected: Vec<(Box<str>, Span)>,
    /// Whether a status outside 2xx is not a failure.
    pub accept_any: bool,
    /// The maximum size of the response, in bytes; `None` uses the service's, or 1 MB.
    pub max_response: Option<u64>,
}

/// How a response body is used.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// It is discarded.
    Nothing,
    /// JSON of that shape, validated even if the flow reads none of it. The `body` field of the
    /// result has that type, or is optional under `accept any`.
    Json(Shape),
    /// It is a text.
    Text,
    /// It is bytes.
    Bytes,
}
