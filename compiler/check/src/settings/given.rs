//! Finds the known settings of a block, without duplicates.

use flowright_stdlib::catalogue::{Owner, SettingSpec};
use flowright_syntax::ast::{Setting, SettingTail};

use super::reports::{twice, unknown_setting};
use crate::reports::Reports;
use crate::unbuilt::{self, WordPlace};

/// The known settings without duplicates, each with its spec.
pub(super) struct Known<'a> {
    pub settings: Vec<(&'a Setting, &'static SettingSpec)>,
    /// Whether no setting was rejected. A rejected one may have been meant as any other setting, so
    /// if this is false, no setting is reported as missing.
    pub complete: bool,
}

/// The known settings without duplicates; reports all others.
pub(super) fn known<'a>(settings: &'a [Setting], owner: Owner, reports: &mut Reports) -> Known<'a> {
    let mut known = Known {
        settings: Vec::with_capacity(settings.len()),
        complete: true,
    };
    for setting in settings {
        let word = &*setting.name.text;
        match &setting.tail {
            SettingTail::Error => {
                known.complete = false;
                continue;
            }
            SettingTail::NotBuilt(feature) => {
                reports.push(unbuilt::feature(setting.span, *feature));
                continue;
            }
            SettingTail::Operands { .. }
            | SettingTail::Body(_)
            | SettingTail::Type(_)
            | SettingTail::Fields(_) => {}
        }
        if unbuilt::is_unbuilt(WordPlace::Setting(owner), word) {
            let what = format!("the setting `{word}` of {owner}");
            reports.push(unbuilt::report(setting.span, &what));
            continue;
        }
        let Some(spec) = owner.setting(word) else {
            reports.push(unknown_setting(setting, owner));
            known.complete = false;
            continue;
        };
        let mut before = known.settings.iter();
        let first = before.find(|(first, _)| &*first.name.text == word);
        match first {
            Some((first, _)) if !spec.repeated => {
                reports.push(twice(&setting.name, first.name.span));
            }
            _ => known.settings.push((setting, spec)),
        }
    }
    known
}
