//! `map`, `filter` and `zip`: lists with at most as many elements as their source.

use flowright_check::program::{Expression, Lambda};
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::List;
use super::stages::Stage;
use crate::code::{Comparison, Instruction, LocalId};
use crate::lower::builder::Value;
use crate::lower::loops::holds_no_address;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn map(&mut self, list: List<'_>, lambda: &Lambda, span: Span) -> Value {
        let element = &lambda.body.ty;
        let address = self.room(list.count, element, span);
        let keeps = !holds_no_address(element);
        let leaves_out = list.stages.iter().any(Stage::leaves_out);
        let count = if leaves_out {
            self.code.word(0)
        } else {
            list.count
        };
        self.each(list, keeps, span, |lowering, item| {
            let value = lowering.apply(lambda, [item.value]);
            let stride = lowering.layouts.words(element);
            let at = if leaves_out { count } else { item.index };
            let place = lowering.element(address, at, stride);
            lowering.store(place, 0, element, &value);
            if leaves_out {
                lowering.count_up(count, span);
            }
        });
        vec![address, count]
    }

    pub(super) fn filter(&mut self, list: List<'_>, lambda: &Lambda, span: Span) -> Value {
        let address = self.room(list.count, list.element, span);
        let count = self.code.word(0);
        self.each(list, false, span, |lowering, item| {
            let holds = lowering.apply_word(lambda, item.value);
            let otherwise = lowering.code.branch(holds);
            let stride = lowering.layouts.words(list.element);
            let place = lowering.element(address, count, stride);
            lowering.copy_element(place, item.place, stride);
            lowering.count_up(count, span);
            lowering.code.jump(otherwise);
            lowering.code.go_on_in(otherwise);
        });
        vec![address, count]
    }

    pub(super) fn zip(
        &mut self,
        list: List<'_>,
        other: &Expression,
        lambda: &Lambda,
        span: Span,
    ) -> Value {
        let value = self.expression(other);
        let (Type::List(other_element), [other_address, others]) = (&other.ty, &value[..]) else {
            return self.zero(&lambda.body.ty.clone().list());
        };
        let (other_address, others) = (*other_address, *others);
        let count = self.code.local();
        self.code.copy(&[count], &[list.count]);
        let is_shorter = self.compare_words(Comparison::Less, others, count);
        let otherwise = self.code.branch(is_shorter);
        self.code.copy(&[count], &[others]);
        self.code.jump(otherwise);
        self.code.go_on_in(otherwise);
        let element = &lambda.body.ty;
        let address = self.room(count, element, span);
        let keeps = !holds_no_address(element);
        let shorter = List { count, ..list };
        self.each(shorter, keeps, span, |lowering, item| {
            let stride = lowering.layouts.words(other_element);
            let place = lowering.element(other_address, item.index, stride);
            let second = lowering.load(place, 0, other_element);
            let value = lowering.apply(lambda, [item.value, second]);
            let stride = lowering.layouts.words(element);
            let place = lowering.element(address, item.index, stride);
            lowering.store(place, 0, element, &value);
        });
        vec![address, count]
    }

    /// Copies an element in its memory layout.
    pub(super) fn copy_element(&mut self, to: LocalId, from: LocalId, words: u32) {
        if words > 0 {
            self.code.emit(Instruction::CopyWords {
                to,
                to_offset: 0,
                from,
                from_offset: 0,
                words,
            });
        }
    }
}
