//! The secrets that a way to verify goes by.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_syntax::ast::{Expression, ExpressionKind, Setting};

use crate::declare::Globals;
use crate::reports::Reports;
use crate::settings;

/// `secret secrets.k` or `secret [secrets.k, secrets.k_old]`
pub(super) fn secret_setting(
    setting: &Setting,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<Vec<usize>> {
    let sample = "secret secrets.NAME";
    let operand = settings::operand(setting, "a secret", sample, reports)?;
    secrets(operand, globals, user, reports)
}

/// One secret, or a list of some.
pub(super) fn secrets(
    expression: &Expression,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<Vec<usize>> {
    if matches!(expression.kind, ExpressionKind::Error) {
        return None;
    }
    let mut items = settings::items(expression);
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
        reports.push(settings::wrong(
            item.span,
            "secret",
            expected,
            "secrets.NAME",
        ));
        return None;
    }
    Some(found)
}
