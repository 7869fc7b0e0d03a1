//! `http METHOD … { … }`

use std::time::Duration;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Field, Origin, Type};
use flowright_syntax::ast::{self, ExpressionKind, Setting, SettingTail, TypeKind};

use super::checked::CheckedStep;
use super::method::method;
use crate::body::{Checker, Reason};
use crate::convert;
use crate::declare::services::header_name;
use crate::describe::brief;
use crate::program::{
    self, Expectation, Expression, Format, HttpBodyKind, HttpStep, StepKind, TextPart,
};
use crate::settings::{self, Owner};
use crate::words::WordPlace;

pub(crate) const HTTP: Owner = Owner {
    what: "`http`",
    known: &[
        "header",
        "query",
        "json",
        "text",
        "timeout",
        "expect",
        "accept",
        "max_response",
    ],
    repeated: &["header"],
    place: Some(WordPlace::Http),
};

/// 1 MB.
pub(crate) const ONE_MEGABYTE: u64 = 1_000_000;

/// The settings of a step.
struct Settings {
    headers: Vec<(Box<str>, Expression)>,
    query: Vec<(Box<str>, Expression)>,
    body: Option<(HttpBodyKind, Expression)>,
    /// Where a body is given, even one that was not understood.
    body_span: Option<Span>,
    timeout: Option<Duration>,
    expect: Expectation,
    accept_any: bool,
    max_response: u64,
}

impl Checker<'_> {
    pub(super) fn http(&mut self, step: &ast::HttpStep, span: Span) -> Option<CheckedStep> {
        let method = method(&step.method, self.reports);
        let target = self.http_target(&step.target);
        let mut settings = Settings {
            headers: Vec::new(),
            query: Vec::new(),
            body: None,
            body_span: None,
            timeout: None,
            expect: Expectation::Nothing,
            accept_any: false,
            max_response: ONE_MEGABYTE,
        };
        self.look_for_unread(&step.settings);
        let known = settings::known(&step.settings, HTTP, self.reports);
        for setting in &known {
            self.http_setting(setting, &mut settings);
        }
        if settings.body.is_some()
            && method.as_deref() == Some("GET")
            && let Some(span) = settings.body_span
        {
            let report = body_of_get(span, step.method.span);
            self.report(report);
        }
        let ty = response_type(&settings, !known.complete);
        let (target, path) = target?;
        let (body, body_value) = settings.body.unzip();
        let (headers, values): (Vec<_>, Vec<_>) = settings.headers.into_iter().unzip();
        let url = url(path, settings.query, span);
        let mut operands = vec![url];
        operands.extend(body_value);
        operands.extend(values);
        self.secrets_of(&target, &operands);
        let kind = StepKind::Http(HttpStep {
            method: method.unwrap_or_default(),
            target,
            body: body.unwrap_or(HttpBodyKind::None),
            headers,
            timeout: settings.timeout,
            expect: settings.expect,
            accept_any: settings.accept_any,
            max_response: settings.max_response,
        });
        Some(CheckedStep { kind, operands, ty })
    }

    fn http_setting(&mut self, setting: &Setting, known: &mut Settings) {
        match &*setting.name.text {
            "header" => known.headers.extend(self.sent_header(setting)),
            "query" => self.query(setting, known),
            "timeout" => known.timeout = settings::duration(setting, self.reports),
            "max_response" => {
                if let Some(size) = settings::size(setting, self.reports) {
                    known.max_response = size;
                }
            }
            "accept" => {
                known.accept_any = settings::choice(setting, &["any"], self.reports).is_some();
            }
            "expect" => known.expect = self.expectation(setting),
            name => {
                if let Some(first) = known.body_span {
                    let report = two_bodies(setting.span, first);
                    self.report(report);
                    return;
                }
                known.body_span = Some(setting.span);
                known.body = self.sent_body(setting, name == "json");
            }
        }
    }

    fn sent_body(&mut self, setting: &Setting, json: bool) -> Option<(HttpBodyKind, Expression)> {
        let sample = if json {
            "json { name: value }"
        } else {
            "text \"…\""
        };
        let value = settings::operand(setting, "one value", sample, self.reports)?;
        if json {
            let value = self.json_value(value);
            self.writable_json(&value);
            return Some((HttpBodyKind::Json, convert::written(Format::Json, value)));
        }
        let value = self.text_or_secret(value, "the body of a request");
        Some((HttpBodyKind::Text, value))
    }

    /// A text, which may be made of secrets.
    fn text_or_secret(&mut self, e: &ast::Expression, what: &str) -> Expression {
        let value = self.value(e, Some(&Type::Text));
        if value.ty == Type::Secret {
            return value;
        }
        self.coerce(value, &Type::Text, &Reason::Takes { what })
    }

    fn sent_header(&mut self, setting: &Setting) -> Option<(Box<str>, Expression)> {
        let expected = "a name and a value";
        let sample = "header \"X-Name\" \"value\"";
        match settings::operands(setting, expected, sample, self.reports)? {
            [name, value] => {
                let name = header_name(name, self.reports);
                let value = self.text_or_secret(value, "the value of a header");
                Some((name?, value))
            }
            _ => {
                self.report(settings::wrong(setting.span, "header", expected, sample));
                None
            }
        }
    }

    fn query(&mut self, setting: &Setting, known: &mut Settings) {
        let sample = "query { page: 1 }";
        let Some(operand) = settings::operand(setting, "a record", sample, self.reports) else {
            return;
        };
        let ExpressionKind::Record(entries) = &operand.kind else {
            self.report(settings::wrong(operand.span, "query", "a record", sample));
            return;
        };
        for entry in self.once(entries) {
            let value = self.entry_value(entry, None);
            let bare = value.ty.without_null();
            let good = convert::is_scalar(bare) || matches!(bare, Type::Secret | Type::Null);
            if !good && !convert::holds_error(&value.ty) {
                let report = Diagnostic::new(
                    Code::NotText,
                    value.span,
                    format!("`{}` is not written into a query", brief(&value.ty)),
                )
                .label(format!("this is `{}`", brief(&value.ty)))
                .help("a query takes bools, numbers, texts and times; null leaves it out");
                self.report(report);
            }
            known.query.push((entry.name.text.clone(), value));
        }
    }

    fn expectation(&mut self, setting: &Setting) -> Expectation {
        match &setting.tail {
            SettingTail::Type(written) => {
                let text = matches!(&written.kind, TypeKind::Name(name) if &*name.text == "text");
                if text {
                    return Expectation::Text;
                }
                Expectation::Json(self.globals.types.resolve(written, self.reports))
            }
            SettingTail::Error => Expectation::Json(Type::Error),
            SettingTail::Operands { .. } | SettingTail::Body(_) | SettingTail::NotBuilt(_) => {
                let sample = "expect { id: int }";
                self.report(settings::wrong(setting.span, "expect", "a type", sample));
                Expectation::Json(Type::Error)
            }
        }
    }

    /// Refuses a value that is not written as JSON.
    pub(super) fn writable_json(&mut self, value: &Expression) {
        if holds_unwritable(&value.ty) && !convert::holds_error(&value.ty) {
            let report = Diagnostic::new(
                Code::Mismatch,
                value.span,
                format!("`{}` is not written as JSON", brief(&value.ty)),
            )
            .label(format!("this is `{}`", brief(&value.ty)))
            .help("write the values you want of it: `{ kind: headers[\"x-kind\"] }`");
            self.report(report);
        }
    }
}

