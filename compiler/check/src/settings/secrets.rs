//! The secrets that a verification scheme uses.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::{BinaryOperator, Expression, ExpressionKind, Setting};

use super::operands::{items, operand, operands, plain, word};
use super::reports::{wrong, wrong_value};
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

/// A secret, or a list of secrets.
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
    let wanted = Wanted {
        setting: "secret",
        expected: "a declared secret",
        sample: "secrets.NAME",
    };
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        found.push(secret(item, &wanted, globals, user, reports)?);
    }
    Some(SettingValue::Secrets(found))
}

/// `user "shop" secrets.k`
pub(super) fn named(
    setting: &Setting,
    spec: &SettingSpec,
    without: &str,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let [name, item] = operands(setting, spec, reports)? else {
        reports.push(wrong_value(setting.span, spec, &spec.kind.expected()));
        return None;
    };
    let Some(text) = plain(name) else {
        reports.push(wrong_value(name.span, spec, "the name as a string"));
        return None;
    };
    let is_wrong = |letter: char| letter.is_control() || without.contains(letter);
    if text.is_empty() || text.contains(is_wrong) {
        let expected = match without {
            "" => "a name that is not empty".to_owned(),
            without => format!("a name that is not empty and contains no `{without}`"),
        };
        reports.push(wrong_value(name.span, spec, &expected));
        return None;
    }
    let wanted = Wanted {
        setting: spec.name,
        expected: "a declared secret after the name",
        sample: spec.sample,
    };
    let secret = secret(item, &wanted, globals, user, reports)?;
    Some(SettingValue::NamedSecret(text, secret))
}

/// What a setting accepts as a secret, for reports.
struct Wanted<'a> {
    setting: &'a str,
    expected: &'a str,
    sample: &'a str,
}

impl Wanted<'_> {
    fn wrong(&self, span: Span) -> Diagnostic {
        wrong(span, self.setting, self.expected, self.sample)
    }

    fn report(&self, span: Span) -> Diagnostic {
        let message = format!("`{}` takes {}", self.setting, self.expected);
        Diagnostic::new(Code::SettingValue, span, message)
    }
}

/// The index of the named secret.
fn secret(
    item: &Expression,
    wanted: &Wanted<'_>,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<usize> {
    if let ExpressionKind::Field { base, field, .. } = &item.kind
        && word(base).is_some_and(|name| &*name.text == "secrets")
    {
        let secret = globals.secret(field, reports)?;
        reports.use_secret(secret, user);
        return Some(secret);
    }
    if let Some(name) = word(item)
        && globals.secrets.get(&name.text).is_some()
    {
        let meant = format!("secrets.{}", name.text);
        let report = wanted
            .report(item.span)
            .label("a secret is written `secrets.NAME`");
        let edit = Edit {
            span: item.span,
            text: meant.clone(),
        };
        reports.push(report.fix(format!("write `{meant}`"), vec![edit], Applicability::Safe));
        return None;
    }
    reports.push(match meant_secret(item, globals) {
        Some(meant) => wanted
            .report(item.span)
            .label("a secret is written `secrets.NAME`")
            .fix(
                format!("write `{meant}`"),
                vec![Edit {
                    span: item.span,
                    text: meant,
                }],
                Applicability::Safe,
            ),
        None => not_a_secret(item, wanted),
    });
    None
}

/// The declared secret that `secret.key`, `config.key` or `secrets.shop-key` stands for.
fn meant_secret(item: &Expression, globals: &Globals) -> Option<String> {
    let name = dashed(item)?;
    let (group, name) = name.split_once('.')?;
    let name = name.replace('-', "_");
    let is_group = matches!(group, "secrets" | "secret" | "config" | "env");
    (is_group && globals.secrets.get(&name).is_some()).then(|| format!("secrets.{name}"))
}

/// The text of `a.b-c`, which reads as a subtraction.
fn dashed(item: &Expression) -> Option<String> {
    if let ExpressionKind::Field { base, field, .. } = &item.kind {
        return Some(format!("{}.{}", word(base)?.text, field.text));
    }
    let ExpressionKind::Binary {
        operator: BinaryOperator::Subtract,
        operator_span: _,
        left,
        right,
    } = &item.kind
    else {
        return None;
    };
    Some(format!("{}-{}", dashed(left)?, word(right)?.text))
}

/// `E0307`: a value that is not a declared secret. A literal in the program is not secret.
fn not_a_secret(item: &Expression, wanted: &Wanted<'_>) -> Diagnostic {
    if !matches!(item.kind, ExpressionKind::Text(_)) {
        return wanted.wrong(item.span);
    }
    let edit = Edit {
        span: item.span,
        text: "secrets.signing_key".to_owned(),
    };
    wanted
        .report(item.span)
        .label("everyone who can read the program can read this")
        .fix(
            "declare it with `secret signing_key`, and write `secrets.signing_key`",
            vec![edit],
            Applicability::Unsafe,
        )
        .note("the operator sets its value with `FLOWRIGHT_SECRET_SIGNING_KEY` or in the secrets file")
}
