//! `channel NAME = KIND { … }`

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::catalogue::{self, CHANNELS, ChannelSpec, Owner, SLACK};
use flowright_syntax::ast::ChannelItem;

use super::{Globals, Items};
use crate::describe::listed;
use crate::program::{Channel, Settings};
use crate::reports::Reports;
use crate::settings;
use crate::unbuilt::{self, WordPlace};

/// Reads all channels.
pub(super) fn read(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.channels {
        let kind = catalogue::channel(&item.kind.text);
        let settings = match kind {
            Some(kind) => one(globals, item, kind, reports),
            None => {
                reports.push(unknown_kind(item));
                Settings::default()
            }
        };
        globals.poisoned_channels.push(kind.is_none());
        globals.program.channels.push(Channel {
            name: item.name.text.clone(),
            kind: kind.unwrap_or(&SLACK),
            settings,
            span: item.name.span,
        });
    }
}

fn one(
    globals: &Globals,
    item: &ChannelItem,
    kind: &'static ChannelSpec,
    reports: &mut Reports,
) -> Settings {
    let owner = Owner::Channel(kind);
    let user = format!("channel {}", item.name.text);
    let read = settings::declared(owner, &item.settings, globals, &user, reports);
    read.require(owner, item.name.span, None, reports);
    read.into_settings()
}

fn unknown_kind(item: &ChannelItem) -> Diagnostic {
    let word = &item.kind.text;
    if unbuilt::is_unbuilt(WordPlace::Channel, word) {
        return unbuilt::report(item.kind.span, &format!("a channel of kind `{word}`"));
    }
    let kinds = CHANNELS.iter().map(|one| one.name);
    Diagnostic::new(
        Code::UnknownWord,
        item.kind.span,
        format!("there is no channel of kind `{word}`"),
    )
    .label("not a kind of channel")
    .did_you_mean(item.kind.span, word, kinds.clone())
    .note(format!("the kinds are {}", listed(kinds)))
}
