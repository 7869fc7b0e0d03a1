//! The functions of the library that take lambdas, each implemented in the obvious way.

use std::cmp::Ordering;

use flowright_check::program::{Arithmetic, Comparison, Expression, ExpressionKind, Lambda};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::Inlined;
use flowright_stdlib::types::Type;

use super::evaluator::{Evaluation, Evaluator};
use super::operators;
use crate::decimal::Exact;
use crate::value::Value;

impl Evaluator<'_> {
    pub(super) fn inlined(
        &mut self,
        function: Inlined,
        arguments: &[Expression],
        ty: &Type,
        span: Span,
    ) -> Evaluation<Value> {
        if function == Inlined::ToJson {
            return self.as_json(&arguments[0], span);
        }
        if let Inlined::Lesser | Inlined::Greater = function {
            let (one, other) = (
                self.expression(&arguments[0])?,
                self.expression(&arguments[1])?,
            );
            let comparison = if function == Inlined::Lesser {
                Comparison::Less
            } else {
                Comparison::Greater
            };
            let is_other = operators::compare(comparison, &other, &one);
            return Ok(if is_other { other } else { one });
        }
        if function == Inlined::Entries {
            let map = self.expression(&arguments[0])?;
            return Ok(list_of(map_of(&map).iter().map(|(key, value)| {
                let key = Value::text(key);
                let fields = vec![("key".into(), key), ("value".into(), value.clone())];
                Value::Record(fields.into())
            })));
        }
        if function == Inlined::SetEntry {
            let map = self.expression(&arguments[0])?;
            let key = self.text(&arguments[1])?;
            let value = self.expression(&arguments[2])?;
            let mut entries = map_of(&map).to_vec();
            match entries.iter_mut().find(|(known, _)| **known == *key) {
                Some((_, place)) => *place = value,
                None => entries.push((key.into(), value)),
            }
            return Ok(Value::map(entries));
        }
        let list = self.elements(&arguments[0])?;
        let lambda = arguments.iter().find_map(as_lambda);
        match function {
            Inlined::Map => self.each(&list, lambda).map(list_of),
            Inlined::Filter => {
                let holds = self.each(&list, lambda)?;
                let kept = list.into_iter().zip(holds).filter(|(_, holds)| is(holds));
                Ok(list_of(kept.map(|(element, _)| element)))
            }
            Inlined::Find => {
                for element in list {
                    if is(&self.apply(lambda, [element.clone()])?) {
                        return Ok(element);
                    }
                }
                Ok(Value::Null)
            }
            Inlined::Any => self.ends_at(list, lambda, true),
            Inlined::All => self.ends_at(list, lambda, false),
            Inlined::Count => {
                let holds = self.each(&list, lambda)?;
                Ok(int(holds.iter().filter(|holds| is(holds)).count()))
            }
            Inlined::FlatMap => {
                let mut all = Vec::new();
                for one in self.each(&list, lambda)? {
                    match one {
                        Value::List(elements) => all.extend(elements.iter().cloned()),
                        other => unreachable!("{other:?} is no list"),
                    }
                }
                Ok(list_of(all))
            }
            Inlined::Fold => {
                let mut value = self.expression(&arguments[1])?;
                for element in list {
                    value = self.apply(lambda, [value, element])?;
                }
                Ok(value)
            }
            Inlined::Zip => {
                let other = self.elements(&arguments[1])?;
                let mut made = Vec::new();
                for (first, second) in list.into_iter().zip(other) {
                    made.push(self.apply(lambda, [first, second])?);
                }
                Ok(list_of(made))
            }
            Inlined::Sum => {
                let of = lambda.map_or(ty, |lambda| &lambda.body.ty);
                self.sum(list, lambda, of, span)
            }
            Inlined::Average => self.average(list, lambda, &arguments[0], span),
            Inlined::Min => self.extreme(list, lambda, Ordering::Less),
            Inlined::Max => self.extreme(list, lambda, Ordering::Greater),
            Inlined::Sort => {
                let mut keyed = self.keyed(list, lambda)?;
                keyed.sort_by(|(left, _), (right, _)| order(left, right));
                Ok(list_of(keyed.into_iter().map(|(_, one)| one)))
            }
            Inlined::Unique => {
                let mut kept: Vec<(Value, Value)> = Vec::new();
                for (key, element) in self.keyed(list, lambda)? {
                    if !kept.iter().any(|(known, _)| *known == key) {
                        kept.push((key, element));
                    }
                }
                Ok(list_of(kept.into_iter().map(|(_, one)| one)))
            }
            Inlined::GroupBy => {
                let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
                for (key, element) in self.keyed(list, lambda)? {
                    match groups.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, values)) => values.push(element),
                        None => groups.push((key, vec![element])),
                    }
                }
                let group = |(key, values): (Value, Vec<Value>)| {
                    let fields = vec![("key".into(), key), ("values".into(), list_of(values))];
                    Value::Record(fields.into())
                };
                Ok(list_of(groups.into_iter().map(group)))
            }
            Inlined::First => Ok(list.first().cloned().unwrap_or(Value::Null)),
            Inlined::Last => Ok(list.last().cloned().unwrap_or(Value::Null)),
            Inlined::ToMap => {
                let mut entries = Vec::new();
                for element in list {
                    let key = self.apply(as_lambda(&arguments[1]), [element.clone()])?;
                    let value = self.apply(as_lambda(&arguments[2]), [element])?;
                    match key {
                        Value::Text(key) => entries.push((Box::from(&*key), value)),
                        other => unreachable!("the key {other:?}"),
                    }
                }
                Ok(Value::map(entries))
            }
            Inlined::ToJson
            | Inlined::Lesser
            | Inlined::Greater
            | Inlined::Entries
            | Inlined::SetEntry => {
                unreachable!("not a function on lists alone")
            }
            Inlined::Append => {
                let mut all = list;
                all.push(self.expression(&arguments[1])?);
                Ok(list_of(all))
            }
        }
    }

    /// The result of a lambda.
    fn apply(
        &mut self,
        lambda: Option<&Lambda>,
        given: impl IntoIterator<Item = Value>,
    ) -> Evaluation<Value> {
        let Some(lambda) = lambda else {
            unreachable!("a function lacks its lambda");
        };
        for (parameter, value) in lambda.parameters.iter().zip(given) {
            self.bindings.insert(*parameter, value);
        }
        self.expression(&lambda.body)
    }

    fn each(&mut self, list: &[Value], lambda: Option<&Lambda>) -> Evaluation<Vec<Value>> {
        let mut made = Vec::new();
        for element in list {
            made.push(self.apply(lambda, [element.clone()])?);
        }
        Ok(made)
    }

    fn ends_at(
        &mut self,
        list: Vec<Value>,
        lambda: Option<&Lambda>,
        ends_at: bool,
    ) -> Evaluation<Value> {
        for element in list {
            if is(&self.apply(lambda, [element])?) == ends_at {
                return Ok(Value::Bool(ends_at));
            }
        }
        Ok(Value::Bool(!ends_at))
    }

    fn sum(
        &mut self,
        list: Vec<Value>,
        lambda: Option<&Lambda>,
        ty: &Type,
        span: Span,
    ) -> Evaluation<Value> {
        let mut sum = match ty {
            Type::Float => Value::Float(0.0),
            Type::Decimal => Value::Decimal(Exact::int(0)),
            Type::Duration => Value::Duration(0),
            _ => Value::Int(0),
        };
        for element in list {
            let number = match lambda {
                Some(_) => self.apply(lambda, [element])?,
                None => element,
            };
            sum = operators::arithmetic(Arithmetic::Add, &sum, &number, span)?;
        }
        Ok(sum)
    }

    fn average(
        &mut self,
        list: Vec<Value>,
        lambda: Option<&Lambda>,
        receiver: &Expression,
        span: Span,
    ) -> Evaluation<Value> {
        let count = list.len();
        if count == 0 {
            return Ok(Value::Null);
        }
        let Type::List(element) = &receiver.ty else {
            unreachable!("a list is of a list type");
        };
        let ty = lambda.map_or(&**element, |lambda| &lambda.body.ty);
        let sum = self.sum(list, lambda, ty, span)?;
        if *ty == Type::Decimal {
            let count = Exact::int(i64::try_from(count).unwrap_or(i64::MAX));
            let count = Value::Decimal(count);
            return operators::arithmetic(Arithmetic::Divide, &sum, &count, span);
        }
        if *ty == Type::Duration {
            return operators::arithmetic(Arithmetic::Divide, &sum, &int(count), span);
        }
        let sum = float(sum);
        operators::arithmetic(Arithmetic::Divide, &sum, &float(int(count)), span)
    }

    /// The first element whose key is less, or greater, than all others before it.
    fn extreme(
        &mut self,
        list: Vec<Value>,
        lambda: Option<&Lambda>,
        wanted: Ordering,
    ) -> Evaluation<Value> {
        let mut best: Option<(Value, Value)> = None;
        for (key, element) in self.keyed(list, lambda)? {
            if best
                .as_ref()
                .is_none_or(|(known, _)| order(&key, known) == wanted)
            {
                best = Some((key, element));
            }
        }
        Ok(best.map_or(Value::Null, |(_, element)| element))
    }

    /// The elements with their keys; without a lambda, the elements are the keys.
    fn keyed(
        &mut self,
        list: Vec<Value>,
        lambda: Option<&Lambda>,
    ) -> Evaluation<Vec<(Value, Value)>> {
        let keys = match lambda {
            Some(_) => self.each(&list, lambda)?,
            None => list.clone(),
        };
        Ok(keys.into_iter().zip(list).collect())
    }
}

fn list_of(elements: impl IntoIterator<Item = Value>) -> Value {
    Value::List(elements.into_iter().collect())
}

/// Null is less than everything else.
fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        _ if operators::compare(Comparison::Less, left, right) => Ordering::Less,
        _ if operators::compare(Comparison::Greater, left, right) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

fn is(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        other => unreachable!("{other:?} is no bool"),
    }
}

fn int(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

fn float(value: Value) -> Value {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "the nearest float is meant")]
        Value::Int(value) => Value::Float(value as f64),
        other => other,
    }
}

fn as_lambda(argument: &Expression) -> Option<&Lambda> {
    if let ExpressionKind::Lambda(lambda) = &argument.kind {
        Some(lambda)
    } else {
        None
    }
}

/// The entries of a map.
pub(super) fn map_of(value: &Value) -> &[(Box<str>, Value)] {
    match value {
        Value::Map(entries) => &entries.0,
        other => unreachable!("{other:?} is no map"),
    }
}
