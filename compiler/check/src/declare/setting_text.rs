//! Texts in declarations: literals, configs and secrets, concatenated when the server starts.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, TextPart};

use super::Globals;
use crate::program::{SettingText, SettingTextPart};
use crate::reports::Reports;

/// The text of an expression; reports an error if the expression is not a text. Records `user` for
/// each of its secrets.
pub(crate) fn setting_text(
    globals: &Globals,
    expression: &Expression,
    user: &str,
    reports: &mut Reports,
) -> SettingText {
    let mut text = SettingText::default();
    let ExpressionKind::Text(parts) = &expression.kind else {
        text.parts.extend(piece(globals, expression, user, reports));
        return text;
    };
    for part in parts {
        match part {
            TextPart::Literal(literal) => {
                text.parts.push(SettingTextPart::Literal(literal.clone()));
            }
            TextPart::Interpolation(value) => {
                text.parts.extend(piece(globals, value, user, reports));
            }
        }
    }
    text
}

fn piece(
    globals: &Globals,
    expression: &Expression,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingTextPart> {
    if matches!(expression.kind, ExpressionKind::Error) {
        return None;
    }
    if let ExpressionKind::Field {
        base,
        field,
        optional: false,
    } = &expression.kind
        && let ExpressionKind::Name(name) = &base.kind
    {
        if &*name.text == "secrets" {
            let secret = globals.secret(field, reports)?;
            reports.use_secret(secret, user);
            return Some(SettingTextPart::Secret(secret));
        }
        if &*name.text == "config" {
            return globals.config(field, reports).map(SettingTextPart::Config);
        }
    }
    let report = Diagnostic::new(
        Code::SettingValue,
        expression.span,
        "this setting must be a text, a `config` or a secret",
    )
    .label("not known when the server starts")
    .help("write a string, `config.NAME` or `secrets.NAME`");
    reports.push(report);
    None
}

/// The literal at the start of a text, if any.
pub(crate) fn literal_start(text: &SettingText) -> Option<&str> {
    let Some(SettingTextPart::Literal(literal)) = text.parts.first() else {
        return None;
    };
    Some(literal)
}

/// Requires that a config is a text if it supplies a whole URL.
pub(crate) fn text_config(
    globals: &Globals,
    text: &SettingText,
    span: Span,
    reports: &mut Reports,
) {
    let [SettingTextPart::Config(config)] = text.parts.as_slice() else {
        return;
    };
    let Some(config) = globals.program.configs.get(*config) else {
        return;
    };
    if !config.ty.is_text() && config.ty != Type::Error {
        let report = Diagnostic::new(
            Code::Mismatch,
            span,
            format!("expected `text`, found `{}`", config.ty),
        )
        .label("a text is expected here")
        .because(config.span, format!("declared as `{}` here", config.ty));
        reports.push(report);
    }
}
