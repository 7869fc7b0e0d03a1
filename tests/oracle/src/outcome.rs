//! What can be seen of an execution, in terms that the oracle and the engines share.

use flowright_diagnostics::Span;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::log::LogLine;

use crate::value::Value;

/// What an execution came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The steps that it asked for, in order.
    pub steps: Vec<StepRecord>,
    /// What it wrote into the log.
    pub log: Vec<LogLine>,
    /// How it ended.
    pub end: End,
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// The trigger's `when` does not hold.
    Unwanted,
    /// It answered.
    Answered(Answered),
    /// It failed, and nothing caught it.
    Failed(Failed),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Its status.
    pub status: i64,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// What the body is: `json`, `text`, `html`, `bytes`, or empty for none.
    pub kind: &'static str,
    /// The body, as text where it is one.
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

/// A step that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRecord {
    /// Its name, as in `e.step`.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What of it is fixed, as text.
    pub fixed: String,
    /// What it is given.
    pub arguments: Vec<(String, Value)>,
}

/// What a step comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum StepAnswer {
    /// It gives a value.
    Gives(Value),
    /// It fails.
    Fails(FailureCode, Option<u16>),
}

/// The message of every step that fails.
pub const STEP_MESSAGE: &str = "the other side said \"no\"";
