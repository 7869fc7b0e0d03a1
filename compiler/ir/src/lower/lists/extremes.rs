//! `min` and `max`, by the elements themselves or by keys.

use flowright_check::program::Lambda;
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Type, register_words};

use super::List;
use crate::code::{Comparison, Instruction, LocalId};
use crate::lower::builder::Value;
use crate::lower::loops::holds_no_address;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    /// The first element whose key compares like this with all others; null if there is none.
    pub(super) fn extreme(
        &mut self,
        list: List<'_>,
        lambda: Option<&Lambda>,
        wanted: Comparison,
        ty: &Type,
        span: Span,
    ) -> Value {
        let key_type = lambda.map_or(list.element, |lambda| &lambda.body.ty);
        let result = self.code.locals(register_words(ty));
        self.give_null(&result);
        let best = self.code.locals(register_words(key_type));
        self.give_null(&best);
        let has_one = self.code.word(0);
        // The key of the best element is kept across iterations, unlike the lambda's other values.
        let keeps = lambda.is_some() && !holds_no_address(key_type);
        self.each(list, keeps, span, |lowering, item| {
            let key = match lambda {
                Some(lambda) => lowering.apply(lambda, [item.value.clone()]),
                None => item.value.clone(),
            };
            let (takes, next) = (lowering.code.block(), lowering.code.block());
            let first = lowering.code.branch(has_one);
            let is_better = lowering.is_better(wanted, key_type, &key, &best, span);
            let worse = lowering.code.branch(is_better);
            lowering.code.jump(takes);
            lowering.code.go_on_in(worse);
            lowering.code.jump(next);
            lowering.code.go_on_in(first);
            lowering.code.jump(takes);
            lowering.code.go_on_in(takes);
            lowering.code.copy(&best, &key);
            lowering.code.emit(Instruction::Word {
                to: has_one,
                word: 1,
            });
            lowering.give_optional(&result, list.element, &item.value);
            lowering.code.jump(next);
            lowering.code.go_on_in(next);
        });
        result
    }

    /// Whether one key is less, or greater, than another; null is less than everything else.
    fn is_better(
        &mut self,
        wanted: Comparison,
        ty: &Type,
        key: &[LocalId],
        best: &[LocalId],
        span: Span,
    ) -> LocalId {
        let (Type::Optional(inner), [tag, key @ ..], [best_tag, best @ ..]) = (ty, key, best)
        else {
            return self.compare(wanted, ty, key, best, span);
        };
        // If one of them is null, compare the tags.
        let result = self.compare_words(wanted, *tag, *best_tag);
        let first_is_there = self.code.branch(*tag);
        let both_are_there = self.code.branch(*best_tag);
        let by_value = self.compare(wanted, inner, key, best, span);
        self.code.copy(&[result], &[by_value]);
        self.code.jump(both_are_there);
        self.code.go_on_in(both_are_there);
        self.code.jump(first_is_there);
        self.code.go_on_in(first_is_there);
        result
    }
}
