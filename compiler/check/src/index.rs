//! The meaning of names and the types of expressions, by position, for the editor.
//!
//! In: notes that the checker makes as it goes. Out: tables for lookups by position. Not done here:
//! anything about trees or texts, or about the positions of declarations. All tables are in span
//! order, which is source order only within a declaration.
//!
//! Invariant: a declaration is identified by the span of its name; no two declarations share one.

mod notes;

use std::collections::HashMap;
use std::sync::Arc;

use flowright_diagnostics::Span;
use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::{Origin, RecordType, Type};

/// The tables.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The declared symbols, in span order.
    pub symbols: Vec<Symbol>,
    /// The uses of names that are declared elsewhere, in span order. A shorthand `{ name }` appears
    /// twice: as the field, and as the value.
    pub uses: Vec<NameUse>,
    /// The expressions, in span order; among expressions with the same start, the longer one comes
    /// first.
    pub expressions: Vec<Typed>,
    /// The scope of each binding, in span order.
    pub scopes: Vec<Visible>,
    /// The declarations of the fields of record types, by the address of the type.
    records: HashMap<usize, Record>,
    /// Pairs of declarations that denote the same field, because a value of one record type is used
    /// where the other is expected.
    linked: Vec<(Span, Span)>,
}

/// A declared symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: Box<str>,
    /// The span of its name.
    pub span: Span,
    /// Its kind.
    pub kind: SymbolKind,
    /// Its type, if it has one.
    pub ty: Option<Type>,
}

/// The kinds of declared symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// `secret NAME`
    Secret,
    /// `config NAME: TYPE`
    Config,
    /// `type NAME = TYPE`
    Type,
    /// `collection NAME { … }`
    Collection,
    /// `service NAME { … }`
    Service,
    /// `channel NAME = KIND { … }`
    Channel,
    /// `fn NAME(…)`
    Function,
    /// `workflow NAME { … }`
    Workflow,
    /// A field of a collection.
    Column,
    /// A field of a record type, or of a record literal without a declared type.
    Field,
    /// `{topic}` in a path.
    PathParameter,
    /// A parameter of a function.
    Parameter,
    /// `let NAME`
    Binding,
    /// `var NAME`
    Variable,
    /// An element, index or key of a loop.
    Element,
    /// The `e` of a `catch`.
    Failure,
}

/// A use of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Its span.
    pub span: Span,
    /// Its meaning.
    pub meaning: Meaning,
}

/// The meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The symbol declared at that span.
    Declared(Span),
    /// A library function.
    Library(FunctionId),
    /// A member of `context`.
    Context(&'static str),
    /// A name provided by the language: its provider and the name.
    Given(GivenBy, &'static str),
}

/// The provider of a name that the program does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GivenBy {
    /// A row of a collection: `id`, `created`.
    Row,
    /// The response of an `http` step: `status`, `headers`, `body`.
    Answer,
    /// The `e` of a `catch`.
    Failure,
    /// A `file`.
    File,
    /// The language itself: `now`.
    Language,
}

/// An expression with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Its span.
    pub span: Span,
    /// The type of its value.
    pub ty: Type,
    /// The type expected there, if known.
    pub wanted: Option<Type>,
}

/// A binding and its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible {
    /// The span of its declaration.
    pub symbol: Span,
    /// The range from its declaration to the end of its block.
    pub scope: Span,
}

/// A record type, kept alive so that its address is not reused.
#[derive(Clone, Debug)]
struct Record {
    ty: Arc<RecordType>,
    /// The span of each field's declaration; `None` for fields that the language provides.
    fields: Vec<Option<Span>>,
}

/// Lookups.
impl Index {
    /// The symbol whose name has that span.
    #[must_use]
    pub fn symbol(&self, span: Span) -> Option<&Symbol> {
        let at = self
            .symbols
            .binary_search_by_key(&span, |one| one.span)
            .ok()?;
        self.symbols.get(at)
    }

