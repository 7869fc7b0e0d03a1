//! Values that are known when the server starts.

use std::time::Duration;

use flowright_diagnostics::{Code, Diagnostic};
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

/// The one word behind a setting, which is one of `choices`.
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

/// The word of the language that is not built, where one is all that stands behind the setting.
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

/// The time behind a setting.
pub(super) fn duration(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let ExpressionKind::Duration(micros @ 1..) = operand.kind else {
        reports.push(wrong_value(operand.span, spec, "a duration above zero"));
        return None;
    };
    Some(SettingValue::Duration(Duration::from_micros(micros)))
}

/// The size behind a setting, in bytes.
pub(super) fn size(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let ExpressionKind::Size(bytes @ 1..) = operand.kind else {
        reports.push(wrong_value(operand.span, spec, "a size above zero"));
        return None;
    };
    Some(SettingValue::Size(bytes))
}

/// The plain string behind a setting.
pub(super) fn literal(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    let text = plain(operand);
    if text.is_none() {
        let expected = "a string without `{ }`";
        reports.push(wrong_value(operand.span, spec, expected));
    }
    text.map(SettingValue::Literal)
}

/// The name of a header behind a setting.
pub(super) fn header_name(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let name = operand(setting, spec, reports)?;
    header::name(name, reports).map(SettingValue::HeaderName)
}

/// The text behind a setting, which is put together when the server starts, with its operand.
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

/// The address of a server, which begins with one of some schemes.
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

/// Who a message is from, which all who get one see.
pub(super) fn sender(
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
            format!("the secret `{}` would stand in every mail", secret.name),
        )
        .label("the sender is shown to everyone")
        .because(secret.span, "the secret is declared here");
        reports.push(report);
    } else if let [SettingTextPart::Literal(whole)] = text.parts.as_slice()
        && !whole.contains('@')
    {
        reports.push(wrong_value(operand.span, spec, &spec.kind.expected()));
    }
    Some(SettingValue::Text(text))
}
