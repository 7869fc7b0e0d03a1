//! Recording notes during checking: the notes of the declarations, and the notes of each body.

use std::sync::Arc;

use flowright_diagnostics::Span;
use flowright_stdlib::types::{RecordType, Type};
use flowright_syntax::ast::Name;

use super::{Index, Meaning, NameUse, Record, Symbol, SymbolKind, Typed, Visible, address, given};

impl Index {
    pub(crate) fn declare(&mut self, name: &Name, kind: SymbolKind, ty: Option<Type>) {
        self.symbols.push(Symbol {
            name: name.text.clone(),
            span: name.span,
            kind,
            ty,
        });
    }

    pub(crate) fn name(&mut self, span: Span, meaning: Meaning) {
        self.uses.push(NameUse { span, meaning });
    }

    pub(crate) fn expression(&mut self, span: Span, ty: &Type, wanted: Option<&Type>) {
        self.expressions.push(Typed {
            span,
            ty: ty.clone(),
            wanted: wanted.cloned(),
        });
    }

    pub(crate) fn visible(&mut self, symbol: Span, end: u32) {
        let scope = Span::new(symbol.anchor, symbol.end, end);
        self.scopes.push(Visible { symbol, scope });
    }

    pub(crate) fn record(&mut self, ty: &Type, fields: Vec<Option<Span>>) {
        if let Type::Record(ty) = ty {
            let record = Record {
                ty: Arc::clone(ty),
                fields,
            };
            self.records.insert(address(ty), record);
        }
    }

    /// Records that a record type is another record type under a name of its own.
    pub(crate) fn renamed(&mut self, ty: &Type, of: &RecordType) {
        if let Some(record) = self.records.get(&address(of)) {
            let fields = record.fields.clone();
            self.record(ty, fields);
        }
    }

    /// Records a use of a field of a record, which was recorded either here or with the
    /// declarations.
    pub(crate) fn field(&mut self, declared: &Index, ty: &RecordType, name: &Name) {
        let declared = self.known_field(declared, ty, &name.text);
        let declared = declared.map(Meaning::Declared);
        if let Some(meaning) = declared.or_else(|| given(ty, &name.text)) {
            self.name(name.span, meaning);
        }
    }

    /// Records that a field of one record type and the field of the same name of another one are
    /// the same field.
    pub(crate) fn same_field(
        &mut self,
        declared: &Index,
        from: &RecordType,
        to: &RecordType,
        name: &str,
    ) {
        let one = self.known_field(declared, from, name);
        let other = self.known_field(declared, to, name);
        let pair = one.zip(other).filter(|(one, other)| one != other);
        self.linked.extend(pair);
    }

    /// Records that a field, declared by this name, is the field with the same name of a record type.
    pub(crate) fn same_as(&mut self, declared: &Index, of: &RecordType, name: &Name) {
        if let Some(known) = self.known_field(declared, of, &name.text) {
            self.linked.push((known, name.span));
        }
    }

    /// The declaration of a field of a record that was recorded either here or with the
    /// declarations.
    pub(crate) fn known_field(
        &self,
        declared: &Index,
        ty: &RecordType,
        name: &str,
    ) -> Option<Span> {
        let own = self.field_span(ty, name);
        own.or_else(|| declared.field_span(ty, name))
    }

    /// Records that values of one type are used where another type is expected.
    pub(crate) fn taken_as(&mut self, declared: &Index, from: &Type, to: &Type) {
        match (from, to) {
            (Type::Optional(from), to) => self.taken_as(declared, from, to.without_null()),
            (from, Type::Optional(to)) => self.taken_as(declared, from, to),
            (Type::List(from), Type::List(to)) | (Type::Map(from), Type::Map(to)) => {
                self.taken_as(declared, from, to);
            }
            (Type::Record(from), Type::Record(to)) if !Arc::ptr_eq(from, to) => {
                for field in &to.fields {
                    if let Some((_, own)) = from.field(&field.name) {
                        self.same_field(declared, from, to, &field.name);
                        self.taken_as(declared, &own.ty, &field.ty);
                    }
                }
            }
            (Type::Record(record), Type::Union(union)) => {
                let variant = union.variant_of(record);
                if let Some(variant) = variant.and_then(|index| union.variants.get(index)) {
                    self.taken_as(declared, from, &variant.ty);
                }
            }
            _ => {}
        }
    }

    /// Sorts the notes by span.
    pub(crate) fn finish(&mut self) {
        self.symbols.sort_by_key(|symbol| symbol.span);
        self.symbols.dedup_by_key(|symbol| symbol.span);
        self.uses.sort_by_key(|one| one.span);
        self.uses.dedup();
        let order = |span: Span| (span.before(), std::cmp::Reverse(span.end));
        self.expressions.sort_by_key(|one| order(one.span));
        self.scopes.sort_by_key(|one| one.scope);
        self.linked.sort_unstable();
        self.linked.dedup();
    }

    /// Merges the notes of all parts. Each part is in span order, and all parts but the first
    /// follow each other in span order, so the sort merges just two sorted runs.
    pub(crate) fn merged<'p>(parts: impl Iterator<Item = &'p Index> + Clone) -> Index {
        let mut all = Index::default();
        let length = |of: fn(&Index) -> usize| parts.clone().map(of).sum();
        all.symbols.reserve(length(|part| part.symbols.len()));
        all.uses.reserve(length(|part| part.uses.len()));
        all.expressions
            .reserve(length(|part| part.expressions.len()));
        all.scopes.reserve(length(|part| part.scopes.len()));
        all.records.reserve(length(|part| part.records.len()));
        all.linked.reserve(length(|part| part.linked.len()));
        for part in parts {
            all.symbols.extend_from_slice(&part.symbols);
            all.uses.extend_from_slice(&part.uses);
            all.expressions.extend_from_slice(&part.expressions);
            all.scopes.extend_from_slice(&part.scopes);
            let records = part.records.iter();
            all.records
                .extend(records.map(|(at, record)| (*at, record.clone())));
            all.linked.extend_from_slice(&part.linked);
        }
        all.finish();
        all
    }
}
