//! Values that are known when the server starts.

use std::time::Duration;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::{SettingSpec, Unbuilt};
use flowright_syntax::ast::{Expression, ExpressionKind, Setting, SettingTail};

use super::header;
use super::operands::{operand, plain, word};
use super::reports::{unknown_word, wrong_value};
use crate::declare::Globals;
use crate::declare::setting_text::{literal_start, setting_text, text_config};
use crate::program::{SettingText, SettingTextPart, SettingValue};
use crate::reports::Reports;
use crate::unbuilt;

/// The keyword given for a setting, which must be one of `choices`.
pub(super) fn choice(
    setting: &Setting,
    spec: &SettingSpec,
    choices: &'static [&'static str],
    unbuilt: &[Unbuilt],
    reports: &mut Reports,
) -> Option<SettingValue> {
    if let Some(word) = unbuilt_word(setting, unbuilt) {
        let what = format!("`{} {word}`", spec.name);
        reports.push(unbuilt::report(setting.span, &what));
        return None;
    }
    let operand = operand(setting, spec, reports)?;
    let Some(name) = word(operand) else {
        reports.push(wrong_value(operand.span, spec, &spec.kind.expected()));
        return None;
    };
    if let Some(word) = choices.iter().find(|word| **word == &*name.text) {
        return Some(SettingValue::Word(word));
    }
    let of = format!("a choice of `{}`", spec.name);
    reports.push(unknown_word(name, &of, choices));
    None
}

/// The keyword if it is the only operand of the setting and is not supported yet.
fn unbuilt_word<'u>(setting: &Setting, unbuilt: &'u [Unbuilt]) -> Option<&'u str> {
    let SettingTail::Operands {
        operands,
        block: None,
    } = &setting.tail
    else {
        return None;
    };
    let [one] = operands.as_slice() else {
        return None;
    };
    let name = word(one)?;
    let mut unbuilt = unbuilt.iter();
    let found = unbuilt.find(|unbuilt| unbuilt.word == &*name.text)?;
    Some(found.word)
}

/// The duration given for a setting.
pub(super) fn duration(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let ExpressionKind::Duration(micros @ 1..) = operand.kind else {
        reports.push(measure(operand, spec, "a duration above zero", as_duration));
        return None;
    };
    Some(SettingValue::Duration(Duration::from_micros(micros)))
}

/// The size given for a setting, in bytes.
pub(super) fn size(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let ExpressionKind::Size(bytes @ 1..) = operand.kind else {
        reports.push(measure(operand, spec, "a size above zero", as_size));
        return None;
    };
    Some(SettingValue::Size(bytes))
}

/// The plain string given for a setting.
pub(super) fn literal(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let text = plain(operand);
    if text.is_none() {
        let report = Diagnostic::new(
            Code::SettingValue,
            operand.span,
            format!("`{}` takes a string without `{{ }}`", spec.name),
        )
        .label("not a constant");
        let is_text = matches!(operand.kind, ExpressionKind::Text(_));
        reports.push(report.help(if is_text {
            "write the text itself: it must be known at compile time".to_owned()
        } else {
            format!("write it as `{}`", spec.sample)
        }));
    }
    text.map(SettingValue::Literal)
}

/// The header name given for a setting.
pub(super) fn header_name(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let name = operand(setting, spec, reports)?;
    header::name(name, reports).map(SettingValue::HeaderName)
}

/// The path to a text in the body.
pub(super) fn member(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let SettingValue::Literal(path) = literal(setting, spec, reports)? else {
        return None;
    };
    let operand = operand(setting, spec, reports)?;
    body_path(path, operand.span, reports).map(SettingValue::Literal)
}

/// A path that consists of names, and is not too long.
pub(super) fn body_path(path: Box<str>, span: Span, reports: &mut Reports) -> Option<Box<str>> {
    let mut names = path.split('.');
    let is_path = names.clone().count() <= MOST_NAMES
        && names.all(|name| !name.is_empty() && !name.contains(['[', ']', ' ']));
    if is_path {
        return Some(path);
    }
    reports.push(
        Diagnostic::new(
            Code::SettingValue,
            span,
            format!("`{path}` is not a path to a member of the body"),
        )
        .label(format!(
            "a path is 1 to {MOST_NAMES} names with dots between them"
        ))
        .help("write it as `\"passcode\"` or `\"signature.token\"`"),
    );
    None
}

