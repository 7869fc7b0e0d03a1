//! Texts in declarations: literals, configs and secrets, concatenated when the server starts.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, TextPart};
use flowright_syntax::tokens::is_word;

use super::Globals;
use super::constant::plain_text;
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
    .label("not known when the server starts");
    reports.push(match environment(expression) {
        Some(name) => of_operator(globals, report, &name, expression.span),
        None => report.help("write a string, `config.NAME` or `secrets.NAME`"),
    });
    None
}

/// The name of the variable in `env("NAME")`, `env.NAME` and `process.env.NAME`.
fn environment(expression: &Expression) -> Option<String> {
    let is_env = |word: &str| matches!(word, "env" | "ENV" | "getenv" | "environ" | "var");
    if let ExpressionKind::Call {
        function,
        arguments,
    } = &expression.kind
        && is_env(&function.text)
        && let [name, ..] = arguments.as_slice()
        && let ExpressionKind::Text(parts) = &name.kind
    {
        return plain_text(parts).map(|text| text.to_string());
    }
    if let ExpressionKind::Field { base, field, .. } = &expression.kind {
        let group = if let ExpressionKind::Name(name) = &base.kind {
            name
        } else if let ExpressionKind::Field { field, .. } = &base.kind {
            field
        } else {
            return None;
        };
        return is_env(&group.text).then(|| field.text.to_string());
    }
    None
}

/// Suggests a config or a secret in place of an environment variable.
fn of_operator(globals: &Globals, report: Diagnostic, name: &str, span: Span) -> Diagnostic {
    let own = name.to_lowercase();
    if !is_word(&own) {
        return report.help("declare a `config`, and write `config.NAME`");
    }
    let is_secret = ["secret", "token", "key", "password"]
        .iter()
        .any(|word| own.contains(word));
    let (meant, declaration, is_declared) = if is_secret {
        let is_declared = globals.secrets.get(&own).is_some();
        (
            format!("secrets.{own}"),
            format!("secret {own}"),
            is_declared,
        )
    } else {
        let is_declared = globals.configs.get(&own).is_some();
        (
            format!("config.{own}"),
            format!("config {own}: text"),
            is_declared,
        )
    };
    let help = if is_declared {
        format!("write `{meant}`")
    } else {
        format!("declare `{declaration}`, and write `{meant}`")
    };
    let edit = Edit { span, text: meant };
    report.fix(help, vec![edit], Applicability::Unsafe)
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
