//! Conditions, which must be bools; there is no truthiness.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, text};
use crate::convert;
use crate::describe::found;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// A condition, which must be a bool.
    pub fn condition(&mut self, e: &ast::Expression) -> Expression {
        let value = self.value(e, None);
        self.as_condition(e, value)
    }

    fn as_condition(&mut self, e: &ast::Expression, value: Expression) -> Expression {
        if matches!(value.ty, Type::Bool) || value.ty == Type::Error {
            return value;
        }
        let report = not_a_condition(e, &value, None);
        self.report(report);
        self.meant(value, Comparison::NotEqual)
    }

    /// `not x`
    pub(super) fn negated(&mut self, operand: &ast::Expression, span: Span) -> Expression {
        let value = self.value(operand, None);
        if matches!(value.ty, Type::Bool) || value.ty == Type::Error {
            return Expression {
                ty: Type::Bool,
                kind: ExpressionKind::Not(Box::new(value)),
                span,
            };
        }
        let report = not_a_condition(operand, &value, Some(span));
        self.report(report);
        self.meant(value, Comparison::Equal)
    }

    /// The comparison with null that other languages mean by an optional used as a condition. It
    /// narrows the code that follows, despite the error.
    fn meant(&self, value: Expression, comparison: Comparison) -> Expression {
        let span = value.span;
        let Type::Optional(_) = &value.ty else {
            return error(span);
        };
        let null = super::expressions::constant(Constant::Null, Type::Null, span);
        let null = convert::apply(null, &value.ty);
        Expression {
            kind: ExpressionKind::Compare(comparison, Box::new(value), Box::new(null)),
            ty: Type::Bool,
            span,
        }
    }

    /// `x or "d"`, where `x ?? "d"` was meant: `or` followed by a literal that is not a condition.
    fn stand_in(
        &mut self,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Option<Expression> {
        let is_value = matches!(
            right.kind,
            ast::ExpressionKind::Text(_)
                | ast::ExpressionKind::Int(_)
                | ast::ExpressionKind::Float(_)
                | ast::ExpressionKind::List(_)
                | ast::ExpressionKind::Null
        );
        if !is_value {
            return None;
        }
        let value = self.value(left, None);
        let other = self.value(right, Some(value.ty.without_null()));
        Some(self.in_place_of_null((left, value), (right, other), span))
    }

    /// `x or y`, where neither is a condition.
    fn in_place_of_null(
        &mut self,
        (left, value): (&ast::Expression, Expression),
        (right, other): (&ast::Expression, Expression),
        span: Span,
    ) -> Expression {
        let ty = value.ty.without_null().clone();
        if value.ty == Type::Error || other.ty == Type::Error {
            return error(span);
        }
        let report = Diagnostic::new(Code::Condition, span, "`or` takes two conditions")
            .label("not conditions")
            .because(
                value.span,
                format!("this is `{}`", found(&value.ty, &Type::Bool)),
            )
            .because(
                other.span,
                format!("this is `{}`", found(&other.ty, &Type::Bool)),
            );
        let edit = Edit {
            span: left.span.after().to(right.span.before()),
            text: " ?? ".to_owned(),
        };
        // Parentheses around an operand would be outside of its span.
        let is_close = right.span.start.saturating_sub(left.span.end) <= 4;
        let applicability = if is_close && convert::value_fits(&other, &ty) {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        self.report(match &value.ty {
            Type::Optional(_) => report.fix(
                "for a default in place of null, write `??`",
                vec![edit],
                applicability,
            ),
            _ => report.help("compare each with a value"),
        });
        Expression { ty, ..error(span) }
    }

    /// `and` if `and` is true, otherwise `or`.
    pub(super) fn logic(
        &mut self,
        and: bool,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        if !and && let Some(value) = self.stand_in(left, right, span) {
            return value;
        }
        let value = self.value(left, None);
        if !and && is_optional_value(&value.ty) {
            let other = self.value(right, Some(value.ty.without_null()));
            if other.ty != Type::Bool {
                return self.in_place_of_null((left, value), (right, other), span);
            }
            let left = self.as_condition(left, value);
            return Expression {
                kind: ExpressionKind::Or(Box::new(left), Box::new(other)),
                ty: Type::Bool,
                span,
            };
        }
        let left = self.as_condition(left, value);
        let facts = self.facts(&left);
        let mark = self.enter();
        self.know(if and { &facts.holds } else { &facts.fails });
        let right = self.condition(right);
        self.leave(mark);
        let (left, right) = (Box::new(left), Box::new(right));
        Expression {
            kind: if and {
                ExpressionKind::And(left, right)
            } else {
                ExpressionKind::Or(left, right)
            },
            ty: Type::Bool,
            span,
        }
    }
}

/// Whether the type is that of a value, not of a condition, which may be null.
fn is_optional_value(ty: &Type) -> bool {
    matches!(ty, Type::Optional(inner) if **inner != Type::Bool)
}

/// `E0202`: a condition that is not a bool. `negated` is the span of the whole `not x`.
fn not_a_condition(e: &ast::Expression, value: &Expression, negated: Option<Span>) -> Diagnostic {
    let found = found(&value.ty, &Type::Bool);
    let report = Diagnostic::new(
        Code::Condition,
        value.span,
        format!("a condition must be a `bool`, but this is `{found}`"),
    )
    .label(format!("expected `bool`, found `{found}`"));
    let source = text::source(e);
    let shown = source.as_deref().unwrap_or("…");
    let is_not = negated.is_some();
    let (not_equal, more) = if is_not { ("==", "==") } else { ("!=", ">") };
    let written = match &value.ty {
        Type::Optional(inner) if **inner == Type::Bool && !is_not => format!("{shown} == true"),
        Type::Optional(inner) if **inner == Type::Bool => format!("{shown} != true"),
        Type::Optional(_) => format!("{shown} {not_equal} null"),
        Type::Int | Type::Float | Type::Decimal => format!("{shown} {not_equal} 0"),
        Type::Text => format!("{shown} {not_equal} \"\""),
        Type::List(_) => format!("{shown}.length {more} 0"),
        _ => return report.help("compare it with a value"),
    };
    let help = format!("write the condition out: `{written}`");
    if source.is_none() {
        return report.help(help);
    }
    let edit = Edit {
        span: negated.unwrap_or(value.span),
        text: written,
    };
    report.fix(help, vec![edit], Applicability::Unsafe)
}
