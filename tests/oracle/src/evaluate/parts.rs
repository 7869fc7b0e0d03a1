//! Parts. The engines are driven so that each part ends before the next begins, so parts that run
//! side by side are also evaluated one after the other here.

use flowright_check::program::{Block, Expression, For, Parallel, Transaction};
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::control::caught;
use super::evaluator::{Evaluation, Evaluator, Stop};
use super::random;
use crate::outcome::Failed;
use crate::value::Value;

impl Evaluator<'_> {
    pub(super) fn parallel(&mut self, one: &Parallel) -> Evaluation<Value> {
        let mut fields = Vec::new();
        let drawn = self.draw();
        for (number, branch) in (0..).zip(&one.branches) {
            let result = self.part(&branch.body, drawn, number);
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
        let drawn = self.draw();
        for (index, element) in (0..).zip(elements) {
            if let Some(name) = one.index {
                self.bindings.insert(name, Value::Int(index));
            }
            self.bindings.insert(one.element, element);
            given.push(self.part(&one.body, drawn, index.unsigned_abs())?);
        }
        Ok(if one.gives {
            Value::List(given.into())
        } else {
            Value::Null
        })
    }

    /// Evaluates the block like any part. Rolling back a failed transaction is not modelled here;
    /// the store does that.
    pub(super) fn transaction(&mut self, one: &Transaction) -> Evaluation<Value> {
        let drawn = self.draw();
        let value = self.part(&one.body, drawn, 0)?;
        Ok(if one.gives { value } else { Value::Null })
    }

    /// A called workflow can access its arguments, and nothing of the caller.
    pub(super) fn call_workflow(
        &mut self,
        workflow: usize,
        arguments: &[Expression],
        ty: &Type,
    ) -> Evaluation<Value> {
        let values: Evaluation<Vec<Value>> =
            arguments.iter().map(|one| self.expression(one)).collect();
        let called = &self.program.called[workflow];
        let inner = called.parameters.iter().copied().zip(values?).collect();
        let drawn = self.draw();
        let outer = std::mem::replace(&mut self.bindings, inner);
        let value = self.part(&called.body, drawn, 0);
        self.bindings = outer;
        let value = value?;
        Ok(if *ty == Type::Null {
            Value::Null
        } else {
            value
        })
    }

    /// The value of a part. Its bindings are dropped afterwards, and its random bytes are derived
    /// from those generated for all parts and from its number.
    fn part(&mut self, body: &Block, drawn: [u8; 32], number: u64) -> Evaluation<Value> {
        let outside = self.bindings.clone();
        let seed = random::drawn(drawn, number);
        let outer = std::mem::replace(&mut self.random, (seed, 0));
        let value = self.block(body);
        self.bindings = outside;
        self.random = outer;
        value
    }
}

/// The value that `parallel settled` yields for a branch.
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
