//! Fields that the store keeps as JSON: lists and `json`.

use flowright_stdlib::functions::{self, Pattern};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind};

use super::condition::{Condition, Term};
use super::has_column::has_column;
use super::json_reports::not_compared;
use super::predicate::{Side, comparable};
use super::target::Target;
use super::text_tests::TextCall;
use crate::Meaning;
use crate::body::{Checker, Reason, argument_count, never_in};
use crate::convert;
use crate::describe::brief;

impl Checker<'_> {
    /// Whether a field that is kept as JSON is compared, which is reported as an error. Such a
    /// field can be compared only with `null`.
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
            if !field.ty.is_json_column() || equality && other.kind == ExpressionKind::Null {
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
