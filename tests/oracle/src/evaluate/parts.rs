//! Parts. The engines are driven so that one ends before the next begins, so here, too, those that
//! run side by side run one after the other.

use flowright_check::program::{Block, Expression, For, Parallel, Transaction};
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::control::caught;
use super::evaluator::{Evaluation, Evaluator, Stop};
use crate::outcome::Failed;
use crate::value::Value;

impl Evaluator<'_> {
    pub(super) fn parallel(&mut self, one: &Parallel) -> Evaluation<Value> {
        let mut fields = Vec::new();
        for branch in &one.branches {
            let result = self.part(&branch.body);
            let value = if one.settled {
                outcome(&branch.body, result)?
            } else {
                result?
            };
            fields.push((branch.name.clone(), value));
        }
        Ok(if one.gives {
            Value::Record(fields.into())
        } else {
            Value::Null
        })
    }

    pub(super) fn at_once(
        &mut self,
        one: &For,
        most: &Expression,
        span: Span,
    ) -> Evaluation<Value> {
        let elements = self.elements(&one.list)?;
        if !(1..=1000).contains(&self.int(most)?) {
            return Err(Stop::Failed(Failed {
                code: "out_of_range".to_owned(),
                message: "the number of iterations at once must be 1 to 1000".to_owned(),
                step: "for … at once".to_owned(),
                status: None,
                span,
            }));
        }
        let mut given = Vec::new();
        for (index, element) in (0..).zip(elements) {
            if let Some(name) = one.index {
                self.bindings.insert(name, Value::Int(index));
            }
            self.bindings.insert(one.element, element);
            given.push(self.part(&one.body)?);
        }
        Ok(if one.gives {
            Value::List(given.into())
        } else {
            Value::Null
        })
    }

    /// Only the store knows what is undone when it fails; the steps are the same.
    pub(super) fn transaction(&mut self, one: &Transaction) -> Evaluation<Value> {
        let value = self.part(&one.body)?;
        Ok(if one.gives { value } else { Value::Null })
    }

    /// The value of a part. What it binds is gone after it.
    fn part(&mut self, body: &Block) -> Evaluation<Value> {
        let outside = self.bindings.clone();
        let value = self.block(body);
        self.bindings = outside;
        value
    }
}

/// What `parallel settled` gives for a branch.
fn outcome(body: &Block, result: Evaluation<Value>) -> Evaluation<Value> {
    let (value, error) = match result {
        Ok(value) => (value, Value::Null),
        Err(Stop::Failed(failed)) => (Value::Null, caught(&failed)),
        Err(stop) => return Err(stop),
    };
    let has_value = !matches!(body.ty, Type::Null | Type::Never);
    let value = has_value.then(|| ("value".into(), value));
    let fields = value.into_iter().chain([("error".into(), error)]);
    Ok(Value::Record(fields.collect()))
}
