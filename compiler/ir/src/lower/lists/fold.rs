//! `fold`, `sum` and `avg`.

use flowright_check::program::{Expression, Lambda};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{self, Pattern};
use flowright_stdlib::types::{Type, register_words};

use super::List;
use crate::code::{Arithmetic, Comparison, Instruction, LocalId};
use crate::lower::builder::Value;
use crate::lower::loops::holds_no_address;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn fold(
        &mut self,
        list: List<'_>,
        start: &Expression,
        lambda: &Lambda,
        span: Span,
    ) -> Value {
        let first = self.expression(start);
        let result = self.code.locals(register_words(&start.ty));
        self.code.copy(&result, &first);
        let keeps = !holds_no_address(&start.ty);
        self.each(list, keeps, span, |lowering, item| {
            // The lambda reads a copy of the accumulator, unaffected by later writes to these
            // locals.
            let so_far = lowering.code.locals(register_words(&start.ty));
            lowering.code.copy(&so_far, &result);
            let next = lowering.apply(lambda, [so_far, item.value]);
            lowering.code.copy(&result, &next);
        });
        result
    }

    pub(super) fn sum(&mut self, list: List<'_>, lambda: Option<&Lambda>, span: Span) -> Value {
        let ty = lambda.map_or(list.element, |lambda| &lambda.body.ty);
        // All words of 0 are 0, whatever kind of number it is.
        let sum = self.zero(ty);
        self.each(list, false, span, |lowering, item| {
            let number = match lambda {
                Some(lambda) => lowering.apply(lambda, [item.value]),
                None => item.value,
            };
            let next = lowering.added(ty, &sum, &number, span);
            lowering.code.copy(&sum, &next);
        });
        sum
    }

    /// The sum as a float, decimal or duration divided by the number of elements; null if there are none.
    pub(super) fn average(
        &mut self,
        list: List<'_>,
        lambda: Option<&Lambda>,
        ty: &Type,
        span: Span,
    ) -> Value {
        let result = self.code.locals(register_words(ty));
        self.give_null(&result);
        let zero = self.code.word(0);
        let is_empty = self.compare_words(Comparison::Equal, list.count, zero);
        let some = self.code.branch(is_empty);
        let end = self.code.block();
        self.code.jump(end);
        self.code.go_on_in(some);
        let sum = self.sum(list, lambda, span);
        let number = lambda.map_or(list.element, |lambda| &lambda.body.ty);
        if *number == Type::Decimal {
            let count = self.int_to_decimal(&[list.count], span);
            let average = self.decimal(Arithmetic::Divide, &sum, &count, span);
            self.give_optional(&result, &Type::Decimal, &average);
        } else if *number == Type::Duration {
            let sum = sum.first().copied().unwrap_or(zero);
            let average = self.int(Arithmetic::Divide, sum, list.count, span);
            self.give_optional(&result, &Type::Duration, &[average]);
        } else {
            let sum = sum.first().copied().unwrap_or(zero);
            let sum = if *number == Type::Int {
                self.int_to_float(sum, span)
            } else {
                sum
            };
            let count = self.int_to_float(list.count, span);
            let average = self.float(Arithmetic::Divide, sum, count, span);
            self.give_optional(&result, &Type::Float, &[average]);
        }
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    fn added(&mut self, ty: &Type, left: &[LocalId], right: &[LocalId], span: Span) -> Value {
        match (ty, left, right) {
            (Type::Decimal, _, _) => self.decimal(Arithmetic::Add, left, right, span),
            (Type::Float, [left], [right]) => {
                vec![self.float(Arithmetic::Add, *left, *right, span)]
            }
            (_, [left], [right]) => vec![self.int(Arithmetic::Add, *left, *right, span)],
            _ => self.zero(ty),
        }
    }

    fn float(
        &mut self,
        operator: Arithmetic,
        left: LocalId,
        right: LocalId,
        span: Span,
    ) -> LocalId {
        let site = self.site(span);
        self.code.emit_to(|to| Instruction::Float {
            operator,
            to,
            left,
            right,
            site,
        })
    }

    fn int_to_float(&mut self, int: LocalId, span: Span) -> LocalId {
        let function = functions::named("to_float").find(|(_, one)| one.on == Pattern::Int);
        let Some((function, _)) = function else {
            return int;
        };
        let receiver = self.pool.ty(Type::Int);
        let site = self.site(span);
        let to = self.code.local();
        self.code.emit(Instruction::Call {
            function,
            receiver,
            arguments: vec![int],
            results: vec![to],
            site,
        });
        to
    }
}
