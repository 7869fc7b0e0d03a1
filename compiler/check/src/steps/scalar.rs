//! The values in a condition, and assigned values after `set`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind};

use super::condition::Term;
use super::has_column::has_column;
use super::json_reports::{kept_alike, kept_in_another_way, not_arithmetic};
use super::target::Target;
use super::text_tests::{TextCall, not_on_field};
use crate::body::{Checker, Reason, compare_by_id, id_of_row};
use crate::convert;
use crate::declare::collections::{column, unknown_field};
use crate::describe::brief;
use crate::operator::Operator;
use crate::program::{self, Arithmetic, Expression};
use crate::unbuilt;

impl Checker<'_> {
    /// A field, a value, or arithmetic on fields; with its type.
    pub(super) fn term(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
        hint: Option<&Type>,
    ) -> Option<(Term, Type)> {
        if !has_column(e) {
            let value = self.value(e, hint.map(Type::without_null));
            if self.looked_into(&value, "compared") {
                return None;
            }
            if convert::holds_error(&value.ty) {
                return None;
            }
            let single = value.ty.without_null().is_single() || value.ty == Type::Null;
            if !single {
                let report = compare_by_id(&value, hint).unwrap_or_else(|| not_scalar(&value));
                self.report(report);
                return None;
            }
            let ty = value.ty.clone();
            return Some((Term::Value(value), ty));
        }
        if let ExpressionKind::Column(name) = &e.kind {
            return self.column(target, name);
        }
        if let ExpressionKind::Binary {
            operator,
            left,
            right,
            ..
        } = &e.kind
            && let Operator::Arithmetic(operator) = Operator::from(*operator)
        {
            return self.column_arithmetic(target, operator, e, (left, right), hint);
        }
        if let ExpressionKind::MethodCall {
            base,
            function,
            arguments,
            optional: _,
        } = &e.kind
        {
            if &*function.text != "lower" {
                let on_list = self.list_field(target, base).is_some();
                self.report(not_on_field(function, on_list));
                return None;
            }
            let call = TextCall {
                base,
                function,
                arguments,
            };
            return self.lower(target, call);
        }
        if let ExpressionKind::Field { base, field, .. } = &e.kind
            && let ExpressionKind::Column(name) = &base.kind
            && let Some((_, column)) = target.collection.field(&name.text)
            && let Some(reference) = &column.reference
        {
            let other = &reference.collection;
            self.report(
                id_of_row(e.span, &name.text, other).help(format!(
                    "read that row first, `let found = find one {other} where .{} == …`, and compare `.{} == found.id`",
                    field.text, name.text
                )),
            );
            return None;
        }
        let what = "operations on fields other than comparison, arithmetic, `lower()` and searches";
        self.report(unbuilt::report(e.span, what));
        None
    }

    fn column(&mut self, target: &Target<'_>, name: &ast::Name) -> Option<(Term, Type)> {
        let index = self.column_named(target, name)?;
        let field = target.collection.fields.get(index)?;
        let known = field.ty != Type::Error;
        known.then(|| (Term::Column(index), field.ty.clone()))
    }

    /// The index of the field with that name; `None`, with an error reported, if there is no such
    /// field.
    pub(super) fn column_named(&mut self, target: &Target<'_>, name: &ast::Name) -> Option<usize> {
        let Some((index, _)) = target.collection.field(&name.text) else {
            let report = unknown_field(target.collection, target.declared, name);
            self.report(report);
            return None;
        };
        let meaning = column(target.spans, index);
        self.reports.index.name(name.span, meaning);
        Some(index)
    }

    fn column_arithmetic(
        &mut self,
        target: &Target<'_>,
        operator: Arithmetic,
        e: &ast::Expression,
        (left, right): (&ast::Expression, &ast::Expression),
        hint: Option<&Type>,
    ) -> Option<(Term, Type)> {
        for side in [left, right] {
            if let ExpressionKind::Column(name) = &side.kind
                && let Some((_, field)) = target.collection.field(&name.text)
                && field.ty.is_json_column()
            {
                self.column_named(target, name);
                for other in [left, right].into_iter().filter(|one| !has_column(one)) {
                    self.value(other, Some(field.ty.without_null()));
                }
                self.report(not_arithmetic(e.span, &field.ty));
                return None;
            }
        }
        let (left, left_ty, right, right_ty) = if has_column(left) {
            let (left, left_ty) = self.term(target, left, hint)?;
            let (right, right_ty) = self.term(target, right, Some(&left_ty))?;
            (left, left_ty, right, right_ty)
        } else {
            let (right, right_ty) = self.term(target, right, hint)?;
            let (left, left_ty) = self.term(target, left, Some(&right_ty))?;
            (left, left_ty, right, right_ty)
        };
        let (left, left_ty) = beside(left, left_ty, &right_ty, e.span);
        let (right, right_ty) = beside(right, right_ty, &left_ty, e.span);
        if left_ty == right_ty && left_ty.is_number() {
            let term = Term::Arithmetic(operator, Box::new(left), Box::new(right));
            return Some((term, left_ty));
        }
        let null = left_ty.is_nullable() || right_ty.is_nullable();
        let report = if null {
            Diagnostic::new(
                Code::NullUsed,
                e.span,
                "arithmetic on a field that may be null",
            )
            .label(format!("`{left_ty}` and `{right_ty}`"))
            .help("make the field required and give it a default: `n: int = 0`")
        } else {
            Diagnostic::new(
                Code::Operands,
                e.span,
                format!(
                    "arithmetic takes two numbers of one type, not `{left_ty}` and `{right_ty}`"
                ),
            )
            .label("not for these types")
        };
        let is_span = |ty: &Type| matches!(ty, Type::Time | Type::Duration);
        let report = if !null && is_span(&left_ty) && is_span(&right_ty) {
            report.help("compute on the other side: `.field < now() - 5m`")
        } else if !null && (left_ty == Type::Date || right_ty == Type::Date) {
            report.help("compute on the other side: `.field < today.plus_days(7)`")
        } else {
            report
        };
        self.report(report);
        None
    }

    /// The assigned value of a field, after `set`.
    pub(super) fn new_value(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
        ty: &Type,
        reason: &Reason<'_>,
    ) -> Option<Term> {
        if !has_column(e) {
            return Some(Term::Value(self.expect(e, ty, reason)));
        }
        let (term, own) = self.term(target, e, Some(ty))?;
        let (term, own) = beside(term, own, ty, e.span);
        if convert::fits(&own, ty) {
            if !kept_alike(&own, ty) {
                self.report(kept_in_another_way(e.span, &own, ty));
                return None;
            }
            return Some(term);
        }
        let value = Expression {
            kind: crate::program::ExpressionKind::Error,
            ty: own,
            span: e.span,
        };
        self.coerce(value, ty, reason);
        None
    }
}

