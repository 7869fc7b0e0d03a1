//! Reading settings: which are there, which are required, and what stands behind their names.

use std::time::Duration;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, SettingTail};

use crate::declare::constant;
use crate::reports::Reports;
use crate::words::{self, WordPlace};

/// Whose settings are read, and which of them there are.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    /// As in "a service".
    pub what: &'static str,
    /// The settings that are built.
    pub known: &'static [&'static str],
    /// The settings that may be given several times.
    pub repeated: &'static [&'static str],
    /// Where to look for words that are not built.
    pub place: Option<WordPlace>,
}

/// The settings that are known and given once.
pub(crate) struct Known<'a> {
    settings: Vec<&'a Setting>,
    /// Whether no setting was refused. One that was may have been meant for any other, so where this does not hold, no setting is
    /// called missing.
    pub complete: bool,
}

impl<'a> IntoIterator for &Known<'a> {
    type Item = &'a Setting;
    type IntoIter = std::vec::IntoIter<&'a Setting>;

    fn into_iter(self) -> Self::IntoIter {
        self.settings.clone().into_iter()
    }
}

/// The settings that are known and given once; all others are reported.
pub(crate) fn known<'a>(settings: &'a [Setting], owner: Owner, reports: &mut Reports) -> Known<'a> {
    let mut good: Vec<&Setting> = Vec::with_capacity(settings.len());
    let mut complete = true;
    for setting in settings {
        let word = &*setting.name.text;
        match &setting.tail {
            SettingTail::Error => {
                complete = false;
                continue;
            }
            SettingTail::NotBuilt(feature) => {
                reports.push(words::feature(setting.span, *feature));
                continue;
            }
            SettingTail::Operands { .. } | SettingTail::Body(_) | SettingTail::Type(_) => {}
        }
        if owner
            .place
            .is_some_and(|place| words::is_not_built(place, word))
        {
            let what = format!("the setting `{word}` of {}", owner.what);
            reports.push(words::not_built(setting.span, &what));
            continue;
        }
        if !owner.known.contains(&word) {
            reports.push(unknown_setting(&setting.name, owner));
            complete = false;
            continue;
        }
        let first = good.iter().find(|first| &*first.name.text == word);
        match first {
            Some(first) if !owner.repeated.contains(&word) => {
                reports.push(twice(&setting.name, first.name.span));
            }
            _ => good.push(setting),
        }
    }
    Known {
        settings: good,
        complete,
    }
}

/// `E0108`: a setting that is not there.
fn unknown_setting(name: &Name, owner: Owner) -> Diagnostic {
    let report = Diagnostic::new(
        Code::UnknownSetting,
        name.span,
        format!("{} has no setting `{}`", owner.what, name.text),
    )
    .label("not a setting of it")
    .did_you_mean(name.span, &name.text, owner.known.iter().copied());
    if owner.known.is_empty() {
        return report.help("take it out");
    }
    if matches!(&*name.text, "body" | "data") && owner.known.contains(&"json") {
        let edit = Edit {
            span: name.span,
            text: "json".to_owned(),
        };
        return report.fix(
            "what is sent says its form: write `json`",
            vec![edit],
            Applicability::Unsafe,
        );
    }
    report.note(format!("its settings are `{}`", owner.known.join("`, `")))
}

/// `E0306`: a setting that is given twice.
fn twice(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SettingTwice,
        name.span,
        format!("`{}` is given twice", name.text),
    )
    .label("given again here")
    .because(first, "first given here")
    .help("keep one of them")
}

/// `E0305`: a setting that is required.
pub(crate) fn missing(span: Span, owner: &str, setting: &str, sample: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingSetting,
        span,
        format!("{owner} needs the setting `{setting}`"),
    )
    .label(format!("`{setting}` is missing"))
    .help(format!("add `{sample}`"))
}

/// `E0307`: a setting with a wrong value.
pub(crate) fn wrong(span: Span, name: &str, expected: &str, sample: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SettingValue,
        span,
        format!("`{name}` takes {expected}"),
    )
    .label(format!("expected {expected}"))
    .help(format!("write it as `{sample}`"))
}

