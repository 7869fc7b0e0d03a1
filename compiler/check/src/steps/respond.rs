//! `respond STATUS …`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Setting};

use super::http::two_bodies;
use crate::body::{Checker, Reason};
use crate::convert;
use crate::declare::services::header_name;
use crate::program::{Expression, ExpressionKind, Format, Respond, ResponseBody};
use crate::settings::{self, Owner};

pub(crate) const RESPOND: Owner = Owner {
    what: "`respond`",
    known: &["header", "json", "text", "html", "bytes"],
    repeated: &["header"],
    place: None,
};

const SINK: &str = "a response";

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
        let mut body: Option<Span> = None;
        for setting in &settings::known(&statement.settings, RESPOND, self.reports) {
            match &*setting.name.text {
                "header" => respond.headers.extend(self.response_header(setting)),
                name => {
                    if let Some(first) = body {
                        let report = two_bodies(setting.span, first);
                        self.report(report);
                        continue;
                    }
                    body = Some(setting.span);
                    respond.body = self.response_body(setting, name);
                }
            }
        }
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
                format!("`{number}` is not a status of a response"),
            )
            .label("not from 200 to 599")
            .help("`200` is fine, `4…` blames the sender, `5…` this side");
            self.report(report);
        }
        value
    }

    fn response_header(&mut self, setting: &Setting) -> Option<(Box<str>, Expression)> {
        let expected = "a name and a value";
        let sample = "header \"X-Name\" \"value\"";
        match settings::operands(setting, expected, sample, self.reports)? {
            [name, value] => {
                let name = header_name(name, self.reports);
                let value = self.expect(value, &Type::Text, &Reason::Takes { what: SINK });
                Some((name?, value))
            }
            _ => {
                self.report(settings::wrong(setting.span, "header", expected, sample));
                None
            }
        }
    }

    fn response_body(&mut self, setting: &Setting, name: &str) -> Option<ResponseBody> {
        let sample = match name {
            "json" => "json { name: value }",
            "html" => "html \"<p>…</p>\"",
            "bytes" => "bytes context.body",
            _ => "text \"…\"",
        };
        let value = settings::operand(setting, "one value", sample, self.reports)?;
        if name == "json" {
            let value = self.json_value(value);
            self.no_secret(&value, SINK);
            self.writable_json(&value);
            return Some(ResponseBody::Json(convert::written(Format::Json, value)));
        }
        let ty = if name == "bytes" {
            Type::Bytes
        } else {
            Type::Text
        };
        let value = self.expect(value, &ty, &Reason::Takes { what: SINK });
        Some(match name {
            "html" => ResponseBody::Html(convert::written(Format::Html, value)),
            "bytes" => ResponseBody::Bytes(value),
            _ => ResponseBody::Text(value),
        })
    }
}

/// `E0511`: a body beside a status that has none.
fn no_body(span: Span, status_span: Span, status: i64) -> Diagnostic {
    Diagnostic::new(
        Code::Status,
        span,
        format!("a response with status {status} has no body"),
    )
    .label("would not be sent")
    .because(status_span, "because of this status")
    .help("answer with another status, such as `200`, or leave the body out")
}