/// The maximum number of names in a path into the body, which is read before the request is
/// verified.
const MOST_NAMES: usize = 8;

/// The text given for a setting, built when the server starts, with its operand.
pub(super) fn text<'s>(
    setting: &'s Setting,
    spec: &SettingSpec,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<(&'s Expression, SettingText)> {
    let operand = operand(setting, spec, reports)?;
    let text = setting_text(globals, operand, user, reports);
    text_config(globals, &text, operand.span, reports);
    Some((operand, text))
}

/// The URL of a server, which must start with one of `schemes`.
pub(super) fn server(
    setting: &Setting,
    spec: &SettingSpec,
    (schemes, expected): (&[&str], &str),
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let (operand, text) = text(setting, spec, globals, user, reports)?;
    if let Some(start) = literal_start(&text)
        && !schemes.iter().any(|scheme| start.starts_with(scheme))
    {
        reports.push(wrong_value(operand.span, spec, expected));
    }
    Some(SettingValue::Text(text))
}

/// A mail address that all recipients can see.
pub(super) fn visible_address(
    setting: &Setting,
    spec: &SettingSpec,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let (operand, text) = text(setting, spec, globals, user, reports)?;
    let secret = text.parts.iter().find_map(|part| match part {
        SettingTextPart::Secret(secret) => globals.program.secrets.get(*secret),
        SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
    });
    if let Some(secret) = secret {
        let report = Diagnostic::new(
            Code::SecretLeak,
            operand.span,
            format!("the secret `{}` would be part of every mail", secret.name),
        )
        .label("every recipient sees this address")
        .because(secret.span, "the secret is declared here");
        reports.push(report);
    } else if let [SettingTextPart::Literal(whole)] = text.parts.as_slice()
        && !whole.contains('@')
    {
        reports.push(wrong_value(operand.span, spec, &spec.kind.expected()));
    }
    Some(SettingValue::Text(text))
}

/// `E0307`: a number or text instead of a duration or size, with the likely intended value.
fn measure(
    operand: &Expression,
    spec: &SettingSpec,
    expected: &str,
    read: impl Fn(&str) -> Option<String>,
) -> Diagnostic {
    let written = if let ExpressionKind::Int(number @ 1..) = operand.kind {
        Some(number.to_string().into_boxed_str())
    } else {
        plain(operand)
    };
    let meant = written.and_then(|written| read(&written));
    let Some(meant) = meant else {
        return wrong_value(operand.span, spec, expected);
    };
    let is_text = matches!(operand.kind, ExpressionKind::Text(_));
    let edit = Edit {
        span: operand.span,
        text: meant.clone(),
    };
    Diagnostic::new(
        Code::SettingValue,
        operand.span,
        format!("`{}` takes {expected}", spec.name),
    )
    .label(if is_text {
        "a text"
    } else {
        "a number without a unit"
    })
    .fix(
        format!("write `{meant}`"),
        vec![edit],
        if is_text {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    )
}

/// Digits and the unit that follows them.
fn digits_and_unit(text: &str) -> Option<(u64, String)> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number = digits.parse().ok().filter(|number| *number > 0)?;
    Some((number, unit.trim().to_ascii_lowercase()))
}

/// The likely intended duration. A bare number of at least 1000 means milliseconds, as in
/// JavaScript.
fn as_duration(text: &str) -> Option<String> {
    let (number, unit) = digits_and_unit(text)?;
    let unit = match &*unit {
        "" if number >= 1000 && number % 1000 == 0 => return Some(format!("{}s", number / 1000)),
        "" if number >= 1000 => "ms",
        "" | "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "ms" | "millis" | "millisecond" | "milliseconds" => "ms",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "d",
        _ => return None,
    };
    Some(format!("{number}{unit}"))
}

/// The likely intended size. A bare number means bytes; the language has no unit for single bytes.
fn as_size(text: &str) -> Option<String> {
    let (number, unit) = digits_and_unit(text)?;
    let unit = match &*unit {
        "" | "b" | "bytes" => return Some(format!("{}kb", number.div_ceil(1000))),
        "k" | "kb" | "kib" => "kb",
        "m" | "mb" | "mib" => "mb",
        "g" | "gb" | "gib" => "gb",
        _ => return None,
    };
    Some(format!("{number}{unit}"))
}
