//! The observable outcome of an execution, in terms that the oracle and the engines share.

use flowright_diagnostics::Span;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::log::LogLine;

use crate::value::Value;

/// The outcome of an execution.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The steps it requested, in order.
    pub steps: Vec<StepRecord>,
    /// The lines it logged.
    pub log: Vec<LogLine>,
    /// How it ended.
    pub end: End,
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The trigger's `when` does not hold.
    Unwanted,
    /// It responded.
    Answered(Answered),
    /// It failed with an uncaught failure.
    Failed(Failed),
}

/// A response.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Its status.
    pub status: i64,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// The kind of the body: `json`, `text`, `html`, `bytes`, or empty for none.
    pub kind: &'static str,
    /// The body, as text if it is text.
    pub body: Result<String, Vec<u8>>,
}

/// A failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    /// `e.code`
    pub code: String,
    /// `e.message`
    pub message: String,
    /// `e.step`
    pub step: String,
    /// `e.status`
    pub status: Option<u16>,
    /// The expression, statement or step that failed.
    pub span: Span,
}

/// A requested step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRecord {
    /// Its name, as in `e.step`.
    pub name: String,
    /// Where it is in the source.
    pub span: Span,
    /// Its fixed parts, as text.
    pub fixed: String,
    /// Its arguments.
    pub arguments: Vec<(String, Value)>,
}

/// The result of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum StepAnswer {
    /// It returns a value.
    Gives(Value),
    /// It fails.
    Fails(FailureCode, Option<u16>),
}

/// The message of every step that fails.
pub const STEP_MESSAGE: &str = "the other side said \"no\"";
