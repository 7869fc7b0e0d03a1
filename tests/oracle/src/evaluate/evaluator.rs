//! The state of an evaluation.

use std::collections::HashMap;

use flowright_check::program::{BindingId, Program};
use flowright_diagnostics::Span;
use flowright_stdlib::log::LogLine;

use super::random;
use crate::outcome::{Answered, Failed, StepAnswer, StepRecord};
use crate::request::{self, Request};
use crate::source::Source;
use crate::value::Value;

/// The maximum size of a value, in bytes.
const MOST_SIZE: usize = 200_000;

/// The maximum number of nodes that are evaluated.
const MOST_WORK: usize = 100_000;

/// Why an evaluation does not continue with the next node.
pub(super) enum Stop {
    /// The workflow has responded.
    Answered(Answered),
    /// Something failed, and unwinding looks for a `catch`.
    Failed(Failed),
    /// `break`, which ends the loop around it.
    Break,
    /// `continue`, which ends the current iteration.
    Continue,
    /// It takes too much memory or time.
    TooMuch,
}

/// The result of a node.
pub(super) type Evaluation<T> = Result<T, Stop>;

/// The state of an evaluation.
pub(super) struct Evaluator<'p> {
    pub(super) program: &'p Program,
    pub(super) request: &'p Request,
    /// The bindings of the workflow, or of the called function.
    pub(super) bindings: HashMap<BindingId, Value>,
    pub(super) steps: Vec<StepRecord>,
    pub(super) answered: Vec<StepAnswer>,
    pub(super) log: Vec<LogLine>,
    pub(super) answers: Source<'p>,
    /// The seed of the random bytes, and how many times random bytes have been requested.
    pub(super) random: ([u8; 32], u64),
    work: usize,
}

impl<'p> Evaluator<'p> {
    pub(super) fn new(program: &'p Program, request: &'p Request) -> Evaluator<'p> {
        Evaluator {
            program,
            request,
            bindings: HashMap::new(),
            steps: Vec::new(),
            answered: Vec::new(),
            log: Vec::new(),
            answers: Source::new(&request.answers),
            random: (request::SEED, 0),
            work: 0,
        }
    }

    /// Generates the next random bytes.
    pub(super) fn draw(&mut self) -> [u8; 32] {
        let (seed, draws) = self.random;
        self.random.1 += 1;
        random::drawn(seed, draws)
    }

    /// Counts a node.
    pub(super) fn count(&mut self) -> Evaluation<()> {
        self.work += 1;
        if self.work > MOST_WORK {
            return Err(Stop::TooMuch);
        }
        Ok(())
    }
}

/// The value, if it is not too large.
pub(super) fn bounded(value: Value) -> Evaluation<Value> {
    if value.size() > MOST_SIZE {
        return Err(Stop::TooMuch);
    }
    Ok(value)
}

/// A failure of an expression or statement.
pub(super) fn failed<T>(code: &str, message: impl Into<String>, span: Span) -> Evaluation<T> {
    Err(Stop::Failed(Failed {
        code: code.to_owned(),
        message: message.into(),
        step: String::new(),
        status: None,
        span,
    }))
}
