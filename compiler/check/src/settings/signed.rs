//! What a signature covers: parts of the request, and the time.

use std::time::Duration;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::catalogue::{
    SIGNED, SettingSpec, SignedPart, Source, TimeUnit, TimestampWindow,
};
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, TextPart};

use super::fixed::body_path;
use super::header;
use super::operands::{operand, operands, plain, word};
use super::reports::{unknown_word, wrong, wrong_value};
use crate::program::SettingValue;
use crate::reports::Reports;

/// `signed "{timestamp}.{body}"`
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let ExpressionKind::Text(parts) = &operand.kind else {
        reports.push(wrong_value(operand.span, spec, &spec.kind.expected()));
        return None;
    };
    let mut signed = Vec::with_capacity(parts.len());
    for part in parts {
        signed.push(match part {
            TextPart::Literal(text) => SignedPart::Literal(text.to_string().into()),
            TextPart::Interpolation(value) => placeholder(value, spec, reports)?,
        });
    }
    Some(SettingValue::Signed(signed))
}

fn placeholder(
    value: &Expression,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SignedPart> {
    if matches!(value.kind, ExpressionKind::Error) {
        return None;
    }
    if let Some(name) = word(value) {
        return match &*name.text {
            "timestamp" => Some(SignedPart::Timestamp),
            "body" => Some(SignedPart::Body),
            "method" => Some(SignedPart::Method),
            "path" => Some(SignedPart::Path),
            "query" => Some(SignedPart::Query),
            _ => {
                reports.push(unknown_placeholder(name));
                None
            }
        };
    }
    if let ExpressionKind::Index {
        base,
        index,
        optional: false,
    } = &value.kind
        && let Some(group) = word(base)
        && let Some(name) = plain(index)
    {
        let source = match &*group.text {
            "headers" => {
                let name = header::name(index, reports)?;
                Some(Source::Header(name.to_ascii_lowercase().into()))
            }
            "query" => Some(Source::Query(name.into_string().into())),
            "body" => {
                let path = body_path(name, index.span, reports)?;
                Some(Source::Body(path.into_string().into()))
            }
            _ => None,
        };
        if let Some(source) = source {
            return Some(SignedPart::Value(source));
        }
    }
    if let Some(report) = of_context(value) {
        reports.push(report);
        return None;
    }
    let expected = format!("placeholders: {CHOICES}");
    reports.push(wrong(value.span, spec.name, &expected, "signed \"{body}\""));
    None
}

/// `E0307`: `{context.body}`; `None` if the value is not a member of the request.
fn of_context(value: &Expression) -> Option<Diagnostic> {
    let (member, is_index) = if let ExpressionKind::Index { base, .. } = &value.kind {
        (&**base, true)
    } else {
        (value, false)
    };
    let ExpressionKind::Field { base, field, .. } = &member.kind else {
        return None;
    };
    word(base).filter(|name| matches!(&*name.text, "context" | "request" | "req"))?;
    let meant = match &*field.text {
        "body" | "data" | "raw" | "rawBody" => "body",
        "headers" => "headers",
        "method" => "method",
        "path" => "path",
        "query" => "query",
        _ => return None,
    };
    if is_index && meant != "headers" && meant != "query" {
        return None;
    }
    Some(
        Diagnostic::new(
            Code::SettingValue,
            member.span,
            "`signed` names parts of the request, not values",
        )
        .label("not a part of the request")
        .fix(
            format!("write `{meant}` alone"),
            vec![Edit {
                span: member.span,
                text: meant.to_owned(),
            }],
            Applicability::Safe,
        ),
    )
}

const CHOICES: &str = "`{timestamp}`, `{body}`, `{method}`, `{path}`, `{query}`, `{headers[\"x\"]}`, `{query[\"x\"]}`, `{body[\"x\"]}`";

/// `E0110`: an unknown placeholder.
fn unknown_placeholder(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownWord,
        name.span,
        format!("`{{{}}}` is not a signable part of a request", name.text),
    )
    .label("not one of the choices")
    .did_you_mean(name.span, &name.text, SIGNED.iter().map(|one| one.word))
    .note(format!("the choices are {CHOICES}"))
}

/// `timestamp header "X-Timestamp" ms within 5m`, `timestamp within 5m`
pub(super) fn window(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operands = operands(setting, spec, reports)?;
    let is = |one: &Expression, text: &str| word(one).is_some_and(|name| &*name.text == text);
    let (source, rest) = match operands {
        [place, name, rest @ ..] if is(place, "header") => {
            let name = header::name(name, reports)?;
            (Some(Source::Header(name.into_string().into())), rest)
        }
        [place, name, rest @ ..] if is(place, "query") || is(place, "body") => {
            let Some(text) = plain(name) else {
                reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
                return None;
            };
            let source = if is(place, "query") {
                Source::Query(text.into_string().into())
            } else {
                let path = body_path(text, name.span, reports)?;
                Source::Body(path.into_string().into())
            };
            (Some(source), rest)
        }
        rest => (None, rest),
    };
    let unit = |one: &Expression| {
        let mut named = TimeUnit::NAMED.iter();
        named.find(|(name, _)| is(one, name)).map(|(_, unit)| *unit)
    };
    let given = rest.first().and_then(unit);
    let rest = rest.get(usize::from(given.is_some())..).unwrap_or_default();
    let unit = given.unwrap_or(TimeUnit::Seconds);
    if let [within, duration] = rest
        && is(within, "within")
        && let ExpressionKind::Duration(micros @ 1..) = duration.kind
    {
        return Some(SettingValue::Window(TimestampWindow {
            source,
            unit,
            within: Duration::from_micros(micros),
        }));
    }
    if let [one, within, ..] = rest
        && is(within, "within")
        && let Some(name) = word(one)
    {
        let units = TimeUnit::NAMED.iter().map(|(name, _)| *name);
        let units: Vec<&str> = units.collect();
        reports.push(unknown_word(name, "a notation of time", &units));
        return None;
    }
    reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
    None
}
