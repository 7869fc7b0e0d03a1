//! Maps: literals, `m[k]`, `k in m`, and the entries that a loop iterates over.
//!
//! All of these are rewritten to calls of library functions, so later stages need not know about
//! them.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{self, FunctionId, INDEX};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Field, Type};
use flowright_syntax::ast::{self, Name, RecordEntry};

use super::expressions::constant;
use super::scope::error;
use super::{Checker, Reason};
use crate::SymbolKind;
use crate::convert;
use crate::describe::brief;
use crate::program::{BindingId, Expression, ExpressionKind, FieldValue, Statement};

/// The fields of an entry.
const KEY: usize = 0;
const VALUE: usize = 1;

/// The names of a loop over a map.
pub(super) struct EntryNames {
    element: BindingId,
    key: BindingId,
    value: BindingId,
}

impl Checker<'_> {
    /// A record literal where a map is expected.
    pub(super) fn map(&mut self, entries: &[RecordEntry], value: &Type, span: Span) -> Expression {
        let mut is_wrong = false;
        let mut fields = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for entry in self.once(entries) {
            if entry.spread {
                is_wrong = true;
                if let Some(spread) = &entry.value {
                    let spread = self.value(spread, None);
                    if spread.ty != Type::Error {
                        self.report(spread_in_map(entry.span));
                    }
                }
                continue;
            }
            let given = match &entry.value {
                Some(written) => self.expect(written, value, &Reason::None),
                None => self.shorthand(&entry.name, value, &Reason::None),
            };
            is_wrong |= given.ty == Type::Error;
            fields.push(Field {
                name: entry.name.text.clone(),
                ty: value.clone(),
            });
            values.push(FieldValue {
                value: given,
                omit_null: false,
            });
        }
        if is_wrong {
            return error(span);
        }
        let record = Expression {
            kind: ExpressionKind::Record(values),
            ty: Type::record(fields),
            span,
        };
        convert::to_map(record, value.clone())
    }

    /// `m[k]`: the value of the entry at the position of the key.
    pub(super) fn map_value(
        &mut self,
        map: Expression,
        value: &Type,
        key: &ast::Expression,
        span: Span,
    ) -> Expression {
        let key = self.expect(key, &Type::Text, &Reason::Takes { what: "a key" });
        if key.ty == Type::Error {
            return error(span);
        }
        let binding = self.hidden("_", map.ty.clone(), map.span);
        self.remember_secrets(binding, &map);
        let again = Expression {
            kind: ExpressionKind::Binding(binding),
            ty: map.ty.clone(),
            span: map.span,
        };
        let kept = Expression {
            ty: map.ty.clone(),
            span: map.span,
            kind: ExpressionKind::Keep {
                binding,
                value: Box::new(map),
            },
        };
        let position = position(again, key, span);
        let (Some(entries), Some(position)) = (entries(kept, value, span), position) else {
            return error(span);
        };
        // There is no element at this index.
        let nowhere = constant(Constant::Int(-1), Type::Int, span);
        let index = Expression {
            kind: ExpressionKind::Coalesce {
                left: Box::new(position),
                right: Box::new(nowhere),
            },
            ty: Type::Int,
            span,
        };
        let entry = Expression {
            kind: ExpressionKind::Index {
                list: Box::new(entries),
                index: Box::new(index),
            },
            ty: value.clone().entry().optional(),
            span,
        };
        self.chain(entry, ".", span, |_, entry| {
            of_entry(entry, VALUE, value, span)
        })
    }

    /// `k in m`
    pub(super) fn is_key(
        &mut self,
        negated: bool,
        key: Expression,
        map: Expression,
        span: Span,
    ) -> Expression {
        let key = self.coerce(key, &Type::Text, &Reason::Takes { what: "a key" });
        let position = match key.ty {
            Type::Error => None,
            _ => position(map, key, span),
        };
        let Some(position) = position else {
            return error(span);
        };
        let null = constant(Constant::Null, Type::Null, span);
        let null = convert::apply(null, &position.ty);
        let comparison = if negated {
            Comparison::Equal
        } else {
            Comparison::NotEqual
        };
        Expression {
            kind: ExpressionKind::Compare(comparison, Box::new(position), Box::new(null)),
            ty: Type::Bool,
            span,
        }
    }

    /// The entries of a map that a loop iterates over.
    pub(super) fn looped_entries(&mut self, map: Expression) -> Expression {
        let Type::Map(value) = map.ty.clone() else {
            return map;
        };
        let span = map.span;
        entries(map, &value, span).unwrap_or_else(|| error(span))
    }

    /// Binds the names of a loop over the entries of a map.
    pub(super) fn entry_names(
        &mut self,
        key: &Name,
        value: &Name,
        entry: &Type,
        entries: &Expression,
    ) -> EntryNames {
        let ty = match entry {
            Type::Record(record) => record.fields.get(VALUE).map(|field| field.ty.clone()),
            _ => None,
        };
        let element = self.hidden("_", entry.clone(), value.span);
        self.remember_secrets(element, entries);
        let key = self.bind(key, SymbolKind::Element, Type::Text);
        let value = self.bind(value, SymbolKind::Element, ty.unwrap_or(Type::Error));
        self.remember_secrets(value, entries);
        EntryNames {
            element,
            key,
            value,
        }
    }

    /// `E0215`: a loop over a map with a single name.
    pub(super) fn one_name(&mut self, one: &ast::ForLoop) {
        let name = &one.element;
        let edit = Edit {
            span: name.span.before(),
            text: "key, ".to_owned(),
        };
        let report = Diagnostic::new(
            Code::NotIterable,
            name.span,
            "a `for` over a map takes two names",
        )
        .label("one name for the key and the value")
        .because(one.list.span, "this is a map")
        .fix(
            format!("name the key, too: `for key, {} in …`", name.text),
            vec![edit],
            Applicability::Unsafe,
        );
        self.report(report);
    }
}

