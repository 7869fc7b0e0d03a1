//! Maps: entries in memory, each a key followed by its value.

use flowright_check::program::{Expression, Lambda};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{FunctionId, INDEX, named};
use flowright_stdlib::types::{KEY_WORDS, Type};

use super::builder::Value;
use super::lists::{Item, List};
use super::workflow::Lowering;
use crate::code::{Arithmetic, Arrangement, Instruction, LocalId};

impl Lowering<'_> {
    /// The map of the fields of a record, all of which have the type of its values.
    pub(super) fn map_of(
        &mut self,
        value: &[LocalId],
        from: &Type,
        to: &Type,
        span: Span,
    ) -> Value {
        let (Type::Record(record), Type::Map(of), [source]) = (from, to, value) else {
            return self.zero(to);
        };
        let stride = self.layouts.entry_words(of);
        let count = u32::try_from(record.fields.len()).unwrap_or(u32::MAX);
        let address = self.allocate(stride.saturating_mul(count), span);
        for (index, (at, field)) in (0_u32..).zip(record.fields.iter().enumerate()) {
            let start = stride.saturating_mul(index);
            let key = self.data(field.name.as_bytes());
            self.store(address, start, &Type::Text, &key);
            let value = self.load(*source, self.layouts.offset(record, at), &field.ty);
            self.store(address, start.saturating_add(KEY_WORDS), of, &value);
        }
        let count = self.code.word(u64::from(count));
        vec![address, count]
    }

    /// A map with the same keys, whose values are copied to another type.
    pub(super) fn copied_map(
        &mut self,
        [address, count]: [LocalId; 2],
        from: &Type,
        to: &Type,
        span: Span,
    ) -> Value {
        let strides = [from, to].map(|ty| self.layouts.entry_words(ty));
        let result = self.room_of_stride(count, strides[1], span);
        self.each_index(count, span, |lowering, index| {
            let source = lowering.element(address, index, strides[0]);
            let key = lowering.load(source, 0, &Type::Text);
            let value = lowering.load(source, KEY_WORDS, from);
            let place = lowering.element(result, index, strides[1]);
            lowering.store(place, 0, &Type::Text, &key);
            lowering.copy_into(place, KEY_WORDS, &value, [from, to], span);
        });
        vec![result, count]
    }

    /// `map.set(key, value)`
    pub(super) fn set_entry(
        &mut self,
        map: &Expression,
        arguments: &[Expression],
        span: Span,
    ) -> Value {
        let ([key, value], Type::Map(of)) = (arguments, &map.ty) else {
            return self.zero(&map.ty);
        };
        let map_value = self.expression(map);
        let (key, value) = (self.expression(key), self.expression(value));
        let [address, count] = map_value[..] else {
            return self.zero(&map.ty);
        };
        let found = self.position_of(&map.ty, [address, count], &key, span);
        let ([is_found, position], stride) = (found, self.layouts.entry_words(of));
        let is_new = self
            .code
            .emit_to(|to| Instruction::Not { to, from: is_found });
        let entries = self.int(Arithmetic::Add, count, is_new, span);
        let result = self.room_of_stride(entries, stride, span);
        self.each_index(count, span, |lowering, index| {
            let from = lowering.element(address, index, stride);
            let to = lowering.element(result, index, stride);
            lowering.code.emit(Instruction::CopyWords {
                to,
                to_offset: 0,
                from,
                from_offset: 0,
                words: stride,
            });
        });
        let at = self.code.local();
        self.code.copy(&[at], &[count]);
        let end = self.code.branch(is_found);
        self.code.copy(&[at], &[position]);
        self.code.jump(end);
        self.code.go_on_in(end);
        let place = self.element(result, at, stride);
        self.store(place, 0, &Type::Text, &key);
        self.store(place, KEY_WORDS, of, &value);
        vec![result, entries]
    }

    /// `list.to_map(x => key, x => value)`
    pub(super) fn map_from_list(
        &mut self,
        list: List<'_>,
        [key, value]: [&Lambda; 2],
        span: Span,
    ) -> Value {
        let of = &value.body.ty;
        let stride = self.layouts.entry_words(of);
        let entries = self.room_of_stride(list.count, stride, span);
        let keys = self.room_of_stride(list.count, KEY_WORDS, span);
        self.each(list, true, span, |lowering, item: Item| {
            let key = lowering.apply(key, [item.value.clone()]);
            let value = lowering.apply(value, [item.value]);
            let place = lowering.element(entries, item.index, stride);
            lowering.store(place, 0, &Type::Text, &key);
            lowering.store(place, KEY_WORDS, of, &value);
            let place = lowering.element(keys, item.index, KEY_WORDS);
            lowering.store(place, 0, &Type::Text, &key);
        });
        let to = [(); 4].map(|()| self.code.local());
        let (key, site) = (self.pool.ty(Type::Text), self.site(span));
        self.code.emit(Instruction::Arrange {
            how: Arrangement::Distinct,
            to,
            list: [entries, list.count],
            stride,
            keys,
            key,
            site,
        });
        vec![to[0], to[1]]
    }

    /// The position of a key in a map: whether it is there, and where.
    fn position_of(
        &mut self,
        ty: &Type,
        map: [LocalId; 2],
        key: &[LocalId],
        span: Span,
    ) -> [LocalId; 2] {
        let on_map = |id: FunctionId| id.get().is_some_and(|one| one.on.accepts(ty));
        let function = named(INDEX).find(|(id, _)| on_map(*id));
        let results = [self.code.local(), self.code.local()];
        let receiver = self.pool.ty(self.layouts.stored(ty));
        let site = self.site(span);
        if let Some((function, _)) = function {
            self.code.emit(Instruction::Call {
                function,
                receiver,
                arguments: [&map[..], key].concat(),
                results: results.to_vec(),
                site,
            });
        }
        results
    }
}
