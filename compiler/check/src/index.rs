//! What the names and expressions of a program mean, place by place: what an editor asks for.
//!
//! In: notes of the checker, made as it goes. Out: tables to look places up in. Not done here: anything about trees or texts, and where
//! declarations stand in them: all is in the order of spans, which is that of the text only inside one declaration.
//!
//! Invariant: a declaration is known by the span of the name that declares it; no two have the same.

mod notes;

use std::collections::HashMap;
use std::sync::Arc;

use flowright_diagnostics::Span;
use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::{Origin, RecordType, Type};

/// The tables.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// What is declared, in the order of spans.
    pub symbols: Vec<Symbol>,
    /// Where something that is declared elsewhere is named, in the order of spans. A shorthand `{ name }` stands here twice: as the
    /// field, and as the value.
    pub uses: Vec<NameUse>,
    /// The expressions, in the order of spans; of those that begin together the longer one first.
    pub expressions: Vec<Typed>,
    /// Where which bindings can be seen, in the order of spans.
    pub scopes: Vec<Visible>,
    /// Where the fields of record types are declared, by the address of the type.
    records: HashMap<usize, Record>,
    /// Fields that are the same by two declarations, because a value of one type is taken where the other is wanted.
    linked: Vec<(Span, Span)>,
}

/// Something that a program declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// What it is.
    pub kind: SymbolKind,
    /// Its type, of what has one.
    pub ty: Option<Type>,
}

/// The kinds of what a program declares.
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
    /// A field of a written record type, or of a record without one.
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

/// A name at a place where it means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub meaning: Meaning,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The symbol whose name stands there.
    Declared(Span),
    /// A function of the library.
    Library(FunctionId),
    /// A member of `context`.
    Context(&'static str),
    /// What the language gives: by what, and its name.
    Given(GivenBy, &'static str),
}

/// What gives a name that nobody declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GivenBy {
    /// A row of a collection: `id`, `created`.
    Row,
    /// The answer to an `http` step: `status`, `headers`, `body`.
    Answer,
    /// The `e` of a `catch`.
    Failure,
    /// The language itself: `now`.
    Language,
}

/// An expression with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Where it stands.
    pub span: Span,
    /// The type of its value.
    pub ty: Type,
    /// The type that is wanted there, where one is known.
    pub wanted: Option<Type>,
}

/// A binding and where it can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible {
    /// Where its name is declared.
    pub symbol: Span,
    /// From its declaration to the end of its block.
    pub scope: Span,
}

/// A record type, held so that its address stays its own.
#[derive(Clone, Debug)]
struct Record {
    ty: Arc<RecordType>,
    /// Where each field is declared; none of those that the language gives.
    fields: Vec<Option<Span>>,
}

/// Looking up.
impl Index {
    /// The symbol whose name stands there.
    #[must_use]
    pub fn symbol(&self, span: Span) -> Option<&Symbol> {
        let at = self
            .symbols
            .binary_search_by_key(&span, |one| one.span)
            .ok()?;
        self.symbols.get(at)
    }

    /// The name that covers the start of a span, or ends there, and what it means: of a shorthand first the field, then the value.
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

    /// The places where a symbol is declared and named, or a function of the library and its like are named, in the order of spans.
    /// A field has several declarations where values of one type are taken for another one.
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

    /// Where a symbol is declared: for a field, all its declarations.
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

    /// Where a field of a record type is declared.
    #[must_use]
    pub fn field_span(&self, ty: &RecordType, name: &str) -> Option<Span> {
        let record = self.records.get(&address(ty))?;
        let (index, _) = record.ty.field(name)?;
        record.fields.get(index).copied().flatten()
    }

    /// The expression that stands at exactly that place.
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

/// Looking through a part of a declaration.
impl Index {
    /// The expressions that begin in a part of a declaration, its last byte included, in their order.
    #[must_use]
    pub fn expressions_in(&self, part: Span) -> &[Typed] {
        begin_in(&self.expressions, |one| one.span, part)
    }

    /// The bindings that can be seen from somewhere in a part of a declaration on, in their order.
    #[must_use]
    pub fn scopes_in(&self, part: Span) -> &[Visible] {
        begin_in(&self.scopes, |one| one.scope, part)
    }
}

/// Those that begin in a part, of some that are in the order of spans.
fn begin_in<T>(sorted: &[T], span: impl Fn(&T) -> Span, part: Span) -> &[T] {
    let first = sorted.partition_point(|one| span(one).before() < part.before());
    let end = sorted.partition_point(|one| span(one).before() <= part.after());
    sorted.get(first..end).unwrap_or_default()
}

/// A field that the language gives: of a row, of the answer to an `http` step, of a failure.
#[must_use]
pub fn given(ty: &RecordType, field: &str) -> Option<Meaning> {
    const ROW: &[&str] = &["id", "created"];
    const ANSWER: &[&str] = &["status", "headers", "body"];
    const FAILURE: &[&str] = &["code", "message", "step", "status"];
    let (of, fields) = match &ty.origin {
        Origin::Row(_) => (GivenBy::Row, ROW),
        Origin::Response => (GivenBy::Answer, ANSWER),
        Origin::Failure => (GivenBy::Failure, FAILURE),
        Origin::Anonymous | Origin::Named(_) => return None,
    };
    let field = fields.iter().find(|known| **known == field)?;
    Some(Meaning::Given(of, field))
}

fn address(ty: &RecordType) -> usize {
    std::ptr::from_ref(ty).addr()
}
