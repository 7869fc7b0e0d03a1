//! `header "Stripe-Signature" "t={timestamp},v1={signature}"`: a header with several parts.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{Labels, SettingSpec};
use flowright_syntax::ast::{Expression, ExpressionKind, Setting, TextPart};

use super::header;
use super::operands::{operands, word};
use super::reports::wrong_value;
use crate::program::SettingValue;
use crate::reports::Reports;

/// A sample pattern, for the help on an invalid one.
const SAMPLE: &str = "\"t={timestamp},v1={signature}\"";

/// The name of the header, and the labels of its parts.
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    match operands(setting, spec, reports)? {
        [name] => {
            let name = header::name(name, reports)?;
            Some(SettingValue::SignatureHeader(name, None))
        }
        [name, pattern] => {
            let name = header::name(name, reports)?;
            match labels(pattern) {
                Ok(labels) => Some(SettingValue::SignatureHeader(name, Some(labels))),
                Err(problem) => {
                    reports.push(wrong_pattern(pattern.span, problem));
                    None
                }
            }
        }
        _ => {
            reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
            None
        }
    }
}

fn labels(pattern: &Expression) -> Result<Labels, &'static str> {
    let ExpressionKind::Text(parts) = &pattern.kind else {
        return Err("it is not a string");
    };
    let mut separator = None;
    let (mut signature, mut timestamp) = (None, None);
    let mut label = String::new();
    for part in parts {
        let value = match part {
            TextPart::Literal(text) => {
                label.push_str(text);
                continue;
            }
            TextPart::Interpolation(value) => value,
        };
        if signature.is_some() || timestamp.is_some() {
            let first = label.chars().next().filter(|one| ",;".contains(*one));
            let first = first.ok_or("its parts are not separated by `,` or `;`")?;
            if *separator.get_or_insert(first) != first {
                return Err("it has two kinds of separators");
            }
            label = label.split_off(1);
        }
        label = label.trim_start().to_owned();
        if label.is_empty() || label.contains([',', ';']) {
            return Err("each placeholder needs a label before it");
        }
        let place = match word(value).map(|name| &*name.text) {
            Some("signature") => &mut signature,
            Some("timestamp") => &mut timestamp,
            _ => return Err("its placeholders are `{signature}` and `{timestamp}`"),
        };
        if place.replace(std::mem::take(&mut label)).is_some() {
            return Err("it names the same placeholder twice");
        }
    }
    if !label.is_empty() {
        return Err("there is text after the last placeholder");
    }
    let signature = signature.ok_or("it lacks `{signature}`")?;
    if let Some(timestamp) = &timestamp
        && (signature.starts_with(timestamp) || timestamp.starts_with(&signature))
    {
        return Err("the label of one placeholder begins with that of the other");
    }
    Ok(Labels {
        separator: separator.unwrap_or(','),
        signature: signature.into(),
        timestamp: timestamp.map(Into::into),
    })
}

/// `E0307`: a pattern that does not describe a header.
fn wrong_pattern(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SettingValue,
        span,
        "this pattern does not describe a signature's header",
    )
    .label(problem)
    .help(format!("write the label of each part: `{SAMPLE}`"))
}
