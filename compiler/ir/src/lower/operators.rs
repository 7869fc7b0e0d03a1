//! Operators.

use flowright_check::program::{Conversion, Expression, ExpressionKind};
use flowright_diagnostics::Span;
use flowright_stdlib::INSTANTS;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{self, Arithmetic, Comparison, Instruction, LocalId};

/// Whether an expression is `null`, whatever type it is widened to.
pub(super) fn is_null(expression: &Expression) -> bool {
    if let ExpressionKind::Convert(Conversion::NullToOptional | Conversion::Same, inner) =
        &expression.kind
    {
        return is_null(inner);
    }
    matches!(expression.kind, ExpressionKind::Constant(Constant::Null))
}

impl Lowering<'_> {
    /// The word of a single-word value.
    pub(super) fn scalar(&mut self, expression: &Expression) -> LocalId {
        let value = self.expression(expression);
        value.first().copied().unwrap_or_else(|| self.code.word(0))
    }

    pub(super) fn not(&mut self, inner: &Expression) -> Value {
        let from = self.scalar(inner);
        vec![self.code.emit_to(|to| Instruction::Not { to, from })]
    }

    /// Lowers `and` or `or`: `right` is evaluated only if `left` is true or false, respectively.
    pub(super) fn short_circuit(
        &mut self,
        left: &Expression,
        right: &Expression,
        looked_at_for: bool,
    ) -> Value {
        let result = self.code.local();
        let left = self.scalar(left);
        let (then, otherwise, end) = (self.code.block(), self.code.block(), self.code.block());
        self.code.end(code::Terminator::Branch {
            condition: left,
            then,
            otherwise,
        });
        let (goes_on, is_known) = if looked_at_for {
            (then, otherwise)
        } else {
            (otherwise, then)
        };
        self.code.go_on_in(is_known);
        self.code.copy(&[result], &[left]);
        self.code.jump(end);
        self.code.go_on_in(goes_on);
        let right = self.scalar(right);
        self.code.copy(&[result], &[right]);
        self.code.jump(end);
        self.code.go_on_in(end);
        vec![result]
    }

    pub(super) fn negate(&mut self, inner: &Expression, span: Span) -> Value {
        if inner.ty == Type::Decimal {
            let (zero, value) = (self.zero(&Type::Decimal), self.expression(inner));
            return self.decimal(Arithmetic::Subtract, &zero, &value, span);
        }
        let from = self.scalar(inner);
        if inner.ty == Type::Float {
            return vec![
                self.code
                    .emit_to(|to| Instruction::NegateFloat { to, from }),
            ];
        }
        let zero = self.code.word(0);
        vec![self.int(Arithmetic::Subtract, zero, from, span)]
    }

    pub(super) fn int(
        &mut self,
        operator: Arithmetic,
        left: LocalId,
        right: LocalId,
        span: Span,
    ) -> LocalId {
        let site = self.site(span);
        self.code.emit_to(|to| Instruction::Int {
            operator,
            to,
            left,
            right,
            site,
        })
    }

    pub(super) fn decimal(
        &mut self,
        operator: Arithmetic,
        left: &[LocalId],
        right: &[LocalId],
        span: Span,
    ) -> Value {
        let ([lower, upper], [right_lower, right_upper]) = (left, right) else {
            return self.zero(&Type::Decimal);
        };
        let (left, right) = ([*lower, *upper], [*right_lower, *right_upper]);
        let site = self.site(span);
        let to = [self.code.local(), self.code.local()];
        self.code.emit(Instruction::Decimal {
            operator,
            to,
            left,
            right,
            site,
        });
        to.to_vec()
    }

    /// Fails with `overflow` if a time has no text form. Int operations on times overflow only
    /// beyond the first and the last instant.
    fn expect_instant(&mut self, time: LocalId, span: Span) {
        let above = (i64::MAX - INSTANTS.end()).cast_unsigned();
        let above = self.code.word(above);
        self.int(Arithmetic::Add, time, above, span);
        let below = (INSTANTS.start() - i64::MIN).cast_unsigned();
        let below = self.code.word(below);
        self.int(Arithmetic::Subtract, time, below, span);
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: Arithmetic,
        [left, right]: [&Expression; 2],
        ty: &Type,
        span: Span,
    ) -> Value {
        if left.ty == Type::Decimal {
            let (left, right) = (self.expression(left), self.expression(right));
            return self.decimal(operator, &left, &right, span);
        }
        let is_float = left.ty == Type::Float;
        let (left, right) = (self.scalar(left), self.scalar(right));
        if !is_float {
            let result = self.int(operator, left, right, span);
            if *ty == Type::Time {
                self.expect_instant(result, span);
            }
            return vec![result];
        }
        let site = self.site(span);
        vec![self.code.emit_to(|to| Instruction::Float {
            operator,
            to,
            left,
            right,
            site,
        })]
    }

    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        left: &Expression,
        right: &Expression,
        span: Span,
    ) -> Value {
        match comparison {
            Comparison::Equal => self.equality(false, left, right, span),
            Comparison::NotEqual => self.equality(true, left, right, span),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => {
                let (left_value, right_value) = (self.expression(left), self.expression(right));
                vec![self.compare(comparison, &left.ty, &left_value, &right_value, span)]
            }
        }
    }

    /// Compares two values of a type: by any comparison if the type is ordered, otherwise only for
    /// equality.
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        ty: &Type,
        left: &[LocalId],
        right: &[LocalId],
        span: Span,
    ) -> LocalId {
        match (ty, left, right) {
            (Type::Null, ..) => self.code.word(1),
            (
                Type::Bool | Type::Int | Type::Time | Type::Date | Type::Duration,
                [left],
                [right],
            ) => self.compare_words(comparison, *left, *right),
            (Type::Float, [left], [right]) => self.code.emit_to(|to| Instruction::CompareFloat {
                comparison,
                to,
                left: *left,
                right: *right,
            }),
            (Type::Decimal, [lower, upper], [right_lower, right_upper]) => {
                let site = self.site(span);
                self.code.emit_to(|to| Instruction::CompareDecimal {
                    comparison,
                    to,
                    left: [*lower, *upper],
                    right: [*right_lower, *right_upper],
                    site,
                })
            }
            (
                Type::Text | Type::Literals(_) | Type::Bytes,
                [left, left_length],
                [right, right_length],
            ) => {
                let site = self.site(span);
                self.code.emit_to(|to| Instruction::CompareText {
                    comparison,
                    to,
                    left: [*left, *left_length],
                    right: [*right, *right_length],
                    site,
                })
            }
            (Type::Optional(inner), [left_tag, left @ ..], [right_tag, right @ ..])
                if !matches!(**inner, Type::Record(_) | Type::List(_)) =>
            {
                let equal = self.compare_words(Comparison::Equal, *left_tag, *right_tag);
                let result = self.code.local();
                self.code.copy(&[result], &[equal]);
                let otherwise = self.code.branch(equal);
                let both_null = self.code.branch(*left_tag);
                let equal = self.compare(comparison, inner, left, right, span);
                self.code.copy(&[result], &[equal]);
                self.code.jump(otherwise);
                self.code.go_on_in(both_null);
                self.code.jump(otherwise);
                self.code.go_on_in(otherwise);
                result
            }
            _ => {
                let site = self.site(span);
                let ty = self.pool.ty(self.layouts.stored(ty));
                self.code.emit_to(|to| Instruction::Equal {
                    to,
                    ty,
                    left: left.to_vec(),
                    right: right.to_vec(),
                    site,
                })
            }
        }
    }

    /// The second value if its comparison with the first one holds, otherwise the first one.
    pub(super) fn chosen(
        &mut self,
        comparison: Comparison,
        first: &Expression,
        second: &Expression,
        span: Span,
    ) -> Value {
        let (one, other) = (self.expression(first), self.expression(second));
        let result = self.code.locals(register_words(&first.ty));
        self.code.copy(&result, &one);
        let is_it = self.compare(comparison, &first.ty, &other, &one, span);
        let end = self.code.branch(is_it);
        self.code.copy(&result, &other);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    fn equality(
        &mut self,
        negated: bool,
        left: &Expression,
        right: &Expression,
        span: Span,
    ) -> Value {
        if is_null(right) {
            return vec![self.equals_null(negated, left)];
        }
        if is_null(left) {
            return vec![self.equals_null(negated, right)];
        }
        let (left_value, right_value) = (self.expression(left), self.expression(right));
        let equal = self.compare(Comparison::Equal, &left.ty, &left_value, &right_value, span);
        vec![self.negated(negated, equal)]
    }

    /// Whether a value is null: its negated tag.
    fn equals_null(&mut self, negated: bool, value: &Expression) -> LocalId {
        let locals = self.expression(value);
        match (&value.ty, locals.first()) {
            (Type::Optional(_), Some(tag)) => self.negated(!negated, *tag),
            (ty, _) => self.code.word(u64::from((*ty == Type::Null) != negated)),
        }
    }

    pub(super) fn negated(&mut self, negated: bool, from: LocalId) -> LocalId {
        if negated {
            self.code.emit_to(|to| Instruction::Not { to, from })
        } else {
            from
        }
    }
}
