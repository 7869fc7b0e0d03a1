//! `http METHOD … { … }`

use std::time::Duration;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{BodyForm, Owner, SettingKind};
use flowright_stdlib::types::{Field, Origin, Type};
use flowright_syntax::ast::{self, Setting, SettingTail, TypeKind};

use super::checked::CheckedStep;
use super::expected_members;
use super::method::method;
use crate::body::Checker;
use crate::convert;
use crate::declare::type_reports::file_elsewhere;
use crate::program::{
    self, AuthScheme, Expectation, Expression, HttpBodyKind, HttpStep, PartKind, SettingValue,
    StepKind, TextPart,
};
use crate::settings::{self, Read, Value};

/// 1 MB.
pub(crate) const ONE_MEGABYTE: u64 = 1_000_000;

/// The settings of a step.
struct Settings {
    headers: Vec<(Box<str>, Expression)>,
    auth: Option<(AuthScheme, Vec<Expression>)>,
    query: Vec<(Box<str>, Expression)>,
    body: Option<(HttpBodyKind, Vec<Expression>)>,
    /// The names of the fields, if the body is a form or multipart.
    form: Vec<Box<str>>,
    /// How the fields of a multipart body are sent.
    parts: Vec<PartKind>,
    timeout: Option<Duration>,
    expect: Expectation,
    expected: Vec<(Box<str>, Span)>,
    accept_any: bool,
    max_response: Option<u64>,
}

impl Checker<'_> {
    pub(super) fn http(&mut self, step: &ast::HttpStep, span: Span) -> Option<CheckedStep> {
        let method = method(&step.method, self.reports);
        let target = self.http_target(&step.target);
        self.look_for_unread(&step.settings);
        let read = self.settings(Owner::Http, &step.settings);
        read.require(Owner::Http, span, None, self.reports);
        settings::one_authorization(&read, self.reports);
        settings::own_content_type(&read, self.reports);
        let complete = read.complete;
        let body_span = read.span_of(|kind| matches!(kind, SettingKind::Sent(_)));
        let settings = self.http_settings(read);
        if settings.body.is_some()
            && method.as_deref() == Some("GET")
            && let Some(span) = body_span
        {
            let report = body_of_get(span, step.method.span);
            self.report(report);
        }
        let ty = response_type(&settings, !complete);
        let (target, path) = target?;
        let (body, body_value) = settings.body.unzip();
        let (headers, values): (Vec<_>, Vec<_>) = settings.headers.into_iter().unzip();
        let (auth, credentials) = settings.auth.unzip();
        let url = url(path, settings.query, span);
        let mut operands = vec![url];
        operands.extend(body_value.into_iter().flatten());
        operands.extend(values);
        operands.extend(credentials.into_iter().flatten());
        self.secrets_of(&target, &operands);
        let kind = StepKind::Http(HttpStep {
            method: method.unwrap_or_default(),
            target,
            body: body.unwrap_or(HttpBodyKind::None),
            form: settings.form,
            parts: settings.parts,
            headers,
            auth,
            timeout: settings.timeout,
            expect: settings.expect,
            expected: settings.expected,
            accept_any: settings.accept_any,
            max_response: settings.max_response,
        });
        Some(CheckedStep { kind, operands, ty })
    }

    fn http_settings(&mut self, read: Read<'_>) -> Settings {
        let mut known = Settings {
            headers: Vec::new(),
            auth: None,
            query: Vec::new(),
            body: None,
            form: Vec::new(),
            parts: Vec::new(),
            timeout: None,
            expect: Expectation::Nothing,
            expected: Vec::new(),
            accept_any: false,
            max_response: None,
        };
        for one in read.given {
            match (one.spec.name, one.value) {
                (_, Some(Value::Header(name, value))) => known.headers.push((name, value)),
                (_, Some(Value::Auth(scheme, values))) => known.auth = Some((scheme, values)),
                (_, Some(Value::Query(query))) => known.query = query,
                (_, Some(Value::Sent(form, value))) => {
                    let kind = match form {
                        BodyForm::Json => HttpBodyKind::Json,
                        BodyForm::Text => HttpBodyKind::Text,
                        BodyForm::Bytes => HttpBodyKind::Bytes,
                        BodyForm::Form | BodyForm::Multipart | BodyForm::Html => {
                            debug_assert!(false, "`http` cannot send this kind of body");
                            HttpBodyKind::Text
                        }
                    };
                    known.body = Some((kind, vec![value]));
                }
                (_, Some(Value::Form(fields))) => {
                    let (names, values) = fields.into_iter().unzip();
                    known.form = names;
                    known.body = Some((HttpBodyKind::Form, values));
                }
                (_, Some(Value::Multipart(fields, parts))) => {
                    let (names, values) = fields.into_iter().unzip();
                    known.form = names;
                    known.parts = parts;
                    known.body = Some((HttpBodyKind::Multipart, values));
                }
                ("timeout", Some(Value::Fixed(SettingValue::Duration(time)))) => {
                    known.timeout = Some(time);
                }
                ("max_response", Some(Value::Fixed(SettingValue::Size(size)))) => {
                    known.max_response = Some(size);
                }
                ("accept", Some(Value::Fixed(_))) => known.accept_any = true,
                ("expect", Some(Value::Construct)) => {
                    known.expect = self.expectation(one.setting);
                    if let SettingTail::Type(written) = &one.setting.tail {
                        known.expected = expected_members::members(written);
                    }
                }
                (_, None) => {}
                (name, Some(Value::Fixed(_) | Value::Message(_) | Value::Construct)) => {
                    debug_assert!(false, "nothing reads `{name}` of `http`");
                }
            }
        }
        known
    }

    fn expectation(&mut self, setting: &Setting) -> Expectation {
        match &setting.tail {
            SettingTail::Type(written) => {
                if let TypeKind::Name(name) = &written.kind {
                    match &*name.text {
                        "text" => return Expectation::Text,
                        "bytes" => return Expectation::Bytes,
                        _ => {}
                    }
                }
                let ty = self.globals.types.resolve(written, self.reports);
                if let Some(report) = file_elsewhere(written.span, &ty, "part of JSON") {
                    self.report(report);
                    return Expectation::Json(Type::Error);
                }
                Expectation::Json(ty)
            }
            SettingTail::Error => Expectation::Json(Type::Error),
            SettingTail::Operands { .. }
            | SettingTail::Body(_)
            | SettingTail::Fields(_)
            | SettingTail::NotBuilt(_) => {
                let sample = "expect { id: int }";
                self.report(settings::wrong(setting.span, "expect", "a type", sample));
                Expectation::Json(Type::Error)
            }
        }
    }
}

/// The path and query of a request.
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

/// The result type of an `http` step.
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
        Expectation::Bytes => Some(Type::Bytes),
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

/// `E0512`: a `GET` with a body.
fn body_of_get(span: Span, method: Span) -> Diagnostic {
    Diagnostic::new(Code::TwoBodies, span, "a `GET` has no body")
        .label("would be ignored")
        .because(method, "the method is `GET`")
        .help("send it with `query { … }`, or use `POST`")
}
