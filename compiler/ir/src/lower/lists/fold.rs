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
        // 0 has the same representation as an int and as a float.
        let sum = self.code.word(0);
        self.each(list, false, span, |lowering, item| {
            let number = lowering.number(lambda, item.value);
            let next = lowering.added(ty, sum, number, span);
            lowering.code.copy(&[sum], &[next]);
        });
        vec![sum]
    }

    /// The sum as a float divided by the number of elements; null if there are none.
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
        let sum = sum.first().copied().unwrap_or(zero);
        let is_int = *lambda.map_or(list.element, |lambda| &lambda.body.ty) == Type::Int;
        let sum = if is_int {
            self.int_to_float(sum, span)
        } else {
            sum
        };
        let count = self.int_to_float(list.count, span);
        let site = self.site(span);
        let average = self.code.emit_to(|to| Instruction::Float {
            operator: Arithmetic::Divide,
            to,
            left: sum,
            right: count,
            site,
        });
        self.give_optional(&result, &Type::Float, &[average]);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    /// The number for an element: the lambda's result, or the element itself.
    fn number(&mut self, lambda: Option<&Lambda>, item: Value) -> LocalId {
        match lambda {
            Some(lambda) => self.apply_word(lambda, item),
            None => item.first().copied().unwrap_or_else(|| self.code.word(0)),
        }
    }

    fn added(&mut self, ty: &Type, left: LocalId, right: LocalId, span: Span) -> LocalId {
        if *ty != Type::Float {
            return self.int(Arithmetic::Add, left, right, span);
        }
        let site = self.site(span);
        self.code.emit_to(|to| Instruction::Float {
            operator: Arithmetic::Add,
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
