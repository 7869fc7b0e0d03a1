//! Null: `??`, `?.`, and the errors for null that is unhandled or impossible.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, Use};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{BindingId, Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn coalesce(
        &mut self,
        left: &ast::Expression,
        operator: Span,
        right: &ast::Expression,
        hint: Option<&Type>,
        span: Span,
    ) -> Expression {
        let left = self.value(left, hint);
        let inner = left.ty.without_null().clone();
        let right = self.operand(right, Use::Value(Some(&inner)));
        if convert::holds_error(&left.ty) || convert::holds_error(&right.ty) {
            return error(span);
        }
        if !left.ty.is_nullable() {
            let report = if right.ty == Type::Never && self.columns.is_some() {
                fail_of_row(left.span, &left.ty, operator.to(right.span))
            } else {
                never_null(left.span, &left.ty, Some((operator.to(right.span), "")))
            };
            self.report(report);
            return left;
        }
        if left.ty == Type::Null {
            return right;
        }
        if right.ty == Type::Never {
            // `?? fail`: the value of the whole is never null.
            return Expression {
                kind: ExpressionKind::Coalesce {
                    left: Box::new(left),
                    right: Box::new(right),
                },
                ty: inner,
                span,
            };
        }
        let fits = convert::value_fits(&right, &inner);
        let ty = if fits {
            Some(inner.clone())
        } else {
            convert::common(&inner, &right.ty)
        };
        let Some(ty) = ty else {
            let found_type = |ty: &Type| found(ty, &Type::Text);
            let found = found(&right.ty, &inner);
            let inner = brief(&inner);
            let report = Diagnostic::new(
                Code::Mismatch,
                right.span,
                format!("expected `{inner}`, found `{found}`"),
            )
            .label(format!("this is `{found}`"))
            .because(
                left.span,
                format!("`??` replaces null in this `{}`", brief(&left.ty)),
            );
            let report = match &left.ty.without_null() {
                Type::Json => report.help(format!(
                    "a part of `json` becomes another type by `decode`: `let part = … ?? fail \"why\"`, and then `decode part as {}`",
                    found_type(&right.ty)
                )),
                _ => report,
            };
            self.report(report);
            return error(span);
        };
        let left = convert::apply(left, &ty.clone().optional());
        Expression {
            kind: ExpressionKind::Coalesce {
                left: Box::new(left),
                right: Box::new(convert::apply(right, &ty)),
            },
            ty,
            span,
        }
    }

    /// Builds `base?.…` or `base?[…]`, depending on `sign`; `then` receives the value of `base`
    /// without null.
    pub(super) fn chain(
        &mut self,
        base: Expression,
        sign: &str,
        span: Span,
        then: impl FnOnce(&mut Self, Expression) -> Expression,
    ) -> Expression {
        let inner = base.ty.without_null().clone();
        if base.ty == Type::Error {
            return error(span);
        }
        if !base.ty.is_nullable() {
            let operator = base.span.after();
            let operator = Span {
                end: operator.start.saturating_add(2),
                ..operator
            };
            let report = never_null(base.span, &base.ty, Some((operator, sign)));
            self.report(report);
            return then(self, base);
        }
        let id: BindingId = self.hidden("_", inner.clone(), base.span);
        self.alias(id, &base);
        self.remember_secrets(id, &base);
        let value = Expression {
            kind: ExpressionKind::Binding(id),
            ty: inner,
            span: base.span,
        };
        let then = then(self, value);
        if then.ty == Type::Error {
            return error(span);
        }
        Expression {
            ty: then.ty.clone().optional(),
            kind: ExpressionKind::Chain {
                base: Box::new(base),
                binding: id,
                then: Box::new(then),
            },
            span,
        }
    }

    /// `E0203`: unhandled null.
    pub(crate) fn may_be_null(&self, value: &Expression, want: &Type) -> Diagnostic {
        let own = brief(&value.ty);
        let report = Diagnostic::new(
            Code::NullUsed,
            value.span,
            format!(
                "this may be null: expected `{}`, found `{own}`",
                brief(want)
            ),
        )
        .label(format!("`{own}` may be null"));
        let stand_in = stand_in(want);
        let look = self.look_first(value);
        let Some(stand_in) = stand_in else {
            return report.help(look);
        };
        let shown = self.source(value).unwrap_or_else(|| "…".to_owned());
        let edit = |span, text: String| Edit { span, text };
        let edits = vec![
            edit(value.span.before(), "(".to_owned()),
            edit(value.span.after(), format!(" ?? {stand_in})")),
        ];
        let help = format!("add a default for null: `{shown} ?? {stand_in}`");
        report
            .fix(help, edits, Applicability::Unsafe)
            .help(format!("or {look}"))
    }

    /// Suggests how to check for null before using a value. A value without a name is bound first.
    pub(super) fn look_first(&self, value: &Expression) -> String {
        match self.source(value) {
            Some(name) => format!("check first: `if {name} != null {{ … }}`"),
            None => {
                "bind it first, `let value = …`, then check it: `if value != null { … }`".to_owned()
            }
        }
    }
}

/// A value of the type to write in place of null.
pub(super) fn stand_in(ty: &Type) -> Option<String> {
    match ty {
        Type::Text => Some("\"\"".to_owned()),
        Type::Literals(texts) => texts.iter().next().map(|text| format!("{text:?}")),
        Type::Int | Type::Decimal => Some("0".to_owned()),
        Type::Float => Some("0.0".to_owned()),
        Type::Bool => Some("false".to_owned()),
        Type::List(_) => Some("[]".to_owned()),
        _ => None,
    }
}

/// `W0202`: a `?? fail` that is intended for a missing row, but applies to the last value of
/// `where`.
fn fail_of_row(value: Span, ty: &Type, fail: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NeverNull,
        fail,
        "this `??` belongs to the value before it, not to the row",
    )
    .label("never runs")
    .because(
        value,
        format!("this is `{}`, which is never null", brief(ty)),
    )
    .help("for a missing row, write on the next line: `if row == null { fail \"…\" }`")
}

/// `W0202`: null handling for a value that is never null. The fix removes the code at its span, or
/// replaces it with its text.
pub(crate) fn never_null(span: Span, ty: &Type, fix: Option<(Span, &str)>) -> Diagnostic {
    let report = Diagnostic::new(
        Code::NeverNull,
        span,
        format!("this is never null: it is `{}`", brief(ty)),
    )
    .label("never null");
    match fix {
        Some((span, "")) => {
            let edit = Edit {
                span,
                text: String::new(),
            };
            report.fix("remove the `??`", vec![edit], Applicability::Safe)
        }
        Some((span, text)) => {
            let edit = Edit {
                span,
                text: text.to_owned(),
            };
            report.fix(
                format!("write `{text}` instead of `?{text}`"),
                vec![edit],
                Applicability::Safe,
            )
        }
        None => report,
    }
}
