//! `respond STATUS …`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{BodyForm, Owner, SettingKind};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use crate::body::{Checker, Reason};
use crate::program::{Expression, ExpressionKind, Respond, ResponseBody};
use crate::settings::Value;

impl Checker<'_> {
    pub(crate) fn respond(&mut self, statement: &ast::RespondStatement, span: Span) -> Respond {
        self.look_for_unread(&statement.settings);
        let status = self.status(statement.status.as_ref(), span);
        let mut respond = Respond {
            status,
            headers: Vec::new(),
            body: None,
            span,
        };
        let read = self.settings(Owner::Respond, &statement.settings);
        read.require(Owner::Respond, span, None, self.reports);
        let body = read.span_of(|kind| matches!(kind, SettingKind::Sent(_)));
        for one in read.given {
            match one.value {
                Some(Value::Header(name, value)) => respond.headers.push((name, value)),
                Some(Value::Sent(form, value)) => {
                    respond.body = Some(match form {
                        BodyForm::Json => ResponseBody::Json(value),
                        BodyForm::Text => ResponseBody::Text(value),
                        BodyForm::Form | BodyForm::Multipart => {
                            debug_assert!(false, "`respond` cannot send a form");
                            ResponseBody::Text(value)
                        }
                        BodyForm::Html => ResponseBody::Html(value),
                        BodyForm::Bytes => ResponseBody::Bytes(value),
                    });
                }
                None => {}
                Some(
                    Value::Fixed(_)
                    | Value::Auth(..)
                    | Value::Query(_)
                    | Value::Form(_)
                    | Value::Multipart(..)
                    | Value::Message(_)
                    | Value::Construct,
                ) => {
                    let name = one.spec.name;
                    debug_assert!(false, "nothing reads `{name}` of `respond`");
                }
            }
        }
        self.declared_as_html(respond.body.as_ref(), &respond.headers);
        if let (Some(body), ExpressionKind::Constant(Constant::Int(status))) =
            (body, &respond.status.kind)
            && matches!(status, 204 | 304)
        {
            let report = no_body(body, respond.status.span, *status);
            self.report(report);
        }
        respond
    }

    fn status(&mut self, status: Option<&ast::Expression>, span: Span) -> Expression {
        let Some(status) = status else {
            let report = Diagnostic::new(Code::Status, span, "this `respond` has no status")
                .label("the status is missing")
                .help("write it first: `respond 200`");
            self.report(report);
            return Expression {
                kind: ExpressionKind::Error,
                ty: Type::Error,
                span,
            };
        };
        let value = self.expect(status, &Type::Int, &Reason::Takes { what: "a status" });
        if let ExpressionKind::Constant(Constant::Int(number)) = value.kind
            && !(200..=599).contains(&number)
        {
            let report = Diagnostic::new(
                Code::Status,
                value.span,
                format!("`{number}` is not a valid status"),
            )
            .label("must be from 200 to 599")
            .help("`200` is success, `4…` an error of the sender, `5…` an error of the server");
            self.report(report);
        }
        value
    }
}

/// `E0511`: a body with a status that does not permit one.
fn no_body(span: Span, status_span: Span, status: i64) -> Diagnostic {
    Diagnostic::new(
        Code::Status,
        span,
        format!("a response with status {status} cannot have a body"),
    )
    .label("would not be sent")
    .because(status_span, "because of this status")
    .help("use another status, such as `200`, or remove the body")
}
