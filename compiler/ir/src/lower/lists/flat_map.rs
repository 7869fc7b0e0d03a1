//! `flat_map`: computes the inner lists first, then one list of all their elements.

use flowright_check::program::Lambda;
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::List;
use crate::lower::builder::Value;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn flat_map(&mut self, list: List<'_>, lambda: &Lambda, span: Span) -> Value {
        let ty = &lambda.body.ty;
        let Type::List(element) = ty else {
            return self.zero(ty);
        };
        let lists = self.room(list.count, ty, span);
        let total = self.code.word(0);
        self.each(list, true, span, |lowering, item| {
            let one = lowering.apply(lambda, [item.value]);
            let stride = lowering.layouts.words(ty);
            let place = lowering.element(lists, item.index, stride);
            lowering.store(place, 0, ty, &one);
            if let [_, count] = one[..] {
                let sum = lowering.sum_of_counts(total, count, span);
                lowering.code.copy(&[total], &[sum]);
            }
        });
        let address = self.room(total, element, span);
        let at = self.code.word(0);
        let lists = List::plain(lists, list.count, ty);
        self.each(lists, false, span, |lowering, item| {
            let [inner, count] = item.value[..] else {
                return;
            };
            let inner = List::plain(inner, count, element);
            lowering.each(inner, false, span, |lowering, item| {
                let stride = lowering.layouts.words(element);
                let place = lowering.element(address, at, stride);
                lowering.copy_element(place, item.place, stride);
                lowering.count_up(at, span);
            });
        });
        vec![address, total]
    }
}
