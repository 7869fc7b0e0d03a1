//! `x.unwrap()`, `x.unwrap_or(y)`: what other languages call on a value that may be null.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::nulls::stand_in;
use super::scope::error;
use super::{Checker, Use};
use crate::convert;
use crate::describe::brief;
use crate::program::Expression;

/// What is done if there is no value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Otherwise {
    Fail,
    Given,
    Default,
}

impl Otherwise {
    fn of(name: &str, given: usize) -> Option<Otherwise> {
        Some(match (name, given) {
            ("unwrap" | "unwrapped", 0) | ("expect" | "orElseThrow" | "get_or_throw", 0 | 1) => {
                Otherwise::Fail
            }
            (
                "unwrap_or" | "unwrapOr" | "or_else" | "orElse" | "getOrElse" | "get_or_else"
                | "unwrap_or_else" | "or_default" | "orDefault" | "valueOr" | "value_or",
                1,
            ) => Otherwise::Given,
            ("unwrap_or_default" | "unwrapOrDefault" | "orEmpty", 0) => Otherwise::Default,
            _ => return None,
        })
    }
}

impl Checker<'_> {
    /// `E0104`: a function that takes the value out of an option; `None` for other functions.
    pub(super) fn unwrapped(
        &mut self,
        base: &Expression,
        name: &Name,
        given: &[ast::Expression],
        dots: u32,
        span: Span,
    ) -> Option<Expression> {
        let otherwise = Otherwise::of(&name.text, given.len())?;
        let is_own = functions::named(&name.text).next().is_some();
        if is_own || base.ty == Type::Error || base.ty == Type::Null {
            return None;
        }
        let dot = Span {
            start: name.span.start.saturating_sub(dots),
            ..name.span
        };
        let inner = base.ty.without_null().clone();
        let report = Diagnostic::new(
            Code::UnknownFunction,
            name.span,
            format!("there is no function `{}`", name.text),
        )
        .label("a function from another language");
        if !base.ty.is_nullable() {
            let removed = Edit {
                span: dot.to(span.after()),
                text: String::new(),
            };
            let own = brief(&base.ty);
            self.report(
                report
                    .because(base.span, format!("this is `{own}`, which is never null"))
                    .fix("remove it", vec![removed], Applicability::Safe),
            );
            self.all(given);
            return Some(Expression {
                ty: inner,
                ..error(span)
            });
        }
        let report = report.because(base.span, format!("this is `{}`", brief(&base.ty)));
        let argument = given
            .first()
            .filter(|one| !matches!(one.kind, ast::ExpressionKind::Lambda { .. }));
        let value = argument.map(|one| match otherwise {
            Otherwise::Given => self.operand(one, Use::Value(Some(&inner))),
            Otherwise::Fail | Otherwise::Default => self.value(one, None),
        });
        let (prefix, default) = match otherwise {
            Otherwise::Fail => ("fail ", "\"the value is missing\"".to_owned()),
            Otherwise::Given => ("", "other".to_owned()),
            Otherwise::Default => ("", stand_in(&inner).unwrap_or_else(|| "other".to_owned())),
        };
        let written = argument.map(super::text::literal);
        let shown = match (written, given) {
            (Some(Some(text)), _) => text,
            (Some(None), _) | (None, [_, ..]) => "…".to_owned(),
            (None, []) => default.clone(),
        };
        let value_shown = self.source(base).unwrap_or_else(|| "x".to_owned());
        let help = format!("write `{value_shown} ?? {prefix}{shown}`");
        let edit = |span, text| Edit { span, text };
        let open = edit(base.span.before(), "(".to_owned());
        let edits = match (argument, given) {
            (Some(argument), _) => Some(vec![
                open,
                edit(dot.to(argument.span.before()), format!(" ?? {prefix}")),
                edit(argument.span.after().to(span.after()), ")".to_owned()),
            ]),
            (None, []) if default != "other" => Some(vec![
                open,
                edit(dot.to(span.after()), format!(" ?? {prefix}{default})")),
            ]),
            (None, _) => None,
        };
        let fits = value
            .as_ref()
            .is_some_and(|value| convert::value_fits(value, &inner));
        let is_meant = otherwise == Otherwise::Given && fits;
        let applicability = if is_meant {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        self.report(match edits {
            Some(edits) => report.fix(help, edits, applicability),
            None => report.help(help),
        });
        Some(Expression {
            ty: inner,
            ..error(span)
        })
    }
}
