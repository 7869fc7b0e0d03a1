//! What a signature covers: parts of the request, and the time.

use std::time::Duration;

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::catalogue::{SIGNED, SettingSpec, SignedPart, TimestampWindow};
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, TextPart};

use super::header;
use super::operands::{operand, operands, plain, word};
use super::reports::{wrong, wrong_value};
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
        && word(base).is_some_and(|name| &*name.text == "headers")
        && plain(index).is_some()
    {
        let name = header::name(index, reports)?;
        return Some(SignedPart::Header(name.to_ascii_lowercase().into()));
    }
    let expected = "`{timestamp}`, `{body}`, `{method}`, `{path}`, `{query}` or `{headers[\"x\"]}`";
    reports.push(wrong(value.span, spec.name, expected, "signed \"{body}\""));
    None
}

/// `E0110`: an unknown placeholder.
fn unknown_placeholder(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownWord,
        name.span,
        format!(
            "`{{{}}}` is not a signable part of a request",
            name.text
        ),
    )
    .label("not one of the choices")
    .did_you_mean(name.span, &name.text, SIGNED.iter().map(|one| one.word))
    .note("the choices are `{timestamp}`, `{body}`, `{method}`, `{path}`, `{query}`, `{headers[\"x\"]}`")
}

/// `timestamp header "X-Timestamp" within 5m`, `timestamp within 5m`
pub(super) fn window(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operands = operands(setting, spec, reports)?;
    let is = |one: &Expression, text: &str| word(one).is_some_and(|name| &*name.text == text);
    let (header, rest) = match operands {
        [header, name, rest @ ..] if is(header, "header") => (Some(name), rest),
        rest => (None, rest),
    };
    if let [within, duration] = rest
        && is(within, "within")
        && let ExpressionKind::Duration(micros @ 1..) = duration.kind
    {
        let header = match header {
            Some(name) => Some(header::name(name, reports)?.to_string().into()),
            None => None,
        };
        return Some(SettingValue::Window(TimestampWindow {
            header,
            within: Duration::from_micros(micros),
        }));
    }
    reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
    None
}
