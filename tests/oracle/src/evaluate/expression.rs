//! Expressions.

use flowright_check::program::{
    Arm, ContextMember, Conversion, Expression, ExpressionKind, Pattern,
};
use flowright_stdlib::functions::Implementation;
use flowright_stdlib::types::Type;

use super::decode;
use super::evaluator::{Evaluation, Evaluator, bounded, failed};
use super::functions;
use super::operators;
use super::random;
use crate::request::{self, Request};
use crate::value::Value;

impl Evaluator<'_> {
    /// The value of an expression.
    pub(super) fn expression(&mut self, expression: &Expression) -> Evaluation<Value> {
        self.count()?;
        bounded(self.by_kind(expression)?)
    }

    fn by_kind(&mut self, expression: &Expression) -> Evaluation<Value> {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Error => unreachable!("a program with errors is not evaluated"),
            ExpressionKind::Constant(constant) => Ok(Value::constant(constant)),
            ExpressionKind::Binding(binding) => match self.bindings.get(binding) {
                Some(value) => Ok(value.clone()),
                None => unreachable!("{binding:?} is used before it is bound"),
            },
            ExpressionKind::NotNull(inner) => {
                let value = self.expression(inner)?;
                assert_ne!(value, Value::Null, "what is known not to be null is null");
                Ok(value)
            }
            ExpressionKind::Keep { binding, value } => {
                let value = self.expression(value)?;
                self.bindings.insert(*binding, value.clone());
                Ok(value)
            }
            ExpressionKind::Context(member) => Ok(self.member(member)),
            ExpressionKind::Config(index) => Ok(self.request.operator.configs[*index].clone()),
            ExpressionKind::Secret(index) => Ok(self.request.operator.secrets[*index].clone()),
            ExpressionKind::Field { record, field } => match self.expression(record)? {
                Value::Record(fields) => Ok(fields[*field].1.clone()),
                Value::Variant(_, own) => match &record.ty {
                    Type::Union(union) => {
                        let name = &union.variants[0].record.fields[*field].name;
                        Ok(own.field(name).cloned().unwrap_or(Value::Null))
                    }
                    other => unreachable!("a variant of {other}"),
                },
                other => unreachable!("a field of {other:?}"),
            },
            ExpressionKind::Chain {
                base,
                binding,
                then,
            } => match self.expression(base)? {
                Value::Null => Ok(Value::Null),
                value => {
                    self.bindings.insert(*binding, value);
                    self.expression(then)
                }
            },
            ExpressionKind::Coalesce { left, right } => match self.expression(left)? {
                Value::Null => self.expression(right),
                value => Ok(value),
            },
            ExpressionKind::Index { list, index } => {
                let (list, index) = (self.elements(list)?, self.int(index)?);
                let index = usize::try_from(index).ok();
                let element = index.and_then(|index| list.get(index).cloned());
                Ok(element.unwrap_or(Value::Null))
            }
            ExpressionKind::Header { headers, name } => {
                let headers = self.expression(headers)?;
                let name = self.text(name)?;
                match headers {
                    Value::Headers(headers) => Ok(Request::find(&headers, &name)),
                    other => unreachable!("a header of {other:?}"),
                }
            }
            ExpressionKind::Not(inner) => Ok(Value::Bool(!self.bool(inner)?)),
            ExpressionKind::And(left, right) => {
                Ok(Value::Bool(self.bool(left)? && self.bool(right)?))
            }
            ExpressionKind::Or(left, right) => {
                Ok(Value::Bool(self.bool(left)? || self.bool(right)?))
            }
            ExpressionKind::Negate(inner) => operators::negated(&self.expression(inner)?, span),
            ExpressionKind::Arithmetic(operator, left, right) => {
                let (left, right) = (self.expression(left)?, self.expression(right)?);
                operators::arithmetic(*operator, &left, &right, span)
            }
            ExpressionKind::Compare(comparison, left, right) => {
                let (left, right) = (self.expression(left)?, self.expression(right)?);
                Ok(Value::Bool(operators::compare(*comparison, &left, &right)))
            }
            ExpressionKind::In {
                negated,
                value,
                list,
            } => {
                let value = self.expression(value)?;
                let found = self.elements(list)?.contains(&value);
                Ok(Value::Bool(found != *negated))
            }
            ExpressionKind::Text(_)
            | ExpressionKind::Written(_, _)
            | ExpressionKind::Url { path: _, query: _ } => self.written(expression, span),
            ExpressionKind::Record(fields) => {
                let names = operators::names(&expression.ty);
                let mut values = Vec::new();
                for (name, field) in names.zip(fields) {
                    values.push((name, self.expression(&field.value)?));
                }
                Ok(Value::Record(values.into()))
            }
            ExpressionKind::List(elements) => {
                let values: Evaluation<Vec<Value>> =
                    elements.iter().map(|one| self.expression(one)).collect();
                Ok(Value::List(values?.into()))
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                if let Some(Implementation::Inline(inlined)) = function.get().map(|one| one.code) {
                    return self.inlined(inlined, arguments, &expression.ty, span);
                }
                if let Some(random) = function.get().filter(|one| one.is_random()) {
                    return Ok(random::call(random.name, self.draw()));
                }
                let values: Evaluation<Vec<Value>> =
                    arguments.iter().map(|one| self.expression(one)).collect();
                functions::call(*function, &values?, span)
            }
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => {
                let values: Evaluation<Vec<Value>> =
                    arguments.iter().map(|one| self.expression(one)).collect();
                let function = &self.program.functions[*function];
                let inner = function.parameters.iter().copied().zip(values?).collect();
                let outer = std::mem::replace(&mut self.bindings, inner);
                let value = self.block(&function.body);
                self.bindings = outer;
                value
            }
            ExpressionKind::Now => Ok(Value::Time(self.request.now(self.steps.len()))),
            ExpressionKind::Convert(conversion, inner) => {
                let value = self.expression(inner)?;
                Ok(match conversion {
                    Conversion::Same | Conversion::ToOptional | Conversion::NullToOptional => value,
                    Conversion::IntToDecimal | Conversion::Copy => {
                        value.narrowed(&inner.ty, &expression.ty)
                    }
                    Conversion::ToMap => match value {
                        Value::Record(fields) => Value::map(fields.iter().cloned()),
                        other => unreachable!("a map of {other:?}"),
                    },
                })
            }
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => {
                let block = if self.bool(condition)? {
                    then
                } else {
                    otherwise
                };
                self.block(block)
            }
            ExpressionKind::Match { scrutinee, arms } => {
                let value = self.expression(scrutinee)?;
                let takes = |arm: &&Arm| {
                    let is = |pattern: &Pattern| match (pattern, &value) {
                        (Pattern::Variant(index), Value::Variant(own, _)) => index == own,
                        (Pattern::Variant(_), _) => false,
                        (Pattern::Constant(constant), value) => Value::constant(constant) == *value,
                    };
                    arm.patterns.is_empty() || arm.patterns.iter().any(is)
                };
                match arms.iter().find(takes) {
                    Some(arm) => {
                        if let (Some(binding), Value::Variant(_, record)) = (arm.binding, &value) {
                            self.bindings.insert(binding, Value::clone(record));
                        }
                        self.block(&arm.body)
                    }
                    None => unreachable!("no arm takes {value:?}"),
                }
            }
            ExpressionKind::Lambda(_) => unreachable!("a lambda is called, not evaluated"),
            ExpressionKind::For(one) => self.for_loop(one, span),
            ExpressionKind::While(one) => self.while_loop(one, span),
            ExpressionKind::Try(one) => self.try_catch(one),
            ExpressionKind::Parallel(one) => self.parallel(one),
            ExpressionKind::Transaction(one) => self.transaction(one),
            ExpressionKind::Fail { message } => {
                let message = self.text(message)?;
                failed("fail", message, span)
            }
            ExpressionKind::FailAgain { failure } => self.fail_again(failure, span),
            ExpressionKind::Decode(value) => {
                let decoded = match self.expression(value)? {
                    Value::Json(text) | Value::Text(text) => {
                        decode::decoded(text.as_bytes(), &expression.ty)
                    }
                    Value::Bytes(octets) => decode::decoded(&octets, &expression.ty),
                    other => unreachable!("`decode` of {other:?}"),
                };
                decoded.or_else(|message| failed("decode", message, span))
            }
            ExpressionKind::Step(step) => self.step(step, &expression.ty),
        }
    }

    fn member(&self, member: &ContextMember) -> Value {
        let request = self.request;
        match member {
            ContextMember::Data => request.data.clone(),
            ContextMember::Param(index) => request.params[*index].clone(),
            ContextMember::Header(name) => Request::find(&request.headers, name),
            ContextMember::Headers => Value::Headers(request.headers.clone().into()),
            ContextMember::DeclaredHeaders => request.declared_headers.clone(),
            ContextMember::DeclaredQuery => request.declared_query.clone(),
            ContextMember::Query(name) => {
                let found = request.query.iter().find(|(known, _)| **known == **name);
                found.map_or(Value::Null, |(_, value)| Value::text(value))
            }
            ContextMember::Method => Value::text(request::METHOD),
            ContextMember::Path => Value::text(request::PATH),
            ContextMember::Ip => Value::text(request::IP),
            ContextMember::Caller => Value::text(request::CALLER),
            ContextMember::RequestId => Value::text(request::REQUEST_ID),
            ContextMember::ReceivedAt => Value::Time(request.received_at),
            ContextMember::Body => Value::Bytes(request.body.clone().into()),
            ContextMember::BodyHash => Value::text(request::BODY_HASH),
        }
    }

    /// The value of a condition.
    pub(super) fn bool(&mut self, expression: &Expression) -> Evaluation<bool> {
        match self.expression(expression)? {
            Value::Bool(value) => Ok(value),
            other => unreachable!("{other:?} is no bool"),
        }
    }

    /// The value of an int.
    pub(super) fn int(&mut self, expression: &Expression) -> Evaluation<i64> {
        match self.expression(expression)? {
            Value::Int(value) => Ok(value),
            other => unreachable!("{other:?} is no int"),
        }
    }

    /// The value of a text.
    pub(super) fn text(&mut self, expression: &Expression) -> Evaluation<String> {
        match self.expression(expression)? {
            Value::Text(value) => Ok(value.to_string()),
            other => unreachable!("{other:?} is no text"),
        }
    }

    /// The elements of a list.
    pub(super) fn elements(&mut self, expression: &Expression) -> Evaluation<Vec<Value>> {
        match self.expression(expression)? {
            Value::List(elements) => Ok(elements.to_vec()),
            other => unreachable!("{other:?} is no list"),
        }
    }
}
