//! `try`, `catch` and `fail`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::{Origin, Type};
use flowright_syntax::ast;

use super::scope::error;
use super::unnamed_catch::UnnamedCatch;
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
        if one.error.is_none() {
            self.unnamed_catches.push(UnnamedCatch {
                failure: bound,
                place: catch.span.before(),
                name: None,
            });
        }
        let typed = self.block(catch, want);
        if one.error.is_none() {
            self.unnamed_catches.pop();
        }
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
        let written = why;
        let why = self.value(why, None);
        let is_failure = matches!(
            &why.ty,
            Type::Record(record) if record.origin == Origin::Failure
        );
        let kind = if is_failure {
            ExpressionKind::FailAgain {
                failure: Box::new(why),
            }
        } else if let ast::ExpressionKind::Record(entries) = &written.kind
            && why.ty != Type::Error
        {
            self.report(fail_with_record(written.span, entries));
            ExpressionKind::Error
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

/// `E0201`: a failure with fields.
fn fail_with_record(span: Span, entries: &[ast::RecordEntry]) -> Diagnostic {
    const MESSAGES: [&str; 6] = ["message", "error", "reason", "detail", "msg", "text"];
    let report = Diagnostic::new(Code::Mismatch, span, "a `fail` takes one text, the message")
        .label("a record");
    let message = entries
        .iter()
        .find(|entry| MESSAGES.contains(&&*entry.name.text))
        .and_then(|entry| entry.value.as_ref());
    let Some(message) = message else {
        return report.help("write the message: `fail \"why\"`");
    };
    let gone = |span| Edit {
        span,
        text: String::new(),
    };
    report.fix(
        "write only the message",
        vec![
            gone(span.before().to(message.span.before())),
            gone(message.span.after().to(span.after())),
        ],
        Applicability::Unsafe,
    )
}

/// `E0510`: a try without a catch.
fn missing_catch(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingCatch, span, "this `try` has no `catch`")
        .label("failures of this block are not handled")
        .help("add a `catch e { … }` after the block")
}
