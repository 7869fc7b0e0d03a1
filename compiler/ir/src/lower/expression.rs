//! Expressions: each yields the locals of its value.

use flowright_check::program::{ContextMember, Expression, ExpressionKind};
use flowright_diagnostics::Span;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::Instruction;

/// The maximum depth of an expression, including inlined functions: the tree is walked recursively.
const MOST_DEPTH: usize = 500;

impl Lowering<'_> {
    /// The value of an expression. Code after an expression that never yields a value is
    /// unreachable.
    pub(super) fn expression(&mut self, expression: &Expression) -> Value {
        if self.depth >= MOST_DEPTH {
            self.too_deep = true;
        }
        if self.too_deep || self.code.is_too_large() {
            self.too_deep = true;
            return self.zero(&expression.ty);
        }
        self.depth += 1;
        let value = self.by_kind(expression);
        self.code.declare(&expression.ty, &value);
        self.depth -= 1;
        value
    }

    fn by_kind(&mut self, expression: &Expression) -> Value {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Error => self.zero(&expression.ty),
            ExpressionKind::Constant(constant) => self.constant(constant, &expression.ty),
            ExpressionKind::Binding(binding) => self.bound(*binding, &expression.ty),
            ExpressionKind::NotNull(inner) => self.not_null(inner),
            ExpressionKind::Keep { binding, value } => {
                let value = self.expression(value);
                self.bind(*binding, value.clone());
                value
            }
            ExpressionKind::Context(member) => self.member(member, &expression.ty),
            ExpressionKind::Config(index) => self.global(*index, &expression.ty),
            ExpressionKind::Secret(index) => {
                let index = self.program.configs.len().saturating_add(*index);
                self.global(index, &Type::Secret)
            }
            ExpressionKind::Field { record, field } => self.field(record, *field),
            ExpressionKind::Chain {
                base,
                binding,
                then,
            } => self.chain(base, *binding, then),
            ExpressionKind::Coalesce { left, right } => self.coalesce(left, right, &expression.ty),
            ExpressionKind::Index { list, index } => self.index(list, index),
            ExpressionKind::Header { headers, name } => self.header(headers, name, span),
            ExpressionKind::Not(inner) => self.not(inner),
            ExpressionKind::And(left, right) => self.short_circuit(left, right, true),
            ExpressionKind::Or(left, right) => self.short_circuit(left, right, false),
            ExpressionKind::Negate(inner) => self.negate(inner, span),
            ExpressionKind::Arithmetic(operator, left, right) => {
                self.arithmetic(*operator, [left, right], &expression.ty, span)
            }
            ExpressionKind::Compare(comparison, left, right) => {
                self.comparison(*comparison, left, right, span)
            }
            ExpressionKind::In {
                negated,
                value,
                list,
            } => self.contains(*negated, value, list, span),
            ExpressionKind::Text(_)
            | ExpressionKind::Written(_, _)
            | ExpressionKind::Url { path: _, query: _ } => {
                let pieces = self.pieces(expression);
                self.text_of(pieces, span)
            }
            ExpressionKind::Record(fields) => self.record(fields, &expression.ty, span),
            ExpressionKind::List(elements) => self.list(elements, &expression.ty, span),
            ExpressionKind::Call {
                function,
                arguments,
            } => self.call(*function, arguments, &expression.ty, span),
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => self.call_function(*function, arguments, &expression.ty),
            ExpressionKind::Now => vec![self.code.emit_to(|to| Instruction::Now { to })],
            ExpressionKind::Convert(conversion, inner) => {
                self.conversion(*conversion, inner, &expression.ty, span)
            }
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => self.if_else(condition, then, otherwise, &expression.ty),
            ExpressionKind::Match { scrutinee, arms } => {
                self.match_arms(scrutinee, arms, &expression.ty, span)
            }
            // The lambda is inlined by the function that takes it.
            ExpressionKind::Lambda(_) => Value::new(),
            ExpressionKind::For(one) => self.for_loop(one, &expression.ty, span),
            ExpressionKind::While(one) => self.while_loop(one, span),
            ExpressionKind::Try(one) => self.try_catch(one, &expression.ty, span),
            ExpressionKind::Parallel(one) => self.parallel(one, &expression.ty, span),
            ExpressionKind::Transaction(one) => self.transaction(one, &expression.ty, span),
            ExpressionKind::Fail { message } => self.fail(message, span),
            ExpressionKind::FailAgain { failure } => self.fail_again(failure, span),
            ExpressionKind::Decode(value) => self.decode(value, &expression.ty, span),
            ExpressionKind::Step(step) => self.step(step, &expression.ty),
        }
    }

    fn decode(&mut self, value: &Expression, ty: &Type, span: Span) -> Value {
        let text = self.expression(value);
        let [address, length] = text[..] else {
            return self.zero(ty);
        };
        let (declared, stored) = (self.layouts.owned(ty), self.layouts.stored(ty));
        let shape = self.pool.shape(&declared, &stored);
        let site = self.site(span);
        let address = self.code.emit_to(|to| Instruction::Decode {
            to,
            shape,
            text: [address, length],
            site,
        });
        self.load(address, 0, ty)
    }

    /// A placeholder value of a type that is never read.
    pub(super) fn zero(&mut self, ty: &Type) -> Value {
        (0..register_words(ty)).map(|_| self.code.word(0)).collect()
    }

    /// A constant.
    pub(super) fn constant(&mut self, constant: &Constant, ty: &Type) -> Value {
        if let (Type::Optional(inner), false) = (ty, *constant == Constant::Null) {
            let tag = self.code.word(1);
            return self.with_tag(tag, constant, inner);
        }
        match constant {
            Constant::Null => self.zero(ty),
            Constant::Bool(value) => vec![self.code.word(u64::from(*value))],
            Constant::Int(value)
            | Constant::Time(value)
            | Constant::Date(value)
            | Constant::Duration(value) => {
                vec![self.code.word(value.cast_unsigned())]
            }
            Constant::Float(value) => vec![self.code.word(value.to_bits())],
            Constant::Decimal(value) => value.words().map(|word| self.code.word(word)).to_vec(),
            Constant::Text(text) => self.data(text.as_bytes()),
        }
    }

    fn with_tag(&mut self, tag: crate::code::LocalId, constant: &Constant, inner: &Type) -> Value {
        let mut value = vec![tag];
        value.extend(self.constant(constant, inner));
        value
    }

    /// A constant text.
    pub(super) fn data(&mut self, bytes: &[u8]) -> Value {
        let data = self.pool.data(bytes);
        let to = [self.code.local(), self.code.local()];
        self.code.emit(Instruction::Data { to, data });
        to.to_vec()
    }

    fn not_null(&mut self, inner: &Expression) -> Value {
        let value = self.expression(inner);
        match &inner.ty {
            Type::Optional(_) => value.get(1..).unwrap_or_default().to_vec(),
            _ => value,
        }
    }

    fn member(&mut self, member: &ContextMember, ty: &Type) -> Value {
        let place = self.members.iter().find(|(known, _)| known == member);
        let offset = place.map_or(0, |(_, offset)| *offset);
        let address = self.code.emit_to(|to| Instruction::Input { to });
        self.load(address, offset, ty)
    }

    fn global(&mut self, index: usize, ty: &Type) -> Value {
        let offset = self.globals.offsets.get(index).copied().unwrap_or(0);
        let address = self.code.emit_to(|to| Instruction::Globals { to });
        self.load(address, offset, ty)
    }

    fn field(&mut self, record: &Expression, field: usize) -> Value {
        let value = self.expression(record);
        let (ty, address) = match (&record.ty, &value[..]) {
            (Type::Record(ty), [address]) => (ty, address),
            (Type::Union(union), [address]) => return self.shared_field(union, field, *address),
            _ => return Value::new(),
        };
        let offset = self.layouts.offset(ty, field);
        match ty.fields.get(field) {
            Some(field) => self.load(*address, offset, &field.ty),
            None => Value::new(),
        }
    }
}
