//! `try`, `catch` and `fail`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Origin, Type};
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, Reason, Use};
use crate::SymbolKind;
use crate::program::{Expression, ExpressionKind, Try, failure_type};

impl Checker<'_> {
    /// `try { … } catch e { … }`, as a line or as a value.
    pub(super) fn try_catch(
        &mut self,
        one: &ast::TryCatch,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        if !self.may_stand(span, "`try`") || self.cannot_be_undone(span, "`try`") {
            return error(span);
        }
        let body = self.block(&one.body, want);
        let Some(catch) = &one.catch else {
            let report = missing_catch(span);
            self.report(report);
            return error(span);
        };
        let mark = self.enter();
        let bound = match &one.error {
            Some(name) => self.bind(name, SymbolKind::Failure, failure_type()),
            None => self.hidden("_", failure_type(), catch.span.before()),
        };
        let typed = self.block(catch, want);
        self.leave_block(mark, catch.span);
        let spans = [one.body.span, catch.span];
        let (ty, blocks) = self.unify(vec![body, typed], &spans, want);
        let mut blocks = blocks.into_iter();
        match (blocks.next(), blocks.next()) {
            (Some(body), Some(catch)) => Expression {
                kind: ExpressionKind::Try(Box::new(Try {
                    body,
                    error: bound,
                    catch,
                })),
                ty,
                span,
            },
            _ => error(span),
        }
    }

    /// `fail "why"`, `fail e`
    pub(super) fn fail(&mut self, why: &ast::Expression, span: Span) -> Expression {
        if self.pure(
            span,
            "`fail`",
            "return null instead, and fail in the workflow: `f(x) ?? fail \"why\"`",
        ) {
            return error(span);
        }
        let why = self.value(why, None);
        let is_failure = matches!(
            &why.ty,
            Type::Record(record) if record.origin == Origin::Failure
        );
        let kind = if is_failure {
            ExpressionKind::FailAgain {
                failure: Box::new(why),
            }
        } else {
            let what = "the reason of a `fail`";
            let message = self.coerce(why, &Type::Text, &Reason::Takes { what });
            ExpressionKind::Fail {
                message: Box::new(message),
            }
        };
        Expression {
            kind,
            ty: Type::Never,
            span,
        }
    }
}

/// `E0510`: a try without a catch.
fn missing_catch(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingCatch, span, "this `try` has no `catch`")
        .label("failures of this block are not handled")
        .help("add a `catch e { … }` after the block")
}
