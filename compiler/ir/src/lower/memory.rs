//! Values in locals and memory, and the construction of records and lists.

use flowright_check::program::{Expression, FieldValue};
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::constants::word;
use super::workflow::Lowering;
use crate::code::{Comparison, Instruction, LocalId};

impl Lowering<'_> {
    /// Loads the value at an address plus an offset.
    pub(super) fn load(&mut self, address: LocalId, offset: u32, ty: &Type) -> Value {
        match ty {
            Type::Record(_) | Type::Union(_) if offset == 0 => vec![address],
            Type::Record(_) | Type::Union(_) => vec![self.code.emit_to(|to| Instruction::Offset {
                to,
                address,
                words: offset,
            })],
            Type::Optional(inner) => {
                let mut value = vec![self.load_word(address, offset)];
                value.extend(self.load(address, offset.saturating_add(1), inner));
                value
            }
            _ => (0..register_words(ty))
                .map(|index| self.load_word(address, offset.saturating_add(index)))
                .collect(),
        }
    }

    /// Allocates memory for that many elements.
    pub(super) fn room(&mut self, count: LocalId, element: &Type, span: Span) -> LocalId {
        self.room_of_stride(count, self.layouts.words(element), span)
    }

    /// Allocates memory for that many elements of so many words each.
    pub(super) fn room_of_stride(&mut self, count: LocalId, stride: u32, span: Span) -> LocalId {
        let site = self.site(span);
        self.code.emit_to(|to| Instruction::AllocateElements {
            to,
            count,
            stride,
            site,
        })
    }

    fn load_word(&mut self, address: LocalId, offset: u32) -> LocalId {
        self.code.emit_to(|to| Instruction::Load {
            to,
            address,
            offset,
        })
    }

    /// Stores a value at an address plus an offset.
    pub(super) fn store(&mut self, address: LocalId, offset: u32, ty: &Type, value: &[LocalId]) {
        match (ty, value) {
            (Type::Record(_) | Type::Union(_), [from]) => {
                let words = self.layouts.words(ty);
                if words > 0 {
                    self.code.emit(Instruction::CopyWords {
                        to: address,
                        to_offset: offset,
                        from: *from,
                        from_offset: 0,
                        words,
                    });
                }
            }
            (Type::Optional(inner), [tag, value @ ..]) => {
                self.store_word(address, offset, *tag);
                let offset = offset.saturating_add(1);
                // The address in a null record must not be followed.
                if matches!(**inner, Type::Record(_) | Type::Union(_)) {
                    let after = self.code.branch(*tag);
                    self.store(address, offset, inner, value);
                    self.code.jump(after);
                    self.code.go_on_in(after);
                } else {
                    self.store(address, offset, inner, value);
                }
            }
            _ => {
                for (index, from) in value.iter().enumerate() {
                    self.store_word(address, offset.saturating_add(word(index)), *from);
                }
            }
        }
    }

    fn store_word(&mut self, address: LocalId, offset: u32, from: LocalId) {
        self.code.emit(Instruction::Store {
            address,
            offset,
            from,
        });
    }

    /// Allocates a record; a record without fields that are read needs no memory.
    pub(super) fn allocate(&mut self, words: u32, span: Span) -> LocalId {
        if words == 0 {
            return self.code.word(0);
        }
        let site = self.site(span);
        self.code
            .emit_to(|to| Instruction::Allocate { to, words, site })
    }

    pub(super) fn record(&mut self, fields: &[FieldValue], ty: &Type, span: Span) -> Value {
        // A field that is never read is evaluated anyway, because that may fail.
        let values: Vec<_> = fields
            .iter()
            .map(|field| self.expression(&field.value))
            .collect();
        let Type::Record(record) = ty else {
            return self.zero(ty);
        };
        let words = self.layouts.offset(record, record.fields.len());
        let address = self.allocate(words, span);
        for (index, (field, value)) in record.fields.iter().zip(&values).enumerate() {
            if self.layouts.is_read(record, index) {
                let offset = self.layouts.offset(record, index);
                self.store(address, offset, &field.ty, value);
            }
        }
        vec![address]
    }

    pub(super) fn list(&mut self, elements: &[Expression], ty: &Type, span: Span) -> Value {
        let values: Vec<Value> = elements
            .iter()
            .map(|element| self.expression(element))
            .collect();
        let Type::List(element) = ty else {
            return self.zero(ty);
        };
        let stride = self.layouts.words(element);
        let count = word(values.len());
        let address = self.allocate(stride.saturating_mul(count), span);
        for (index, value) in (0..).zip(&values) {
            self.store(address, stride.saturating_mul(index), element, value);
        }
        let count = self.code.word(u64::from(count));
        vec![address, count]
    }

    /// `list[index]`
    pub(super) fn index(&mut self, list: &Expression, index: &Expression) -> Value {
        let (list_value, index) = (self.expression(list), self.expression(index));
        let (Type::List(element), [address, count], [index]) =
            (&list.ty, &list_value[..], &index[..])
        else {
            return Value::new();
        };
        let (address, count, index) = (*address, *count, *index);
        let optional = (**element).clone().optional();
        let result = self.code.locals(register_words(&optional));
        let (inside, outside, end) = (self.code.block(), self.code.block(), self.code.block());
        let zero = self.code.word(0);
        let not_negative = self.compare_words(Comparison::GreaterOrEqual, index, zero);
        let negative = self.code.branch(not_negative);
        let below = self.compare_words(Comparison::Less, index, count);
        self.code.end(crate::code::Terminator::Branch {
            condition: below,
            then: inside,
            otherwise: outside,
        });
        self.code.go_on_in(negative);
        self.code.jump(outside);
        self.code.go_on_in(inside);
        let stride = self.layouts.words(element);
        let place = self.code.emit_to(|to| Instruction::Element {
            to,
            address,
            index,
            stride,
        });
        let value = self.load(place, 0, element);
        self.give_optional(&result, element, &value);
        self.code.jump(end);
        self.code.go_on_in(outside);
        self.give_null(&result);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }

    pub(super) fn compare_words(
        &mut self,
        comparison: Comparison,
        left: LocalId,
        right: LocalId,
    ) -> LocalId {
        self.code.emit_to(|to| Instruction::CompareInt {
            comparison,
            to,
            left,
            right,
        })
    }

    /// Writes a value to the locals of an optional; a nullable one is not wrapped again.
    pub(super) fn give_optional(&mut self, result: &[LocalId], ty: &Type, value: &[LocalId]) {
        if ty.is_nullable() {
            self.code.copy(result, value);
        } else if let [tag, rest @ ..] = result {
            self.code.emit(Instruction::Word { to: *tag, word: 1 });
            self.code.copy(rest, value);
        }
    }

    /// Writes null to the locals of an optional.
    pub(super) fn give_null(&mut self, result: &[LocalId]) {
        for to in result {
            self.code.emit(Instruction::Word { to: *to, word: 0 });
        }
    }
}