fn holds_unwritable(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Headers | Type::Bytes))
}

/// Path and query of a request.
fn url(path: Vec<TextPart>, query: Vec<(Box<str>, Expression)>, span: Span) -> Expression {
    let values = path.iter().filter_map(|part| match part {
        TextPart::Literal(_) => None,
        TextPart::Value(value) => Some(value),
    });
    let values = values.chain(query.iter().map(|(_, value)| value));
    Expression {
        ty: convert::text_or_secret(values),
        kind: program::ExpressionKind::Url { path, query },
        span,
    }
}

/// What an `http` step gives.
fn response_type(settings: &Settings, poisoned: bool) -> Type {
    let field = |name: &str, ty: Type| Field {
        name: name.into(),
        ty,
    };
    let mut fields = vec![field("status", Type::Int), field("headers", Type::Headers)];
    let body = match &settings.expect {
        Expectation::Nothing if poisoned => Some(Type::Error),
        Expectation::Nothing => None,
        Expectation::Json(ty) => Some(ty.clone()),
        Expectation::Text => Some(Type::Text),
    };
    if let Some(body) = body {
        let body = if settings.accept_any {
            body.optional()
        } else {
            body
        };
        fields.push(field("body", body));
    }
    Type::record_of(Origin::Response, fields)
}

/// `E0512`: two bodies at once.
pub(super) fn two_bodies(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TwoBodies,
        span,
        "there is one body, and this is a second one",
    )
    .label("a second body")
    .because(first, "the body is given here")
    .help("keep one of them")
}

/// `E0512`: a GET has no body.
fn body_of_get(span: Span, method: Span) -> Diagnostic {
    Diagnostic::new(Code::TwoBodies, span, "a `GET` has no body")
        .label("would not be looked at")
        .because(method, "the method is `GET`")
        .help("send it by `query { … }`, or with `POST`")
}