/// The term; if it is an int and the other operand is a decimal, the term as a decimal. A value is
/// converted, and a field is added to zero, because the store adds ints to decimals.
fn beside(term: Term, own: Type, other: &Type, span: Span) -> (Term, Type) {
    if own != Type::Int || *other.without_null() != Type::Decimal {
        return (term, own);
    }
    let term = match term {
        Term::Value(value) => Term::Value(convert::apply(value, &Type::Decimal)),
        field @ (Term::Column(_) | Term::Arithmetic(..) | Term::Lower(_)) => {
            let zero = Expression {
                kind: program::ExpressionKind::Constant(Constant::Decimal(Decimal::ZERO)),
                ty: Type::Decimal,
                span,
            };
            Term::Arithmetic(
                Arithmetic::Add,
                Box::new(field),
                Box::new(Term::Value(zero)),
            )
        }
    };
    (term, Type::Decimal)
}

/// `E0205`: a value of a type that cannot be compared with fields.
fn not_scalar(value: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::Incomparable,
        value.span,
        format!("a field that is compared is never `{}`", brief(&value.ty)),
    )
    .label(format!("this is `{}`", brief(&value.ty)))
    .help(match value.ty.without_null() {
        Type::List(_) => "to look for a field in the list, write `.field in list`",
        Type::Json => "decode it first: `decode x as text`",
        _ => "compare it with a bool, a number, a text, a time, `bytes` or null",
    })
}
