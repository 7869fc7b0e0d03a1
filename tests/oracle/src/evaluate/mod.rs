//! The reference evaluator: defines the meaning of a typed program, slowly and obviously.
//!
//! In: a [`Program`], one of its workflows, and a [`Request`]. Out: an [`Evaluated`]: the outcome,
//! and the result of each step, to be passed to the engines. It walks the typed tree with plain
//! values, and shares nothing with lowering, the interpreter and the library except the names of
//! failure codes; it does not model fuel or the memory cap.
//!
//! Every `match` on a kind of node names all kinds, so that a new construct must be evaluated
//! before it can be generated.

mod control;
mod decimal;
mod decode;
mod evaluator;
mod expression;
mod functions;
mod inlined;
mod json;
mod operators;
mod parts;
mod random;
mod statement;
mod steps;
mod text;
mod url;

use flowright_check::program::{Body, Expression, Program, Trigger, Workflow};

use crate::outcome::{End, Outcome, StepAnswer};
use crate::request::Request;
use crate::value::Value;
use evaluator::{Evaluator, Stop};

pub use functions::is_known;

/// The result of evaluating a workflow.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// The observable outcome.
    pub outcome: Outcome,
    /// The results of its steps.
    pub answers: Vec<StepAnswer>,
}

/// Evaluates a workflow; `None` if that takes too much memory or time.
#[must_use]
pub fn evaluate(program: &Program, workflow: &Workflow, request: &Request) -> Option<Evaluated> {
    let mut evaluator = Evaluator::new(program, request);
    let end = run(&mut evaluator, workflow)?;
    let (steps, log) = (evaluator.steps, evaluator.log);
    Some(Evaluated {
        outcome: Outcome { steps, log, end },
        answers: evaluator.answered,
    })
}

/// The variant of the body that a trigger chooses for a request, counted from 1, if any.
pub(crate) fn chosen(program: &Program, by: &Expression, request: &Request) -> usize {
    match Evaluator::new(program, request).expression(by) {
        Ok(Value::Int(number)) => usize::try_from(number).unwrap_or(0),
        Ok(_) | Err(_) => 0,
    }
}

fn run(evaluator: &mut Evaluator<'_>, workflow: &Workflow) -> Option<End> {
    let Trigger::Webhook(webhook) = &workflow.trigger;
    if let Some(when) = &webhook.when {
        match evaluator.expression(when) {
            Ok(Value::Bool(true)) => {}
            Ok(Value::Bool(false)) => return Some(End::Unwanted),
            Ok(other) => unreachable!("a condition gives {other:?}"),
            Err(stop) => return ended(stop),
        }
        evaluator.bindings.clear();
    }
    if let Body::JsonBy { by, union: _ } = &webhook.body {
        match evaluator.expression(by) {
            Ok(Value::Int(0)) => return Some(End::Unwanted),
            Ok(Value::Int(_)) => {}
            Ok(other) => unreachable!("a choice gives {other:?}"),
            Err(stop) => return ended(stop),
        }
        evaluator.bindings.clear();
    }
    match evaluator.block(&workflow.body) {
        Ok(value) => unreachable!("a path through the workflow gives {value:?} and no answer"),
        Err(stop) => ended(stop),
    }
}

fn ended(stop: Stop) -> Option<End> {
    match stop {
        Stop::Answered(answered) => Some(End::Answered(answered)),
        Stop::Failed(failed) => Some(End::Failed(failed)),
        Stop::Break | Stop::Continue => unreachable!("a loop takes its `break` and `continue`"),
        Stop::TooMuch => None,
    }
}
