//! Loops, `try` and `fail`.

use flowright_check::program::{Expression, For, Try, While};
use flowright_diagnostics::Span;

use super::evaluator::{Evaluation, Evaluator, Stop, failed};
use crate::outcome::Failed;
use crate::value::Value;

impl Evaluator<'_> {
    pub(super) fn for_loop(&mut self, one: &For, span: Span) -> Evaluation<Value> {
        if let Some(most) = &one.at_once {
            return self.at_once(one, most, span);
        }
        let mut given = Vec::new();
        for (index, element) in (0..).zip(self.elements(&one.list)?.iter()) {
            if let Some(name) = one.index {
                self.bindings.insert(name, Value::Int(index));
            }
            self.bindings.insert(one.element, element.clone());
            match self.block(&one.body) {
                Ok(value) => given.push(value),
                Err(Stop::Continue) => {}
                Err(Stop::Break) => break,
                Err(stop) => return Err(stop),
            }
        }
        Ok(if one.gives {
            Value::List(given.into())
        } else {
            Value::Null
        })
    }

    pub(super) fn while_loop(&mut self, one: &While, span: Span) -> Evaluation<Value> {
        let most = self.int(&one.at_most)?;
        let mut rounds = 0;
        while self.bool(&one.condition)? {
            if rounds >= most {
                let message =
                    format!("the condition of the `while` is still true after {most} iterations");
                return failed("too_many", message, span);
            }
            match self.block(&one.body) {
                Ok(_) | Err(Stop::Continue) => {}
                Err(Stop::Break) => break,
                Err(stop) => return Err(stop),
            }
            rounds += 1;
        }
        Ok(Value::Null)
    }

    pub(super) fn try_catch(&mut self, one: &Try) -> Evaluation<Value> {
        match self.block(&one.body) {
            Err(Stop::Failed(failure)) => {
                self.bindings.insert(one.error, caught(&failure));
                self.block(&one.catch)
            }
            other => other,
        }
    }

    /// `fail e`
    pub(super) fn fail_again(&mut self, failure: &Expression, span: Span) -> Evaluation<Value> {
        let Value::Record(fields) = self.expression(failure)? else {
            unreachable!("a failure is a record");
        };
        let text = |at: usize| match &fields[at].1 {
            Value::Text(text) => text.to_string(),
            other => unreachable!("{other:?} is no text"),
        };
        let status = match fields[3].1 {
            Value::Int(status) => u16::try_from(status).ok(),
            _ => None,
        };
        Err(Stop::Failed(Failed {
            code: text(0),
            message: text(1),
            step: text(2),
            status,
            span,
        }))
    }
}

/// The `e` of a `catch`.
pub(super) fn caught(failure: &Failed) -> Value {
    let status = failure
        .status
        .map_or(Value::Null, |status| Value::Int(status.into()));
    let fields = [
        ("code", Value::text(&failure.code)),
        ("message", Value::text(&failure.message)),
        ("step", Value::text(&failure.step)),
        ("status", status),
    ];
    Value::Record(
        fields
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect(),
    )
}
