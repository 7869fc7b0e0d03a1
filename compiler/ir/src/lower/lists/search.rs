//! `find`, `any`, `all` and `count`.

use flowright_check::program::Lambda;
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Type, register_words};

use super::List;
use crate::code::Instruction;
use crate::lower::builder::Value;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn find(&mut self, list: List<'_>, lambda: &Lambda, ty: &Type, span: Span) -> Value {
        let result = self.code.locals(register_words(ty));
        self.give_null(&result);
        self.each(list, false, span, |lowering, item| {
            let holds = lowering.apply_word(lambda, item.value.clone());
            let otherwise = lowering.code.branch(holds);
            lowering.give_optional(&result, list.element, &item.value);
            lowering.code.jump(item.end);
            lowering.code.go_on_in(otherwise);
        });
        result
    }

    /// Whether the lambda holds for some element, or, for `all`, fails for none.
    pub(super) fn any(
        &mut self,
        list: List<'_>,
        lambda: &Lambda,
        ends_at: bool,
        span: Span,
    ) -> Value {
        let result = self.code.word(u64::from(!ends_at));
        self.each(list, false, span, |lowering, item| {
            let holds = lowering.apply_word(lambda, item.value);
            let ends = lowering.negated(!ends_at, holds);
            let otherwise = lowering.code.branch(ends);
            lowering.code.emit(Instruction::Word {
                to: result,
                word: u64::from(ends_at),
            });
            lowering.code.jump(item.end);
            lowering.code.go_on_in(otherwise);
        });
        vec![result]
    }

    pub(super) fn count(&mut self, list: List<'_>, lambda: &Lambda, span: Span) -> Value {
        let count = self.code.word(0);
        self.each(list, false, span, |lowering, item| {
            let holds = lowering.apply_word(lambda, item.value);
            let sum = lowering.sum_of_counts(count, holds, span);
            lowering.code.copy(&[count], &[sum]);
        });
        vec![count]
    }
}
