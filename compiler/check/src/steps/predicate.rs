//! Conditions on the fields of a collection, and assigned values after `set`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::query::TextTest;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind, UnaryOperator};

use super::condition::{Condition, Term};
use super::has_column::has_column;
use super::target::Target;
use super::text_tests::{TextCall, text_test};
use crate::body::{
    Checker, Reason, incomparable, may_be_compared, may_be_null, never_null, text_order,
};
use crate::convert;
use crate::operator::Operator;
use crate::program::Expression;

impl Checker<'_> {
    /// The condition after `where`.
    pub(super) fn row_condition(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
    ) -> Option<Condition> {
        if !has_column(e) {
            let value = self.condition(e);
            return (value.ty != Type::Error).then_some(Condition::IsTrue(Term::Value(value)));
        }
        if let ExpressionKind::Binary {
            operator,
            left,
            right,
            ..
        } = &e.kind
        {
            return match Operator::from(*operator) {
                Operator::And => self.both(target, left, right, Condition::And),
                Operator::Or => self.both(target, left, right, Condition::Or),
                Operator::In { negated } => self.is_one_of(target, negated, left, right),
                Operator::Compare(comparison) => self.compare(target, comparison, left, right),
                Operator::Coalesce | Operator::Arithmetic(_) => self.is_true(target, e),
            };
        }
        if let ExpressionKind::MethodCall {
            base,
            function,
            arguments,
            optional: _,
        } = &e.kind
            && let Some(test) = text_test(&function.text)
        {
            let call = TextCall {
                base,
                function,
                arguments,
            };
            if let (TextTest::Contains, Some(element)) = (test, self.list_field(target, base)) {
                return self.holds(target, element, call);
            }
            return self.text_condition(target, test, call);
        }
        if let ExpressionKind::Unary {
            operator: UnaryOperator::Not,
            operand,
        } = &e.kind
        {
            let inner = self.row_condition(target, operand)?;
            return Some(Condition::Not(Box::new(inner)));
        }
        self.is_true(target, e)
    }

    /// Two conditions, combined.
    fn both(
        &mut self,
        target: &Target<'_>,
        left: &ast::Expression,
        right: &ast::Expression,
        join: impl FnOnce(Box<Condition>, Box<Condition>) -> Condition,
    ) -> Option<Condition> {
        let left = self.row_condition(target, left);
        let right = self.row_condition(target, right);
        Some(join(Box::new(left?), Box::new(right?)))
    }

    /// A bool field.
    fn is_true(&mut self, target: &Target<'_>, e: &ast::Expression) -> Option<Condition> {
        let (term, ty) = self.term(target, e, None)?;
        if ty == Type::Bool {
            return Some(Condition::IsTrue(term));
        }
        if ty != Type::Error {
            let report = Diagnostic::new(
                Code::Condition,
                e.span,
                format!("a condition must be a `bool`, but this is `{ty}`"),
            )
            .label(format!("expected `bool`, found `{ty}`"))
            .help(match ty.without_null() {
                Type::List(_) => "search the list: `.field.contains(value)`",
                _ => "compare it with a value: `.field == value`",
            });
            self.report(report);
        }
        None
    }

    /// A comparison of two values.
    pub(super) fn compare(
        &mut self,
        target: &Target<'_>,
        comparison: Comparison,
        left: &ast::Expression,
        right: &ast::Expression,
    ) -> Option<Condition> {
        if self.compares_json(target, comparison, left, right) {
            return None;
        }
        // The operand with a field is checked first, because its type determines the type of a
        // literal on the other side.
        let (a, b) = if has_column(left) {
            let a = self.side(target, left, None);
            let b = self.side(target, right, a.as_ref());
            (a?, b?)
        } else {
            let b = self.side(target, right, None);
            let a = self.side(target, left, b.as_ref());
            (a?, b?)
        };
        let ordering = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let (shown_a, shown_b) = (a.shown(), b.shown());
        // A null check would not help if the types differ in any case.
        if ordering && may_be_null(&shown_a, &shown_b) && !may_be_compared(&shown_a, &shown_b) {
            let report = incomparable(&shown_a, &shown_b, "compared");
            self.report(report);
            return None;
        }
        for side in [&a, &b] {
            if let (true, Term::Value(value)) = (ordering, &side.term) {
                self.not_null(value.clone())?;
            }
        }
        let ordered = |side: &Side| side.ty.without_null().is_ordered();
        if ordering && !(ordered(&a) && ordered(&b)) {
            let report = incomparable(&a.shown(), &b.shown(), "ordered");
            self.report(report);
            return None;
        }
        if ordering && a.ty.without_null().is_text() {
            self.report(text_order(left.span.to(right.span)));
        }
        let how = if ordering { "compared" } else { "equal" };
        let (left, right) = (self.fitted(&a, &b, how)?, self.fitted(&b, &a, how)?);
        Some(Condition::Compare(comparison, left, right))
    }

    /// One side of a comparison.
    fn side(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
        other: Option<&Side>,
    ) -> Option<Side> {
        let (term, ty) = self.term(target, e, other.map(|other| &other.ty))?;
        Some(Side {
            term,
            ty,
            span: e.span,
        })
    }

    /// Converts a side to fit the other; reports a mismatch.
    pub(super) fn fitted(&mut self, side: &Side, other: &Side, how: &str) -> Option<Term> {
        let (own, bare) = (side.ty.without_null(), other.ty.without_null());
        let Term::Value(value) = &side.term else {
            if matches!(other.term, Term::Value(_)) || comparable(own, bare) {
                return Some(side.term.clone());
            }
            let report = incomparable(&side.shown(), &other.shown(), how);
            self.report(report);
            return None;
        };
        if side.ty == Type::Null {
            if !other.ty.is_nullable() {
                let report = never_null(other.span, &other.ty, None);
                self.report(report);
            }
            let ty = bare.clone().optional();
            return Some(Term::Value(convert::apply(value.clone(), &ty)));
        }
        let want = if side.ty.is_nullable() {
            bare.clone().optional()
        } else {
            bare.clone()
        };
        if convert::value_fits(value, &want) {
            return Some(Term::Value(convert::apply(value.clone(), &want)));
        }
        if comparable(own, bare) {
            return Some(side.term.clone());
        }
        if matches!((own, bare), (Type::Literals(_), Type::Literals(_))) {
            self.coerce(value.clone(), &want, &Reason::None);
        } else {
            let report = incomparable(&side.shown(), &other.shown(), how);
            self.report(report);
        }
        None
    }
}

/// Whether values of both types can be equal.
pub(super) fn comparable(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Literals(a), Type::Literals(b)) => a.overlaps(b),
        _ => a == b || a.is_text() && b.is_text(),
    }
}

/// One side of a comparison.
pub(super) struct Side {
    pub term: Term,
    pub ty: Type,
    pub span: Span,
}

impl Side {
    /// The side as an expression, for messages.
    fn shown(&self) -> Expression {
        match &self.term {
            Term::Value(value) => value.clone(),
            Term::Column(_) | Term::Arithmetic(_, _, _) | Term::Lower(_) => Expression {
                kind: crate::program::ExpressionKind::Error,
                ty: self.ty.clone(),
                span: self.span,
            },
        }
    }
}
