//! Navigation from a name to its declaration, and to all its references.

use flowright_check::{Meaning, SymbolKind, Typed};
use flowright_diagnostics::{FileId, FileRange, Span};
use flowright_stdlib::types::{Origin, Type};

use crate::Analysis;

/// A name and its declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The queried name.
    pub origin: FileRange,
    /// The name in its declaration.
    pub name: FileRange,
    /// The whole declaration.
    pub whole: FileRange,
}

impl Analysis {
    /// The declarations of the name at a place. A shorthand `{ name }` leads to the field and to
    /// the value.
    #[must_use]
    pub fn definition(&self, file: FileId, offset: u32) -> Vec<Target> {
        let mut targets = Vec::new();
        for one in self.index.at(self.at(file, offset)) {
            if let Meaning::Declared(symbol) = one.meaning {
                let mut declared = self.index.declarations(symbol);
                declared.sort_by_cached_key(|name| self.anchors.resolve(*name));
                let declared = declared.into_iter();
                targets.extend(declared.map(|name| self.target(one.span, name)));
            }
        }
        targets.dedup();
        targets
    }

    /// The declaration of the type at a place: the record type by its name, or the collection of a
    /// row.
    #[must_use]
    pub fn type_definition(&self, file: FileId, offset: u32) -> Option<Target> {
        let (origin, ty) = self.type_at(file, offset)?;
        let mut ty = &ty;
        let origin_of = loop {
            match ty {
                Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => ty = inner,
                Type::Record(record) => break &record.origin,
                Type::Union(union) => break &union.origin,
                _ => return None,
            }
        };
        let (name, kind) = match origin_of {
            Origin::Named(name) => (name, SymbolKind::Type),
            Origin::Row(collection) => (collection, SymbolKind::Collection),
            Origin::Anonymous | Origin::Response | Origin::Failure | Origin::File => return None,
        };
        let symbol = self.symbols(kind).find(|one| one.name == *name)?;
        Some(self.target(origin, symbol.span))
    }

    /// All references to the symbol at a place, including its declarations, in the order of the
    /// files and of their texts.
    #[must_use]
    pub fn references(&self, file: FileId, offset: u32) -> Vec<FileRange> {
        let one = self.index.at(self.at(file, offset)).next();
        let places = one.map_or_else(Vec::new, |one| self.index.places(&one.meaning));
        let places = places.into_iter().map(|span| self.anchors.resolve(span));
        let mut places: Vec<FileRange> = places.collect();
        places.sort_unstable();
        places
    }

    /// The references in the same file.
    #[must_use]
    pub fn highlights(&self, file: FileId, offset: u32) -> Vec<FileRange> {
        let mut places = self.references(file, offset);
        places.retain(|place| place.file == file);
        places
    }

    /// The name or the innermost expression at a place, with its type.
    pub(crate) fn type_at(&self, file: FileId, offset: u32) -> Option<(Span, Type)> {
        let at = self.at(file, offset);
        let mut names = self.index.at(at);
        let by_name = names.find_map(|one| {
            let Meaning::Declared(symbol) = one.meaning else {
                return None;
            };
            let ty = self.index.symbol(symbol)?.ty.clone()?;
            Some((one.span, ty))
        });
        let mut innermost: Option<&Typed> = None;
        let before = self.expressions_before(at).iter();
        for one in before.filter(|one| at.start <= one.span.end) {
            let length = |one: &Typed| one.span.end - one.span.start;
            if innermost.is_none_or(|known| length(one) <= length(known)) {
                innermost = Some(one);
            }
        }
        match (by_name, innermost) {
            // The expression has the narrowed type of the name, for example after a null check.
            (Some((name, _)), Some(one)) if one.span.end == name.end => {
                Some((name, one.ty.clone()))
            }
            (Some(name), _) => Some(name),
            (None, one) => one.map(|one| (one.span, one.ty.clone())),
        }
    }

    /// The expressions of a declaration that begin at or before a position in it.
    pub(crate) fn expressions_before(&self, at: Span) -> &[Typed] {
        self.index.expressions_in(Span { start: 0, ..at })
    }

    /// The longest expression that ends at a position.
    pub(crate) fn expression_before(&self, file: FileId, end: u32) -> Option<&Typed> {
        let at = self.at(file, end);
        let mut before = self.expressions_before(at).iter();
        before.find(|one| one.span.end == at.start)
    }

    fn target(&self, origin: Span, name: Span) -> Target {
        let whole = match self.item_of(name) {
            Some(item) if self.index.symbol(name).is_some_and(|one| is_item(one.kind)) => item.span,
            _ => name,
        };
        Target {
            origin: self.anchors.resolve(origin),
            name: self.anchors.resolve(name),
            whole: self.anchors.resolve(whole),
        }
    }
}

/// Whether the symbol is a top-level declaration, rather than nested in a declaration.
fn is_item(kind: SymbolKind) -> bool {
    match kind {
        SymbolKind::Secret
        | SymbolKind::Config
        | SymbolKind::Type
        | SymbolKind::Collection
        | SymbolKind::Service
        | SymbolKind::Channel
        | SymbolKind::Function
        | SymbolKind::Workflow => true,
        SymbolKind::Column
        | SymbolKind::Field
        | SymbolKind::PathParameter
        | SymbolKind::Parameter
        | SymbolKind::Binding
        | SymbolKind::Variable
        | SymbolKind::Element
        | SymbolKind::Failure => false,
    }
}
