//! Values that depend on a condition: every branch writes the same locals.

use flowright_check::program::{Arm, BindingId, Block, Expression, Pattern};
use flowright_diagnostics::Span;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{BlockId, Comparison, LocalId};

impl Lowering<'_> {
    /// Writes a value to locals, and jumps to a block.
    fn give(&mut self, result: &[LocalId], value: &[LocalId], end: BlockId) {
        self.code.copy(result, value);
        self.code.jump(end);
    }

    pub(super) fn if_else(
        &mut self,
        condition: &Expression,
        then: &Block,
        otherwise: &Block,
        ty: &Type,
    ) -> Value {
        let condition = self.scalar(condition);
        let result = self.code.locals(register_words(ty));
        let end = self.code.block();
        let other = self.code.branch(condition);
        let value = self.block(then);
        self.give(&result, &value, end);
        self.code.go_on_in(other);
        let value = self.block(otherwise);
        self.give(&result, &value, end);
        self.code.go_on_in(end);
        result
    }

    pub(super) fn match_arms(
        &mut self,
        scrutinee: &Expression,
        arms: &[Arm],
        ty: &Type,
        span: Span,
    ) -> Value {
        let value = self.expression(scrutinee);
        let result = self.code.locals(register_words(ty));
        let end = self.code.block();
        for (index, arm) in arms.iter().enumerate() {
            // A match is exhaustive, so the last arm takes whatever remains.
            let is_last = index + 1 == arms.len();
            let mut next = None;
            if !is_last && !arm.patterns.is_empty() {
                let body = self.code.block();
                for pattern in &arm.patterns {
                    let matches = self.matches(pattern, &scrutinee.ty, &value, span);
                    let otherwise = self.code.branch(matches);
                    self.code.jump(body);
                    self.code.go_on_in(otherwise);
                }
                let otherwise = self.code.block();
                self.code.jump(otherwise);
                self.code.go_on_in(body);
                next = Some(otherwise);
            }
            self.bind_variant(arm, &scrutinee.ty, &value);
            let arm = self.block(&arm.body);
            self.give(&result, &arm, end);
            match next {
                Some(next) => self.code.go_on_in(next),
                None => break,
            }
        }
        self.code.go_on_in(end);
        result
    }

    /// Whether a value matches a pattern.
    fn matches(&mut self, pattern: &Pattern, ty: &Type, value: &[LocalId], span: Span) -> LocalId {
        match (ty, value) {
            (Type::Optional(_), [tag, ..]) if *pattern == Pattern::Constant(Constant::Null) => {
                let from = *tag;
                self.negated(true, from)
            }
            (Type::Optional(inner), [tag, value @ ..]) => {
                let result = self.code.local();
                self.code.copy(&[result], &[*tag]);
                let end = self.code.branch(*tag);
                let matches = self.matches(pattern, inner, value, span);
                self.code.copy(&[result], &[matches]);
                self.code.jump(end);
                self.code.go_on_in(end);
                result
            }
            _ => match (pattern, value) {
                (Pattern::Variant(index), [address, ..]) => self.is_variant(*address, *index),
                (Pattern::Variant(_), []) => self.code.word(0),
                (Pattern::Constant(constant), _) => {
                    let constant = self.constant(constant, ty);
                    self.compare(Comparison::Equal, ty, value, &constant, span)
                }
            },
        }
    }

    /// `base?.…`
    pub(super) fn chain(
        &mut self,
        base: &Expression,
        binding: BindingId,
        then: &Expression,
    ) -> Value {
        let value = self.expression(base);
        let (Type::Optional(_), [tag, inner @ ..]) = (&base.ty, &value[..]) else {
            self.bind(binding, value);
            return self.expression(then);
        };
        let result_type = then.ty.clone().optional();
        let result = self.code.locals(register_words(&result_type));
        let end = self.code.block();
        let null = self.code.branch(*tag);
        self.bind(binding, inner.to_vec());
        let value = self.expression(then);
        self.give_optional(&result, &then.ty, &value);
        self.code.jump(end);
        self.code.go_on_in(null);
        self.give_null(&result);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    /// `left ?? right`
    pub(super) fn coalesce(&mut self, left: &Expression, right: &Expression, ty: &Type) -> Value {
        let value = self.expression(left);
        let (Type::Optional(_), [tag, inner @ ..]) = (&left.ty, &value[..]) else {
            return match left.ty {
                Type::Null => self.expression(right),
                _ => value,
            };
        };
        let result = self.code.locals(register_words(ty));
        let end = self.code.block();
        let null = self.code.branch(*tag);
        let present = if ty.is_nullable() { &value } else { inner };
        self.give(&result, present, end);
        self.code.go_on_in(null);
        let value = self.expression(right);
        self.give(&result, &value, end);
        self.code.go_on_in(end);
        result
    }
}