    /// The names that cover the start of a span, or end there, with their meanings. For a
    /// shorthand, the field precedes the value.
    pub fn at(&self, place: Span) -> impl Iterator<Item = NameUse> {
        let place = place.before();
        let covers = move |span: Span| span.covers(place);
        let end = self.uses.partition_point(|one| one.span.before() <= place);
        let before = self.uses.get(..end).unwrap_or_default();
        let start = before
            .iter()
            .rposition(|one| !covers(one.span))
            .map_or(0, |at| at + 1);
        let uses = before.get(start..).unwrap_or_default().iter().cloned();
        let end = self
            .symbols
            .partition_point(|one| one.span.before() <= place);
        let symbol = end.checked_sub(1).and_then(|at| self.symbols.get(at));
        let declared = symbol.filter(|one| covers(one.span)).map(|one| NameUse {
            span: one.span,
            meaning: Meaning::Declared(one.span),
        });
        declared.into_iter().chain(uses)
    }

    /// All occurrences of a symbol, including its declaration, or all uses of a library function or
    /// another provided name, in span order. A field has several declarations if values of one
    /// record type are used as another.
    #[must_use]
    pub fn places(&self, meaning: &Meaning) -> Vec<Span> {
        let Meaning::Declared(symbol) = meaning else {
            let same = self.uses.iter().filter(|one| one.meaning == *meaning);
            return same.map(|one| one.span).collect();
        };
        let declarations = self.declarations(*symbol);
        let is_one = |one: &&NameUse| match one.meaning {
            Meaning::Declared(span) => declarations.contains(&span),
            _ => false,
        };
        let mut places: Vec<Span> = self
            .uses
            .iter()
            .filter(is_one)
            .map(|one| one.span)
            .collect();
        places.extend(&declarations);
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The declarations of a symbol; a field may have several.
    #[must_use]
    pub fn declarations(&self, symbol: Span) -> Vec<Span> {
        let mut all = vec![symbol];
        let mut next = 0;
        while let Some(one) = all.get(next).copied() {
            for (a, b) in &self.linked {
                let other = if *a == one { b } else { a };
                if (*a == one || *b == one) && !all.contains(other) {
                    all.push(*other);
                }
            }
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The declaration of a record field.
    #[must_use]
    pub fn field_span(&self, ty: &RecordType, name: &str) -> Option<Span> {
        let record = self.records.get(&address(ty))?;
        let (index, _) = record.ty.field(name)?;
        record.fields.get(index).copied().flatten()
    }

    /// The expression with exactly that span.
    #[must_use]
    pub fn expression_at(&self, span: Span) -> Option<&Typed> {
        let order = |span: Span| (span.before(), std::cmp::Reverse(span.end));
        let end = self
            .expressions
            .partition_point(|one| order(one.span) <= order(span));
        let last = end.checked_sub(1).and_then(|at| self.expressions.get(at))?;
        (last.span == span).then_some(last)
    }
}

/// Queries for a part of a declaration.
impl Index {
    /// The expressions that start in a part of a declaration, or at its end, in table order.
    #[must_use]
    pub fn expressions_in(&self, part: Span) -> &[Typed] {
        begin_in(&self.expressions, |one| one.span, part)
    }

    /// The bindings whose scopes start in a part of a declaration, in table order.
    #[must_use]
    pub fn scopes_in(&self, part: Span) -> &[Visible] {
        begin_in(&self.scopes, |one| one.scope, part)
    }
}

/// The items that start in a part; `sorted` is in span order.
fn begin_in<T>(sorted: &[T], span: impl Fn(&T) -> Span, part: Span) -> &[T] {
    let first = sorted.partition_point(|one| span(one).before() < part.before());
    let end = sorted.partition_point(|one| span(one).before() <= part.after());
    sorted.get(first..end).unwrap_or_default()
}

/// The meaning of a field that the language provides: of a row, a response of an `http` step, a
/// failure, a file.
#[must_use]
pub fn given(ty: &RecordType, field: &str) -> Option<Meaning> {
    const ROW: &[&str] = &["id", "created", "changed"];
    const ANSWER: &[&str] = &["status", "headers", "body"];
    const FAILURE: &[&str] = &["code", "message", "step", "status"];
    const FILE: &[&str] = &["name", "content_type", "size", "bytes"];
    let (of, fields) = match &ty.origin {
        Origin::Row(_) => (GivenBy::Row, ROW),
        Origin::Response => (GivenBy::Answer, ANSWER),
        Origin::Failure => (GivenBy::Failure, FAILURE),
        Origin::File => (GivenBy::File, FILE),
        Origin::Anonymous | Origin::Named(_) => return None,
    };
    let field = fields.iter().find(|known| **known == field)?;
    Some(Meaning::Given(of, field))
}

fn address(ty: &RecordType) -> usize {
    std::ptr::from_ref(ty).addr()
}
