//! `decode e as T`: decodes JSON that the flow holds as a value.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::Checker;
use super::scope::error;
use crate::convert;
use crate::declare::type_reports::file_elsewhere;
use crate::describe::found;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// `decode e as T`: the value is `json`, a text or bytes, and the result a `T`.
    pub(super) fn decode(
        &mut self,
        value: &ast::Expression,
        ty: &ast::TypeExpression,
        span: Span,
    ) -> Expression {
        let value = self.value(value, None);
        let written = ty.span;
        let ty = self.globals.types.resolve(ty, self.reports);
        if let Some(report) = file_elsewhere(written, &ty, "part of JSON") {
            self.report(report);
            return error(span);
        }
        if convert::holds_error(&value.ty) || convert::holds_error(&ty) {
            return error(span);
        }
        if !matches!(value.ty.without_null(), Type::Json | Type::Bytes)
            && !value.ty.without_null().is_text()
        {
            let report = not_written(&value, &ty);
            self.report(report);
            return error(span);
        }
        if value.ty.is_nullable() {
            let report = may_be_null(&value);
            self.report(report);
            return error(span);
        }
        let value = match value.ty {
            Type::Literals(_) => convert::apply(value, &Type::Text),
            _ => value,
        };
        Expression {
            kind: ExpressionKind::Decode(Box::new(value)),
            ty,
            span,
        }
    }
}

/// `E0201`: a value that cannot be decoded as JSON.
fn not_written(value: &Expression, ty: &Type) -> Diagnostic {
    let shown = found(&value.ty, &Type::Text);
    let report = Diagnostic::new(
        Code::Mismatch,
        value.span,
        format!("`decode` reads JSON, but this is `{shown}`"),
    )
    .label(format!(
        "expected `json`, `text` or `bytes`, found `{shown}`"
    ));
    if convert::fits(&value.ty, ty) {
        report.help("its type is already known: leave out `decode` and `as`")
    } else {
        report.help("`decode` is for data that is only known as JSON, such as a text that holds it")
    }
}

/// `E0203`: a value that may be null.
fn may_be_null(value: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::NullUsed,
        value.span,
        "this may be null, and `decode` reads a value",
    )
    .label(format!("this is `{}`", value.ty))
    .help("check it first with `if x != null`, or replace null with `?? fail \"why\"`")
}
