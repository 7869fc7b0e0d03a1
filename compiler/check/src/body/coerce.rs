//! Values where a type is wanted.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::{Checker, Reason, Use};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// The value of an expression inside another one, which must be of that type.
    pub fn expect(&mut self, e: &ast::Expression, want: &Type, reason: &Reason<'_>) -> Expression {
        let value = self.operand(e, Use::Must(want, reason));
        self.coerce(value, want, reason)
    }

    /// The value as one of the type that is wanted, or a report.
    pub fn coerce(&mut self, value: Expression, want: &Type, reason: &Reason<'_>) -> Expression {
        if convert::value_fits(&value, want) {
            let declared = &self.globals.found.index;
            self.reports.index.taken_as(declared, &value.ty, want);
            return convert::apply(value, want);
        }
        if !convert::holds_error(&value.ty) && !convert::holds_error(want) {
            let report = self.mismatch(&value, want, reason);
            self.report(report);
        }
        Expression {
            kind: ExpressionKind::Error,
            ty: Type::Error,
            span: value.span,
        }
    }

    /// `E0201`: a value of another type; or what it really is about: null, a secret.
    fn mismatch(&mut self, value: &Expression, want: &Type, reason: &Reason<'_>) -> Diagnostic {
        if convert::holds_secret(&value.ty) {
            return self.leak(value, &reason.sink());
        }
        if let Type::Optional(inner) = &value.ty
            && convert::fits(inner, want)
        {
            return self.may_be_null(value, want);
        }
        let found = found(&value.ty, want);
        let wanted = brief(want);
        let report = Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("expected `{wanted}`, found `{found}`"),
        )
        .label(format!("this is `{found}`"));
        let report = reason.explain(report, want);
        help(report, value, want)
    }
}

fn help(report: Diagnostic, value: &Expression, want: &Type) -> Diagnostic {
    match (&value.ty, want.without_null()) {
        (Type::Literals(texts), Type::Literals(known)) => {
            let word = texts.iter().next().unwrap_or_default();
            let quoted: Vec<String> = known.iter().map(|text| format!("{text:?}")).collect();
            let constant = matches!(value.kind, ExpressionKind::Constant(_));
            let report = if constant {
                let near = flowright_diagnostics::near(word, known.iter());
                report.propose_as(value.span, &near, |name| format!("{name:?}"))
            } else {
                report
            };
            report.note(format!("the choices are {}", quoted.join(", ")))
        }
        (Type::Int | Type::Float | Type::Bool | Type::Time, Type::Text) => {
            report.help("make it a text: `\"{…}\"` with the value between the braces")
        }
        (Type::Float, Type::Int) => report.help("a float does not become an int by itself"),
        (Type::Int, Type::Float) => {
            report.help("only a number literal takes the type that is wanted")
        }
        (Type::Null, _) => report.help(format!("only an optional can be null: `{}?`", brief(want))),
        (Type::Text, Type::Literals(_)) => {
            report.help("a text may be anything: sort it out with `match` first")
        }
        (Type::Record(found), Type::Record(wanted)) => {
            let lacking: Vec<String> = wanted
                .fields
                .iter()
                .filter_map(|field| match found.field(&field.name) {
                    None => Some(format!("it has no `{}`", field.name)),
                    Some((_, own)) if !convert::fits(&own.ty, &field.ty) => Some(format!(
                        "its `{}` is `{}` and not `{}`",
                        field.name, own.ty, field.ty
                    )),
                    Some(_) => None,
                })
                .collect();
            report.note(lacking.join("; "))
        }
        _ => report,
    }
}
