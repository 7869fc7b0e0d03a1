//! Conditions over the fields of a collection, and new values after `set`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind, UnaryOperator};

use super::rows::Target;
use super::scalar::has_column;
use crate::body::{Checker, Reason, incomparable, never_null};
use crate::convert;
use crate::operator::Operator;
use crate::program::{Expression, Predicate, Scalar};
use crate::words;

impl Checker<'_> {
    /// The condition after `where`.
    pub(super) fn predicate(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
    ) -> Option<Predicate> {
        if !has_column(e) {
            let value = self.condition(e);
            return (value.ty != Type::Error).then_some(Predicate::IsTrue(Scalar::Value(value)));
        }
        match &e.kind {
            ExpressionKind::Binary {
                operator,
                left,
                right,
                ..
            } => match Operator::from(*operator) {
                Operator::And => self.both(target, left, right, Predicate::And),
                Operator::Or => self.both(target, left, right, Predicate::Or),
                Operator::In { negated } => self.is_one_of(target, negated, left, right),
                Operator::Compare(comparison) => self.compare(target, comparison, left, right),
                Operator::Coalesce | Operator::Arithmetic(_) => self.is_true(target, e),
            },
            ExpressionKind::Unary {
                operator: UnaryOperator::Not,
                operand,
            } => {
                let inner = self.predicate(target, operand)?;
                Some(Predicate::Not(Box::new(inner)))
            }
            _ => self.is_true(target, e),
        }
    }

    /// Two conditions, put together.
    fn both(
        &mut self,
        target: &Target<'_>,
        left: &ast::Expression,
        right: &ast::Expression,
        join: impl FnOnce(Box<Predicate>, Box<Predicate>) -> Predicate,
    ) -> Option<Predicate> {
        let left = self.predicate(target, left);
        let right = self.predicate(target, right);
        Some(join(Box::new(left?), Box::new(right?)))
    }

    /// A field that is a bool.
    fn is_true(&mut self, target: &Target<'_>, e: &ast::Expression) -> Option<Predicate> {
        let (scalar, ty) = self.scalar(target, e, None)?;
        if ty == Type::Bool {
            return Some(Predicate::IsTrue(scalar));
        }
        if ty != Type::Error {
            let report = Diagnostic::new(
                Code::Condition,
                e.span,
                format!("a condition is a `bool`, and this is `{ty}`"),
            )
            .label(format!("expected `bool`, found `{ty}`"))
            .help("compare it with something: `.field == value`");
            self.report(report);
        }
        None
    }

    fn compare(
        &mut self,
        target: &Target<'_>,
        comparison: Comparison,
        left: &ast::Expression,
        right: &ast::Expression,
    ) -> Option<Predicate> {
        // The side with a field is read first: it says what a literal on the other side is.
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
        for side in [&a, &b] {
            if let (true, Scalar::Value(value)) = (ordering, &side.scalar) {
                self.not_null(value.clone())?;
            }
        }
        let ordered = |side: &Side| {
            let ty = side.ty.without_null();
            matches!(ty, Type::Int | Type::Float | Type::Time) || ty.is_text()
        };
        if ordering && !(ordered(&a) && ordered(&b)) {
            let report = incomparable(&a.shown(), &b.shown(), "ordered");
            self.report(report);
            return None;
        }
        let (left, right) = (self.fitted(&a, &b)?, self.fitted(&b, &a)?);
        Some(Predicate::Compare(comparison, left, right))
    }

    /// A side of a comparison.
    fn side(
        &mut self,
        target: &Target<'_>,
        e: &ast::Expression,
        other: Option<&Side>,
    ) -> Option<Side> {
        let (scalar, ty) = self.scalar(target, e, other.map(|other| &other.ty))?;
        Some(Side {
            scalar,
            ty,
            span: e.span,
        })
    }

    /// A side made to fit the other, or a report from the side that is a value.
    fn fitted(&mut self, side: &Side, other: &Side) -> Option<Scalar> {
        let (own, bare) = (side.ty.without_null(), other.ty.without_null());
        let Scalar::Value(value) = &side.scalar else {
            if matches!(other.scalar, Scalar::Value(_)) || comparable(own, bare) {
                return Some(side.scalar.clone());
            }
            let report = incomparable(&side.shown(), &other.shown(), "equal");
            self.report(report);
            return None;
        };
        if side.ty == Type::Null {
            if !other.ty.is_nullable() {
                let report = never_null(other.span, &other.ty, None);
                self.report(report);
            }
            let ty = bare.clone().optional();
            return Some(Scalar::Value(convert::apply(value.clone(), &ty)));
        }
        let want = if side.ty.is_nullable() {
            bare.clone().optional()
        } else {
            bare.clone()
        };
        if convert::value_fits(value, &want) {
            return Some(Scalar::Value(convert::apply(value.clone(), &want)));
        }
        if comparable(own, bare) {
            return Some(side.scalar.clone());
        }
        if matches!((own, bare), (Type::Literals(_), Type::Literals(_))) {
            self.coerce(value.clone(), &want, &Reason::None);
        } else {
            let report = incomparable(&side.shown(), &other.shown(), "equal");
            self.report(report);
        }
        None
    }

    /// `.field in [a, b]`, for a list that is written out.
    fn is_one_of(
        &mut self,
        target: &Target<'_>,
        negated: bool,
        value: &ast::Expression,
        list: &ast::Expression,
    ) -> Option<Predicate> {
        let ExpressionKind::List(items) = &list.kind else {
            self.report(words::not_built(
                list.span,
                "`in` a list that is computed, after `where`,",
            ));
            return None;
        };
        let mut whole: Option<Predicate> = None;
        for item in items {
            let one = self.compare(target, Comparison::Equal, value, item)?;
            whole = Some(match whole {
                Some(before) => Predicate::Or(Box::new(before), Box::new(one)),
                None => one,
            });
        }
        let Some(whole) = whole else {
            let report = in_nothing(list.span);
            self.report(report);
            return None;
        };
        Some(if negated {
            Predicate::Not(Box::new(whole))
        } else {
            whole
        })
    }
}

/// Whether values of both types can be equal.
fn comparable(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Literals(a), Type::Literals(b)) => a.iter().any(|text| b.contains(text)),
        _ => a == b || a.is_text() && b.is_text(),
    }
}

/// A side of a comparison.
struct Side {
    scalar: Scalar,
    ty: Type,
    span: Span,
}

impl Side {
    /// The side as an expression, for messages.
    fn shown(&self) -> Expression {
        match &self.scalar {
            Scalar::Value(value) => value.clone(),
            _ => Expression {
                kind: crate::program::ExpressionKind::Error,
                ty: self.ty.clone(),
                span: self.span,
            },
        }
    }
}

/// `E0211`: a field is in no list without elements.
fn in_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyList, span, "nothing is in an empty list")
        .label("never holds")
        .help("list the values: `.field in [\"a\", \"b\"]`")
}
