//! The secrets that a way to verify goes by.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::{Expression, ExpressionKind, Setting};

use super::operands::{items, operand};
use super::reports::wrong;
use crate::declare::Globals;
use crate::program::SettingValue;
use crate::reports::Reports;

/// `secret secrets.k` or `secret [secrets.k, secrets.k_old]`
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let operand = operand(setting, spec, reports)?;
    secrets(operand, globals, user, reports)
}

/// One secret, or a list of some.
pub(crate) fn secrets(
    expression: &Expression,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    if matches!(expression.kind, ExpressionKind::Error) {
        return None;
    }
    let mut items = items(expression);
    if items.is_empty() {
        items = std::slice::from_ref(expression);
    }
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        if let ExpressionKind::Field { base, field, .. } = &item.kind
            && let ExpressionKind::Name(name) = &base.kind
            && &*name.text == "secrets"
        {
            let secret = globals.secret(field, reports)?;
            reports.use_secret(secret, user);
            found.push(secret);
            continue;
        }
        let expected = "a declared secret";
        if let ExpressionKind::Name(name) = &item.kind
            && globals.secrets.get(&name.text).is_some()
        {
            let meant = format!("secrets.{}", name.text);
            let report = Diagnostic::new(
                Code::SettingValue,
                item.span,
                format!("`secret` takes {expected}"),
            )
            .label("a secret is named by `secrets`");
            let edit = Edit {
                span: item.span,
                text: meant.clone(),
            };
            reports.push(report.fix(format!("write `{meant}`"), vec![edit], Applicability::Safe));
            return None;
        }
        reports.push(not_a_secret(item, expected));
        return None;
    }
    Some(SettingValue::Secrets(found))
}

/// `E0307`: something else than a declared secret. What is written into a program is none any more.
fn not_a_secret(item: &Expression, expected: &str) -> Diagnostic {
    if !matches!(item.kind, ExpressionKind::Text(_)) {
        return wrong(item.span, "secret", expected, "secrets.NAME");
    }
    let edit = Edit {
        span: item.span,
        text: "secrets.signing_key".to_owned(),
    };
    Diagnostic::new(
        Code::SettingValue,
        item.span,
        format!("`secret` takes {expected}"),
    )
    .label("everyone who reads the program reads this")
    .fix(
        "declare it by `secret signing_key`, and write `secrets.signing_key`",
        vec![edit],
        Applicability::Unsafe,
    )
    .note("the operator sets its value, by `FLOWRIGHT_SECRET_SIGNING_KEY` or the secrets file")
}
