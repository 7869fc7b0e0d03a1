//! Fields that the store keeps as JSON: lists and `json`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::functions::{self, Pattern};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind};

use super::condition::{Condition, Term};
use super::has_column::has_column;
use super::predicate::{Side, comparable};
use super::target::Target;
use super::text_tests::TextCall;
use crate::Meaning;
use crate::body::{Checker, Reason, argument_count, never_in};
use crate::convert;
use crate::describe::brief;

/// Whether the store keeps values of the type as JSON, which has no order and is not compared.
pub(crate) fn is_json_field(ty: &Type) -> bool {
    matches!(ty.without_null(), Type::Json | Type::List(_))
}

impl Checker<'_> {
    /// Whether a comparison is one of a field that is kept as JSON, which is reported. Such a field
    /// can be compared with `null` only.
    pub(super) fn compares_json(
        &mut self,
        target: &Target<'_>,
        comparison: Comparison,
        left: &ast::Expression,
        right: &ast::Expression,
    ) -> bool {
        for (side, other) in [(left, right), (right, left)] {
            let ExpressionKind::Column(name) = &side.kind else {
                continue;
            };
            let Some((_, field)) = target.collection.field(&name.text) else {
                continue;
            };
            let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            if !is_json_field(&field.ty) || equality && other.kind == ExpressionKind::Null {
                continue;
            }
            self.column_named(target, name);
            if !has_column(other) {
                self.value(other, Some(field.ty.without_null()));
            }
            self.report(not_compared(side.span, &field.ty));
            return true;
        }
        false
    }

    /// The type of the list that a call is on, if it is on a field that holds a list.
    pub(super) fn list_field(&self, target: &Target<'_>, base: &ast::Expression) -> Option<Type> {
        let ExpressionKind::Column(name) = &base.kind else {
            return None;
        };
        let (_, field) = target.collection.field(&name.text)?;
        match field.ty.without_null() {
            Type::List(element) => Some((**element).clone()),
            _ => None,
        }
    }

    /// `.tags.contains(value)`, where `element` is the type of the elements.
    pub(super) fn holds(
        &mut self,
        target: &Target<'_>,
        element: Type,
        call: TextCall<'_>,
    ) -> Option<Condition> {
        let mut named = functions::named(&call.function.text);
        if let Some((id, _)) = named.find(|(_, one)| one.on == Pattern::List) {
            let meaning = Meaning::Library(id);
            self.reports.index.name(call.function.span, meaning);
        }
        let list = self.term(target, call.base, None);
        let [value] = call.arguments else {
            self.report(argument_count(call.function, call.arguments.len(), 1));
            return None;
        };
        let wanted = Side {
            term: Term::Column(0),
            ty: element,
            span: call.base.span,
        };
        let (mut term, ty) = self.term(target, value, Some(&wanted.ty))?;
        if let Term::Value(value) = term {
            if value.ty == Type::Null {
                self.coerce(value, &wanted.ty, &Reason::None);
                return None;
            }
            term = Term::Value(self.not_null(value)?);
        }
        let own = ty.without_null();
        let is_literal = matches!((own, &wanted.ty), (Type::Literals(_), Type::Literals(_)));
        if !comparable(own, &wanted.ty) && !convert::fits(own, &wanted.ty) && !is_literal {
            let report = never_in(own, value.span, &wanted.ty, call.base.span);
            self.report(match own {
                Type::Int if wanted.ty.is_text() => report.help("make a text of it: `\"{value}\"`"),
                _ => report.help(format!("search for one `{}`", brief(&wanted.ty))),
            });
            return None;
        }
        let side = Side {
            term,
            ty,
            span: value.span,
        };
        let value = self.fitted(&side, &wanted, "equal")?;
        Some(Condition::Holds(list?.0, value))
    }
}

/// How a list of a row is changed.
const NEW_LIST: &str =
    "read the row with `find one`, and write the new list: `set { tags: row.tags.append(tag) }`";

/// What to write instead of a function that the store does not call on a list.
pub(super) fn instead_of(function: &str) -> &'static str {
    match function {
        "append" | "concat" | "filter" | "reverse" | "sort" | "unique" | "push" | "add" => NEW_LIST,
        _ => "search the list, `.field.contains(value)`, or read the rows and compute there",
    }
}

/// `E0204`: arithmetic on a field that is kept as JSON.
pub(super) fn not_arithmetic(span: Span, ty: &Type) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Operands,
        span,
        format!("the store does not compute with `{}`", brief(ty)),
    )
    .label("arithmetic on a field takes numbers");
    match ty.without_null() {
        Type::List(_) => report.help(NEW_LIST),
        _ => report.help("read the row with `find one`, and write the new value"),
    }
}

/// `E0201`: a list of a row as the new value of a field that keeps its elements in another way.
pub(super) fn kept_in_another_way(span: Span, own: &Type, ty: &Type) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        span,
        format!("expected `{}`, found `{}`", brief(ty), brief(own)),
    )
    .label("the store does not convert elements")
    .help("read the row with `find one`, and write its list: `set { prices: row.counts }`")
}

/// Whether the store keeps the values of both types in the same way.
pub(super) fn kept_alike(own: &Type, ty: &Type) -> bool {
    match (own.without_null(), ty.without_null()) {
        (Type::List(own), Type::List(ty)) => own == ty || own.is_text() && ty.is_text(),
        _ => true,
    }
}

/// `E0205`: a comparison of a field that is kept as JSON.
pub(super) fn not_compared(span: Span, ty: &Type) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Incomparable,
        span,
        format!("a field of type `{}` cannot be compared", brief(ty)),
    )
    .label(format!("this is `{}`", brief(ty)));
    match ty.without_null() {
        Type::List(_) => report.help(
            "search it, `.field.contains(value)`, or read the rows and compare there: `rows.filter(row => …)`",
        ),
        _ => report.help(
            "keep what you look for in a field of its own, or read the rows and `decode` the field",
        ),
    }
}
