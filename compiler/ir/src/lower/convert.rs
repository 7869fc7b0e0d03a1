//! Widening conversions. Values are immutable, so a copy is made only if the layouts differ.

use flowright_check::program::{Conversion, Expression};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{self, Pattern};
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::loops::ROUND;
use super::workflow::Lowering;
use crate::code::{Arithmetic, Comparison, Instruction, LocalId};

impl Lowering<'_> {
    pub(super) fn conversion(
        &mut self,
        conversion: Conversion,
        inner: &Expression,
        ty: &Type,
        span: Span,
    ) -> Value {
        let value = self.expression(inner);
        match conversion {
            Conversion::Same => value,
            Conversion::NullToOptional => self.zero(ty),
            Conversion::ToOptional => {
                let result = self.code.locals(register_words(ty));
                self.give_optional(&result, &inner.ty, &value);
                result
            }
            Conversion::IntToDecimal => self.int_to_decimal(&value, span),
            Conversion::Copy => self.copied(&value, &inner.ty, ty, span),
            Conversion::ToMap => self.map_of(&value, &inner.ty, ty, span),
        }
    }

    pub(super) fn int_to_decimal(&mut self, int: &[LocalId], span: Span) -> Value {
        let function = functions::named("to_decimal").find(|(_, one)| one.on == Pattern::Int);
        let Some((function, _)) = function else {
            return self.zero(&Type::Decimal);
        };
        let receiver = self.pool.ty(Type::Int);
        let site = self.site(span);
        let results = self.code.locals(register_words(&Type::Decimal));
        self.code.emit(Instruction::Call {
            function,
            receiver,
            arguments: int.to_vec(),
            results: results.clone(),
            site,
        });
        results
    }

    /// Whether values of the two types have the same memory layout.
    fn lies_alike(&self, from: &Type, to: &Type) -> bool {
        match (from, to) {
            (Type::Text | Type::Literals(_), Type::Text | Type::Literals(_)) => true,
            (Type::Optional(from), Type::Optional(to))
            | (Type::List(from), Type::List(to))
            | (Type::Map(from), Type::Map(to)) => self.lies_alike(from, to),
            (Type::Record(from), Type::Record(to)) => {
                let (mut from, mut to) =
                    (self.layouts.read_fields(from), self.layouts.read_fields(to));
                loop {
                    match (from.next(), to.next()) {
                        (None, None) => return true,
                        (Some((_, from)), Some((_, to)))
                            if from.name == to.name && self.lies_alike(&from.ty, &to.ty) => {}
                        _ => return false,
                    }
                }
            }
            (Type::Union(from), Type::Union(to)) => {
                let mut pairs = from.variants.iter().zip(&to.variants);
                // The index of a variant is stored in memory, too.
                let stays = |index| to.variant_from(from, index) == Some(index);
                from.variants.len() == to.variants.len()
                    && (from == to || (0..from.variants.len()).all(stays))
                    && pairs.all(|(from, to)| self.lies_alike(&from.ty, &to.ty))
            }
            _ => from == to,
        }
    }

    pub(super) fn copied(
        &mut self,
        value: &[LocalId],
        from: &Type,
        to: &Type,
        span: Span,
    ) -> Value {
        if self.lies_alike(from, to) {
            return value.to_vec();
        }
        match (from, to, value) {
            (Type::Null, Type::Optional(_), _) => self.zero(to),
            (Type::Int, Type::Decimal, int) => self.int_to_decimal(int, span),
            (Type::Optional(from), Type::Optional(to_inner), [tag, inner @ ..]) => {
                let result = self.code.locals(register_words(to));
                self.give_null(&result);
                let end = self.code.branch(*tag);
                let inner = self.copied(inner, from, to_inner, span);
                self.give_optional(&result, to_inner, &inner);
                self.code.jump(end);
                self.code.go_on_in(end);
                result
            }
            (_, Type::Optional(to_inner), _) => {
                let result = self.code.locals(register_words(to));
                let inner = self.copied(value, from, to_inner, span);
                self.give_optional(&result, to_inner, &inner);
                result
            }
            (Type::Record(_), Type::Record(record), _) => {
                let words = self.layouts.offset(record, record.fields.len());
                let address = self.allocate(words, span);
                self.copy_into(address, 0, value, [from, to], span);
                vec![address]
            }
            (Type::Record(record), Type::Union(union), [source]) => {
                match union.variant_of(record) {
                    Some(index) => self.variant(*source, from, union, index, span),
                    None => self.zero(to),
                }
            }
            (Type::Union(from), Type::Union(union), [source]) => {
                self.copied_union(*source, from, union, span)
            }
            (Type::List(from), Type::List(to), [address, count]) => {
                self.copied_list([*address, *count], from, to, span)
            }
            (Type::Map(from), Type::Map(to), [address, count]) => {
                self.copied_map([*address, *count], from, to, span)
            }
            _ => value.to_vec(),
        }
    }

    /// Copies a value of the first type to an address plus an offset, converted to the second type;
    /// records field by field.
    pub(super) fn copy_into(
        &mut self,
        address: LocalId,
        offset: u32,
        value: &[LocalId],
        [from, to]: [&Type; 2],
        span: Span,
    ) {
        let (Type::Record(from_record), Type::Record(to_record), [source]) = (from, to, value)
        else {
            let value = self.copied(value, from, to, span);
            return self.store(address, offset, to, &value);
        };
        if self.lies_alike(from, to) {
            return self.store(address, offset, to, value);
        }
        let read: Vec<_> = self.layouts.read_fields(to_record).collect();
        for (index, field) in read {
            if let Some((from_index, from_field)) = from_record.field(&field.name) {
                let from_offset = self.layouts.offset(from_record, from_index);
                let value = self.load(*source, from_offset, &from_field.ty);
                let offset = offset.saturating_add(self.layouts.offset(to_record, index));
                let types = [&from_field.ty, &field.ty];
                self.copy_into(address, offset, &value, types, span);
            }
        }
    }

    fn copied_list(
        &mut self,
        [address, count]: [LocalId; 2],
        from: &Type,
        to: &Type,
        span: Span,
    ) -> Value {
        let (from_stride, stride) = (self.layouts.words(from), self.layouts.words(to));
        let result = self.room(count, to, span);
        self.each_index(count, span, |lowering, index| {
            let place = lowering.element(address, index, from_stride);
            let value = lowering.load(place, 0, from);
            let place = lowering.element(result, index, stride);
            lowering.copy_into(place, 0, &value, [from, to], span);
        });
        vec![result, count]
    }

    pub(super) fn element(&mut self, address: LocalId, index: LocalId, stride: u32) -> LocalId {
        self.code.emit_to(|to| Instruction::Element {
            to,
            address,
            index,
            stride,
        })
    }

    /// A loop over the indices below `count`, which spends fuel for each.
    pub(super) fn each_index(
        &mut self,
        count: LocalId,
        span: Span,
        body: impl FnOnce(&mut Lowering<'_>, LocalId),
    ) {
        let index = self.code.word(0);
        let one = self.code.word(1);
        let head = self.code.block();
        self.code.jump(head);
        self.code.go_on_in(head);
        let goes_on = self.compare_words(Comparison::Less, index, count);
        let end = self.code.branch(goes_on);
        body(self, index);
        let next = self.int(Arithmetic::Add, index, one, span);
        self.code.copy(&[index], &[next]);
        self.code.fuel(ROUND, head);
        self.code.go_on_in(end);
    }
}
