//! Unions: the index of the variant, then its record.

use flowright_check::program::{Arm, Pattern};
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Type, UnionType, VARIANT_WORDS, register_words};

use super::builder::Value;
use super::constants::word;
use super::workflow::Lowering;
use crate::code::{Comparison, Instruction, LocalId};

impl Lowering<'_> {
    /// Binds the name of an arm to the record of the value at an address.
    pub(super) fn bind_variant(&mut self, arm: &Arm, ty: &Type, value: &[LocalId]) {
        let (Some(binding), [Pattern::Variant(index)], Type::Union(union)) =
            (arm.binding, &arm.patterns[..], ty.without_null())
        else {
            return;
        };
        let (Some(variant), Some(address)) = (union.variants.get(*index), value.last()) else {
            return;
        };
        let record = vec![self.record_of(*address)];
        self.code.declare(&variant.ty, &record);
        self.bind(binding, record);
    }

    /// The index of the variant of the value at an address.
    pub(super) fn variant_index(&mut self, address: LocalId) -> LocalId {
        self.code.emit_to(|to| Instruction::Load {
            to,
            address,
            offset: 0,
        })
    }

    /// Whether the value at an address is the variant with that index.
    pub(super) fn is_variant(&mut self, address: LocalId, index: usize) -> LocalId {
        let found = self.variant_index(address);
        let index = self.code.word(u64::from(word(index)));
        self.compare_words(Comparison::Equal, found, index)
    }

    fn record_of(&mut self, address: LocalId) -> LocalId {
        self.code.emit_to(|to| Instruction::Offset {
            to,
            address,
            words: VARIANT_WORDS,
        })
    }

    /// A field that all variants have, by its index in the first one.
    pub(super) fn shared_field(
        &mut self,
        union: &UnionType,
        index: usize,
        address: LocalId,
    ) -> Value {
        let Some(field) = union.shared(index) else {
            return Value::new();
        };
        let places: Vec<(u32, &Type)> = (union.variants.iter())
            .filter_map(|variant| {
                let (index, own) = variant.record.field(&field.name)?;
                let offset = self.layouts.offset(&variant.record, index);
                Some((offset.saturating_add(VARIANT_WORDS), &own.ty))
            })
            .collect();
        let Some(((offset, _), others)) = places.split_first() else {
            return Value::new();
        };
        let is_same =
            |(own, ty): &(u32, &Type)| own == offset && ty.is_nullable() == field.ty.is_nullable();
        if places.iter().all(is_same) {
            return self.load(address, *offset, &field.ty);
        }
        let result = self.code.locals(register_words(&field.ty));
        let end = self.code.block();
        for (index, (offset, ty)) in places.iter().enumerate() {
            // The last variant needs no test.
            let next = (index < others.len()).then(|| {
                let matches = self.is_variant(address, index);
                self.code.branch(matches)
            });
            let value = self.load(address, *offset, ty);
            if field.ty.is_nullable() && !ty.is_nullable() {
                self.give_optional(&result, ty, &value);
            } else {
                self.code.copy(&result, &value);
            }
            self.code.jump(end);
            if let Some(next) = next {
                self.code.go_on_in(next);
            }
        }
        self.code.go_on_in(end);
        result
    }

    /// A record as a variant of a union.
    pub(super) fn variant(
        &mut self,
        source: LocalId,
        from: &Type,
        union: &UnionType,
        index: usize,
        span: Span,
    ) -> Value {
        let address = self.room_for(union, span);
        self.fill(address, source, from, union, index, span);
        vec![address]
    }

    /// A value of a union as one of another.
    pub(super) fn copied_union(
        &mut self,
        source: LocalId,
        from: &UnionType,
        to: &UnionType,
        span: Span,
    ) -> Value {
        let address = self.room_for(to, span);
        let end = self.code.block();
        let record = self.record_of(source);
        for (index, variant) in from.variants.iter().enumerate() {
            let Some(other) = to.variant_from(from, index) else {
                continue;
            };
            let is_last = index + 1 == from.variants.len();
            let next = (!is_last).then(|| {
                let matches = self.is_variant(source, index);
                self.code.branch(matches)
            });
            self.fill(address, record, &variant.ty, to, other, span);
            self.code.jump(end);
            if let Some(next) = next {
                self.code.go_on_in(next);
            }
        }
        self.code.go_on_in(end);
        vec![address]
    }

    fn room_for(&mut self, union: &UnionType, span: Span) -> LocalId {
        let words = self.layouts.union_words(union);
        self.allocate(words, span)
    }

    fn fill(
        &mut self,
        address: LocalId,
        source: LocalId,
        from: &Type,
        union: &UnionType,
        index: usize,
        span: Span,
    ) {
        let Some(variant) = union.variants.get(index) else {
            return;
        };
        let number = self.code.word(u64::from(word(index)));
        self.code.emit(Instruction::Store {
            address,
            offset: 0,
            from: number,
        });
        let types = [from, &variant.ty];
        self.copy_into(address, VARIANT_WORDS, &[source], types, span);
    }
}
