//! `body …`

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::BODIES;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{BodySetting, Setting, SettingTail, TypeExpression, TypeKind};

use super::{by, members};
use crate::body::{Data, Request};
use crate::convert;
use crate::declare::Globals;
use crate::declare::type_reports::{file_elsewhere, wrong_place};
use crate::describe::brief;
use crate::program::Body;
use crate::reports::Reports;
use crate::{settings, unbuilt};

/// How the body is decoded; the request has the resulting `context.data`.
pub(super) fn read(
    setting: &Setting,
    request: &mut Request,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Body {
    let SettingTail::Body(body) = &setting.tail else {
        if !matches!(setting.tail, SettingTail::Error) {
            let sample = "body json { name: text }";
            reports.push(settings::wrong(
                setting.span,
                "body",
                "the kind of body",
                sample,
            ));
        }
        return poisoned(request);
    };
    let (body, data) = match body {
        BodySetting::Json(None) => (Body::Json(Type::Json), Type::Json),
        BodySetting::Json(Some(written)) => {
            let ty = globals.types.resolve(written, reports);
            if let Some(report) = file_elsewhere(written.span, &ty, "part of JSON") {
                reports.push(report.help("or have it sent as a form with files: `body multipart`"));
                return poisoned(request);
            }
            (Body::Json(ty.clone()), ty)
        }
        BodySetting::JsonBy(by) => match by::read(by, request, globals, user, reports) {
            Some((by, union)) => {
                let body = Body::JsonBy {
                    by,
                    union: union.clone(),
                };
                (body, union)
            }
            None => return poisoned(request),
        },
        BodySetting::Form(Some(written)) => match form(written, &FORM, globals, reports) {
            Some(ty) => (Body::Form(ty.clone()), ty),
            None => return poisoned(request),
        },
        BodySetting::Multipart(Some(written)) => {
            match form(written, &MULTIPART, globals, reports) {
                Some(ty) => (Body::Multipart(ty.clone()), ty),
                None => return poisoned(request),
            }
        }
        BodySetting::Form(None) => {
            let sample = "body form { name: text }";
            reports.push(settings::wrong(setting.span, "body form", "a type", sample));
            return poisoned(request);
        }
        BodySetting::Multipart(None) => {
            let sample = "body multipart { title: text, picture: file }";
            let what = "body multipart";
            reports.push(settings::wrong(setting.span, what, "a type", sample));
            return poisoned(request);
        }
        BodySetting::Text => (Body::Text, Type::Text),
        BodySetting::Bytes => (Body::Bytes, Type::Bytes),
        BodySetting::None => {
            request.data = Data::None {
                span: setting.span,
                written: true,
            };
            return Body::None;
        }
        BodySetting::NotBuilt(feature, span) => {
            reports.push(unbuilt::feature(*span, *feature));
            return poisoned(request);
        }
        BodySetting::Unknown(name) => {
            let kinds: Vec<&str> = BODIES.iter().map(|one| one.word).collect();
            reports.push(settings::unknown_word(name, "a kind of body", &kinds));
            return poisoned(request);
        }
    };
    request.data = Data::Of(data);
    body
}

fn poisoned(request: &mut Request) -> Body {
    request.data = Data::Of(Type::Error);
    Body::Json(Type::Error)
}

/// A form, as it is named in messages.
struct Form {
    what: &'static str,
    field: &'static str,
    sample: &'static str,
    /// The values of its fields.
    values: &'static str,
    files: bool,
}

const FORM: Form = Form {
    what: "form",
    field: "field of a form",
    sample: "`body form { name: text }`",
    values: "a bool, a number, a text, a time, `bytes` in base64 or one of a fixed set of texts",
    files: false,
};

const MULTIPART: Form = Form {
    what: "multipart body",
    field: "field of a multipart body",
    sample: "`body multipart { title: text, picture: file }`",
    values: "a `file`, a bool, a number, a text, a time, `bytes` or one of a fixed set of texts",
    files: true,
};

/// A form is a record, optional if the body may be empty. Its fields are simple, or sent as JSON.
fn form(
    written: &TypeExpression,
    form: &Form,
    globals: &Globals,
    reports: &mut Reports,
) -> Option<Type> {
    let ty = globals.types.resolve(written, reports);
    if convert::holds_error(&ty) {
        return None;
    }
    let record = match ty.without_null() {
        Type::Record(record) if !record.is_file() => Some(record),
        _ => None,
    };
    let Some(record) = record else {
        let rule = format!("a {} must be a record: {}", form.what, form.sample);
        reports.push(wrong_place(written.span, &ty, form.what, &rule));
        return None;
    };
    for field in &record.fields {
        if form.files && is_file_field(&field.ty) {
            continue;
        }
        let span = || field_span(written, &field.name).unwrap_or(written.span);
        let what = match field.ty.without_null() {
            Type::Record(record) if !record.is_file() => "part of JSON",
            Type::Map(_) => "part of JSON",
            _ => form.field,
        };
        if let Some(report) = file_elsewhere(span(), &field.ty, what) {
            let ty = brief(&field.ty);
            reports.push(match form.files {
                true => report.help("have each file sent as a field of its own, `name: file`"),
                false => report.help(format!(
                    "or declare `body multipart {{ {}: {ty} }}`",
                    field.name
                )),
            });
            return None;
        }
        let is_json = matches!(
            field.ty.without_null(),
            Type::Record(_) | Type::Union(_) | Type::Map(_) | Type::Json
        );
        if !is_json && !members::is_member(&field.ty) {
            let rule = format!(
                "a {} is {}, a list of these if it is repeated, or a record, a map or `json` if it is sent as JSON text",
                form.field, form.values
            );
            let report = wrong_place(span(), &field.ty, form.field, &rule);
            reports.push(match field.ty.without_null() {
                Type::List(element) if matches!(**element, Type::Record(_)) => report.help(format!(
                    "have it sent as JSON text: declare `{0}: json`, and `decode context.data.{0} as …`",
                    field.name
                )),
                _ => report,
            });
            return None;
        }
    }
    Some(ty)
}

/// A file, a file that may be missing, or several files.
fn is_file_field(ty: &Type) -> bool {
    match ty.without_null() {
        Type::List(element) => element.is_file(),
        ty => ty.is_file(),
    }
}

fn field_span(written: &TypeExpression, name: &str) -> Option<Span> {
    if let TypeKind::Optional(inner) = &written.kind {
        return field_span(inner, name);
    }
    let TypeKind::Record(fields) = &written.kind else {
        return None;
    };
    let field = fields.iter().find(|field| &*field.name.text == name);
    field.map(|field| field.ty.span)
}
