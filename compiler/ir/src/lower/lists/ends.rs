//! `first`, `last` and `append`.

use flowright_check::program::Expression;
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{self, Pattern};
use flowright_stdlib::types::{Type, register_words};

use super::List;
use crate::code::{Arithmetic, Comparison, Instruction, LocalId};
use crate::lower::builder::Value;
use crate::lower::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn first(&mut self, list: List<'_>, ty: &Type) -> Value {
        self.end_of(list, ty, |lowering| lowering.code.word(0))
    }

    pub(super) fn last(&mut self, list: List<'_>, ty: &Type, span: Span) -> Value {
        self.end_of(list, ty, |lowering| {
            let one = lowering.code.word(1);
            lowering.int(Arithmetic::Subtract, list.count, one, span)
        })
    }

    /// The element at an index that every non-empty list has; null if the list is empty.
    fn end_of(
        &mut self,
        list: List<'_>,
        ty: &Type,
        index: impl FnOnce(&mut Lowering<'_>) -> LocalId,
    ) -> Value {
        let result = self.code.locals(register_words(ty));
        self.give_null(&result);
        let zero = self.code.word(0);
        let has_some = self.compare_words(Comparison::Greater, list.count, zero);
        let end = self.code.branch(has_some);
        let index = index(self);
        let stride = self.layouts.words(list.element);
        let place = self.element(list.address, index, stride);
        let value = self.load(place, 0, list.element);
        self.give_optional(&result, list.element, &value);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    /// The list followed by a single element.
    pub(super) fn append(
        &mut self,
        list: List<'_>,
        element: &Expression,
        receiver: &Expression,
        span: Span,
    ) -> Value {
        let value = self.expression(element);
        let single = self.allocate(self.layouts.words(list.element), span);
        self.store(single, 0, list.element, &value);
        let one = self.code.word(1);
        let Some((function, _)) =
            functions::named("concat").find(|(_, one)| one.on == Pattern::List)
        else {
            return vec![list.address, list.count];
        };
        let receiver = self.pool.ty(self.layouts.stored(&receiver.ty));
        let site = self.site(span);
        let results = self.code.locals(2);
        self.code.emit(Instruction::Call {
            function,
            receiver,
            arguments: vec![list.address, list.count, single, one],
            results: results.clone(),
            site,
        });
        results
    }
}