/// The operands of a setting without a block; a report where it is of another shape.
pub(crate) fn operands<'a>(
    setting: &'a Setting,
    expected: &str,
    sample: &str,
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
        | SettingTail::NotBuilt(_) => {
            reports.push(wrong(setting.span, &setting.name.text, expected, sample));
            None
        }
    }
}

/// The one operand of a setting.
pub(crate) fn operand<'a>(
    setting: &'a Setting,
    expected: &str,
    sample: &str,
    reports: &mut Reports,
) -> Option<&'a Expression> {
    match operands(setting, expected, sample, reports)? {
        [one] => Some(one),
        [] => {
            reports.push(wrong(setting.span, &setting.name.text, expected, sample));
            None
        }
        [first, rest @ ..] => {
            let span = rest
                .last()
                .map_or(first.span, |last| first.span.to(last.span));
            reports.push(wrong(span, &setting.name.text, expected, sample));
            None
        }
    }
}

/// A word that stands as an operand.
pub(crate) fn word(expression: &Expression) -> Option<&Name> {
    let ExpressionKind::Name(name) = &expression.kind else {
        return None;
    };
    Some(name)
}

/// The items of a list; of another expression itself.
pub(crate) fn items(expression: &Expression) -> &[Expression] {
    if let ExpressionKind::List(items) = &expression.kind {
        return items;
    }
    std::slice::from_ref(expression)
}

/// The one word behind a setting, which is one of `choices`.
pub(crate) fn choice<'a>(
    setting: &'a Setting,
    choices: &[&str],
    reports: &mut Reports,
) -> Option<&'a Name> {
    let expected = format!("one of `{}`", choices.join("`, `"));
    let sample = format!("{} {}", setting.name.text, choices.first().unwrap_or(&""));
    let operand = operand(setting, &expected, &sample, reports)?;
    let Some(name) = word(operand) else {
        reports.push(wrong(operand.span, &setting.name.text, &expected, &sample));
        return None;
    };
    if choices.contains(&&*name.text) {
        return Some(name);
    }
    let of = format!("a choice of `{}`", setting.name.text);
    reports.push(unknown_word(name, &of, choices));
    None
}

/// `E0110`: a word that is not one of the choices.
pub(crate) fn unknown_word(name: &Name, of: &str, choices: &[&str]) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownWord,
        name.span,
        format!("`{}` is not {of}", name.text),
    )
    .label("not one of the choices")
    .did_you_mean(name.span, &name.text, choices.iter().copied())
    .note(format!("the choices are `{}`", choices.join("`, `")))
}

/// The time behind a setting.
pub(crate) fn duration(setting: &Setting, reports: &mut Reports) -> Option<Duration> {
    let sample = format!("{} 5s", setting.name.text);
    let operand = operand(setting, "a duration", &sample, reports)?;
    let ExpressionKind::Duration(micros @ 1..) = operand.kind else {
        let name = &setting.name.text;
        reports.push(wrong(operand.span, name, "a duration above zero", &sample));
        return None;
    };
    Some(Duration::from_micros(micros))
}

/// The size behind a setting, in bytes.
pub(crate) fn size(setting: &Setting, reports: &mut Reports) -> Option<u64> {
    let sample = format!("{} 1mb", setting.name.text);
    let operand = operand(setting, "a size", &sample, reports)?;
    let ExpressionKind::Size(bytes @ 1..) = operand.kind else {
        let name = &setting.name.text;
        reports.push(wrong(operand.span, name, "a size above zero", &sample));
        return None;
    };
    Some(bytes)
}

/// The plain string behind a setting.
pub(crate) fn literal(setting: &Setting, reports: &mut Reports) -> Option<Box<str>> {
    let sample = format!("{} \"…\"", setting.name.text);
    let operand = operand(setting, "a string", &sample, reports)?;
    let text = plain(operand);
    if text.is_none() {
        reports.push(wrong(
            operand.span,
            &setting.name.text,
            "a string without `{ }`",
            &sample,
        ));
    }
    text
}

/// The text of a plain string.
pub(crate) fn plain(expression: &Expression) -> Option<Box<str>> {
    let ExpressionKind::Text(parts) = &expression.kind else {
        return None;
    };
    constant::plain_text(parts)
}
