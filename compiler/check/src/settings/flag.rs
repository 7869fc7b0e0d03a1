//! Whether something is on: a constant or a config.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, Setting};

use super::operands::{operand, plain, word};
use super::reports::wrong_value;
use crate::declare::Globals;
use crate::program::{Flag, SettingValue};
use crate::reports::Reports;

/// The flag given for a setting.
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    globals: &Globals,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    if let ExpressionKind::Bool(value) = operand.kind {
        return Some(SettingValue::Flag(Flag::Constant(value)));
    }
    if let ExpressionKind::Field {
        base,
        field,
        optional: false,
    } = &operand.kind
        && word(base).is_some_and(|name| &*name.text == "config")
    {
        let index = globals.config(field, reports)?;
        let config = globals.program.configs.get(index)?;
        return match config.ty {
            Type::Bool => Some(SettingValue::Flag(Flag::Config(index))),
            Type::Error => None,
            _ => {
                let report = Diagnostic::new(
                    Code::Mismatch,
                    operand.span,
                    format!("expected `bool`, found `{}`", config.ty),
                )
                .label(format!("`{}` takes a `bool`", spec.name))
                .because(config.span, format!("declared as `{}` here", config.ty));
                reports.push(report);
                None
            }
        };
    }
    reports.push(match meant(operand) {
        Some(value) => probably(operand.span, spec, value),
        None => wrong_value(operand.span, spec, &spec.kind.expected()),
    });
    None
}

/// `E0307`: a flag spelt as in another language.
fn probably(span: Span, spec: &SettingSpec, value: bool) -> Diagnostic {
    let edit = Edit {
        span,
        text: value.to_string(),
    };
    Diagnostic::new(
        Code::SettingValue,
        span,
        format!("`{}` takes {}", spec.name, spec.kind.expected()),
    )
    .label("not a flag")
    .fix(format!("write `{value}`"), vec![edit], Applicability::Safe)
}

/// The flag that a word, a text or a number of other languages stands for.
fn meant(operand: &Expression) -> Option<bool> {
    if let ExpressionKind::Int(number @ 0..=1) = operand.kind {
        return Some(number == 1);
    }
    let written = word(operand).map(|name| name.text.clone());
    let written = written.or_else(|| plain(operand))?;
    match &*written.to_ascii_lowercase() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
