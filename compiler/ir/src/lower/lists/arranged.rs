//! `sort`, `unique` and `group_by`, by keys that are computed first.

use flowright_check::program::Lambda;
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::List;
use crate::code::{Arrangement, Instruction, LocalId};
use crate::lower::builder::Value;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn sort(&mut self, list: List<'_>, lambda: Option<&Lambda>, span: Span) -> Value {
        let [address, count, ..] = self.arranged(Arrangement::Sorted, list, lambda, span);
        vec![address, count]
    }

    pub(super) fn unique(&mut self, list: List<'_>, lambda: Option<&Lambda>, span: Span) -> Value {
        let [address, count, ..] = self.arranged(Arrangement::Distinct, list, lambda, span);
        vec![address, count]
    }

    pub(super) fn group_by(
        &mut self,
        list: List<'_>,
        lambda: &Lambda,
        ty: &Type,
        span: Span,
    ) -> Value {
        let key = &lambda.body.ty;
        let Type::List(group) = ty else {
            return self.zero(ty);
        };
        let Type::Record(record) = &**group else {
            return self.zero(ty);
        };
        let keys = self.keys(list, lambda, span);
        let [values, _, groups, count] = self.arrange(Arrangement::Grouped, list, keys, key, span);
        // Each group descriptor: the start of its values, their number, and the index of the first
        // of them in the list.
        let part = Type::record(Vec::new());
        let result = self.room(count, group, span);
        let parts = List::plain(groups, count, &part);
        self.each(parts, true, span, |lowering, item| {
            let place = lowering.element(groups, item.index, PART_WORDS);
            let [start, length, first] = [0, 1, 2].map(|offset| {
                lowering.code.emit_to(|to| Instruction::Load {
                    to,
                    address: place,
                    offset,
                })
            });
            let stride = lowering.layouts.words(key);
            let key_place = lowering.element(keys, first, stride);
            let key_value = lowering.load(key_place, 0, key);
            let stride = lowering.layouts.words(list.element);
            let begins = lowering.element(values, start, stride);
            let stride = lowering.layouts.words(group);
            let to = lowering.element(result, item.index, stride);
            let fields = [key_value, vec![begins, length]];
            for (index, (field, value)) in record.fields.iter().zip(&fields).enumerate() {
                if lowering.layouts.is_read(record, index) {
                    let offset = lowering.layouts.offset(record, index);
                    lowering.store(to, offset, &field.ty, value);
                }
            }
        });
        vec![result, count]
    }

    fn arranged(
        &mut self,
        how: Arrangement,
        list: List<'_>,
        lambda: Option<&Lambda>,
        span: Span,
    ) -> [LocalId; 4] {
        match lambda {
            Some(lambda) => {
                let keys = self.keys(list, lambda, span);
                self.arrange(how, list, keys, &lambda.body.ty, span)
            }
            None => self.arrange(how, list, list.address, list.element, span),
        }
    }

    /// A list of the lambda's results for each element.
    fn keys(&mut self, list: List<'_>, lambda: &Lambda, span: Span) -> LocalId {
        let keys = self.map(list, lambda, span);
        keys.first().copied().unwrap_or(list.address)
    }

    fn arrange(
        &mut self,
        how: Arrangement,
        list: List<'_>,
        keys: LocalId,
        key: &Type,
        span: Span,
    ) -> [LocalId; 4] {
        let to = [0; 4].map(|_| self.code.local());
        let stride = self.layouts.words(list.element);
        let key = self.pool.ty(self.layouts.stored(key));
        let site = self.site(span);
        self.code.emit(Instruction::Arrange {
            how,
            to,
            list: [list.address, list.count],
            stride,
            keys,
            key,
            site,
        });
        to
    }
}

/// The size of a group descriptor of [`Arrange`](Instruction::Arrange), in words.
const PART_WORDS: u32 = 3;