impl EntryNames {
    /// The hidden name of the entry.
    pub(super) fn element(&self) -> BindingId {
        self.element
    }

    /// The statements that give the names their values.
    pub(super) fn statements(&self, entry: &Type, span: Span) -> [Statement; 2] {
        let field = |field: usize| {
            let record = Expression {
                kind: ExpressionKind::Binding(self.element),
                ty: entry.clone(),
                span,
            };
            let ty = match entry {
                Type::Record(record) => record.fields.get(field).map(|field| field.ty.clone()),
                _ => None,
            };
            of_entry(record, field, &ty.unwrap_or(Type::Error), span)
        };
        [(self.key, KEY), (self.value, VALUE)].map(|(binding, at)| Statement::Let {
            binding,
            value: field(at),
        })
    }
}

fn of_entry(entry: Expression, field: usize, ty: &Type, span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Field {
            record: Box::new(entry),
            field,
        },
        ty: ty.clone(),
        span,
    }
}

/// A call to a library function on a map.
fn call(name: &str, map: Expression, more: Option<Expression>, span: Span) -> Option<Expression> {
    let on_map = |id: FunctionId| id.get().is_some_and(|one| one.on.accepts(&map.ty));
    let (id, function) = functions::named(name).find(|(id, _)| on_map(*id))?;
    Some(Expression {
        ty: function.returns.resolve(&map.ty),
        kind: ExpressionKind::Call {
            function: id,
            arguments: std::iter::once(map).chain(more).collect(),
        },
        span,
    })
}

/// The position of a key in a map, or null.
fn position(map: Expression, key: Expression, span: Span) -> Option<Expression> {
    call(INDEX, map, Some(key), span)
}

/// The entries of a map of such values.
fn entries(map: Expression, value: &Type, span: Span) -> Option<Expression> {
    let entries = call("entries", map, None, span)?;
    debug_assert_eq!(entries.ty, value.clone().entry().list());
    Some(entries)
}

/// `E0201`: a spread in a map.
fn spread_in_map(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Mismatch, span, "nothing is spread into a map")
        .label("only keys with their values here")
        .help("to add the entries of another map, write `a.merge(b)`")
}

/// `E0201`: a key of another type.
pub(super) fn not_a_key(key: &Expression, map: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        key.span,
        format!(
            "the keys of a map are texts, but this is `{}`",
            brief(&key.ty)
        ),
    )
    .label(format!("this is `{}`", brief(&key.ty)))
    .because(map.span, format!("this is `{}`", brief(&map.ty)))
}
