//! `body …`

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::BODIES;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{BodySetting, Setting, SettingTail, TypeExpression, TypeKind};

use super::{by, members};
use crate::body::{Data, Request};
use crate::convert;
use crate::declare::Globals;
use crate::declare::types::wrong_place;
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
        BodySetting::Form(Some(written)) => match form(written, globals, reports) {
            Some(ty) => (Body::Form(ty.clone()), ty),
            None => return poisoned(request),
        },
        BodySetting::Form(None) => {
            let sample = "body form { name: text }";
            reports.push(settings::wrong(setting.span, "body form", "a type", sample));
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

/// A form is a record, optional if the body may be empty. Its fields are simple, or sent as JSON.
fn form(written: &TypeExpression, globals: &Globals, reports: &mut Reports) -> Option<Type> {
    let ty = globals.types.resolve(written, reports);
    if convert::holds_error(&ty) {
        return None;
    }
    let Type::Record(record) = ty.without_null() else {
        let rule = "a form must be a record: `body form { name: text }`";
        reports.push(wrong_place(written.span, &ty, "form", rule));
        return None;
    };
    for field in &record.fields {
        let is_json = matches!(
            field.ty.without_null(),
            Type::Record(_) | Type::Union(_) | Type::Map(_) | Type::Json
        );
        if !is_json && !members::is_member(&field.ty) {
            let rule = "a field of a form is a bool, a number, a text, a time or one of a fixed set of texts, a list of these if it is repeated, or a record, a map or `json` if it is sent as JSON text";
            let span = field_span(written, &field.name).unwrap_or(written.span);
            let report = wrong_place(span, &field.ty, "field of a form", rule);
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
