//! The reference evaluator: what a typed program means, slowly and obviously.
//!
//! In: a [`Program`], one of its workflows, and a [`Request`]. Out: an [`Evaluated`]: the outcome, and what each step came to, for the
//! engines to be told the same. It walks the typed tree with plain values, and shares nothing with lowering, the interpreter and the
//! library but the names of failure codes; fuel and the cap of memory are not modelled.
//!
//! Every `match` over a kind of node names all of them, so that a new construct is evaluated before it can be generated.

mod control;
mod evaluator;
mod expression;
mod functions;
mod inlined;
mod operators;
mod statement;
mod steps;
mod text;
mod url;

use flowright_check::program::{Program, Trigger, Workflow};

use crate::outcome::{End, Outcome, StepAnswer};
use crate::request::Request;
use crate::value::Value;
use evaluator::{Evaluator, Stop};

pub use functions::is_known;

/// What a program means.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// What can be seen.
    pub outcome: Outcome,
    /// What its steps came to.
    pub answers: Vec<StepAnswer>,
}

/// Evaluates a workflow; `None` where that takes more memory or time than is worth it.
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
