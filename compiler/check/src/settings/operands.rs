//! The operands after the name of a setting.

use flowright_diagnostics::Span;
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, SettingTail};

use super::reports::wrong_value;
use crate::declare::constant;
use crate::reports::Reports;

/// The operands of a setting without a block; reports an error if it has another form.
pub(crate) fn operands<'a>(
    setting: &'a Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<&'a [Expression]> {
    match &setting.tail {
        SettingTail::Operands {
            operands,
            block: None,
        } => {
            let poisoned = |one: &Expression| matches!(one.kind, ExpressionKind::Error);
            (!operands.iter().any(poisoned)).then_some(operands)
        }
        SettingTail::Error => None,
        SettingTail::Operands { block: Some(_), .. }
        | SettingTail::Body(_)
        | SettingTail::Type(_)
        | SettingTail::Fields(_)
        | SettingTail::NotBuilt(_) => {
            reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
            None
        }
    }
}

/// The single operand of a setting.
pub(crate) fn operand<'a>(
    setting: &'a Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<&'a Expression> {
    match operands(setting, spec, reports)? {
        [one] => Some(one),
        [] => {
            reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
            None
        }
        [first, rest @ ..] => {
            let span = rest
                .last()
                .map_or(first.span, |last| first.span.to(last.span));
            reports.push(wrong_value(span, spec, &spec.kind.expected()));
            None
        }
    }
}

/// A keyword used as an operand.
pub(crate) fn word(expression: &Expression) -> Option<&Name> {
    let ExpressionKind::Name(name) = &expression.kind else {
        return None;
    };
    Some(name)
}

/// The items of a list; for any other expression, the expression itself.
pub(crate) fn items(expression: &Expression) -> &[Expression] {
    if let ExpressionKind::List(items) = &expression.kind {
        return items;
    }
    std::slice::from_ref(expression)
}

/// The texts of a list, or the single text, given for a setting. Elements that are not `what` are
/// reported.
pub(super) fn texts(
    setting: &Setting,
    spec: &SettingSpec,
    what: &str,
    reports: &mut Reports,
) -> Option<Vec<(Box<str>, Span)>> {
    let operand = operand(setting, spec, reports)?;
    let items = items(operand);
    let is_list = matches!(
        operand.kind,
        ExpressionKind::List(_) | ExpressionKind::Text(_)
    );
    if items.is_empty() || !is_list {
        reports.push(wrong_value(operand.span, spec, &spec.kind.expected()));
        return None;
    }
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        match plain(item) {
            Some(text) => texts.push((text, item.span)),
            None if matches!(item.kind, ExpressionKind::Error) => {}
            None => reports.push(wrong_value(item.span, spec, what)),
        }
    }
    Some(texts)
}

/// The text of a plain string.
pub(crate) fn plain(expression: &Expression) -> Option<Box<str>> {
    let ExpressionKind::Text(parts) = &expression.kind else {
        return None;
    };
    constant::plain_text(parts)
}
