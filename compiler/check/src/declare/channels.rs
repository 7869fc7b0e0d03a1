//! `channel NAME = KIND { … }`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{ChannelItem, Setting};

use super::services::{text_config, url_setting};
use super::setting_text::setting_text;
use super::{Globals, Items};
use crate::program::{Channel, ChannelKind, SettingText, SettingTextPart};
use crate::reports::Reports;
use crate::settings::{self, Owner};
use crate::words::{self, WordPlace};

pub(crate) const KINDS: &[&str] = &["slack", "email"];

pub(crate) const SLACK: Owner = Owner {
    what: "a channel of kind `slack`",
    known: &["url"],
    repeated: &[],
    place: None,
};

pub(crate) const EMAIL: Owner = Owner {
    what: "a channel of kind `email`",
    known: &["smtp", "from"],
    repeated: &[],
    place: Some(WordPlace::Email),
};

/// Reads all channels.
pub(super) fn read(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.channels {
        let user = format!("channel {}", item.name.text);
        let kind = match &*item.kind.text {
            "slack" => slack(globals, item, &user, reports),
            "email" => email(globals, item, &user, reports),
            _ => {
                reports.push(unknown_kind(item));
                ChannelKind::Slack {
                    url: nothing(item.kind.span),
                }
            }
        };
        globals
            .poisoned_channels
            .push(!KINDS.contains(&&*item.kind.text));
        globals.program.channels.push(Channel {
            name: item.name.text.clone(),
            kind,
            span: item.name.span,
        });
    }
}

fn unknown_kind(item: &ChannelItem) -> Diagnostic {
    let word = &item.kind.text;
    if words::is_not_built(WordPlace::Channel, word) {
        return words::not_built(item.kind.span, &format!("a channel of kind `{word}`"));
    }
    Diagnostic::new(
        Code::UnknownWord,
        item.kind.span,
        format!("there is no channel of kind `{word}`"),
    )
    .label("not a kind of channel")
    .did_you_mean(item.kind.span, word, KINDS.iter().copied())
    .note(format!("the kinds are `{}`", KINDS.join("`, `")))
}

fn slack(globals: &Globals, item: &ChannelItem, user: &str, reports: &mut Reports) -> ChannelKind {
    let mut url = None;
    let known = settings::known(&item.settings, SLACK, reports);
    for setting in &known {
        url = Some(url_setting(globals, setting, user, reports));
    }
    if url.is_none() && known.complete {
        let sample = "url secrets.NAME";
        reports.push(settings::missing(item.name.span, SLACK.what, "url", sample));
    }
    ChannelKind::Slack {
        url: url.unwrap_or_else(|| nothing(item.name.span)),
    }
}

fn email(globals: &Globals, item: &ChannelItem, user: &str, reports: &mut Reports) -> ChannelKind {
    let mut smtp = None;
    let mut from = None;
    let known = settings::known(&item.settings, EMAIL, reports);
    for setting in &known {
        match &*setting.name.text {
            "smtp" => smtp = Some(server(globals, setting, user, reports)),
            _ => from = Some(sender(globals, setting, user, reports)),
        }
    }
    if smtp.is_none() && known.complete {
        let sample = "smtp \"smtp://localhost:25\"";
        reports.push(settings::missing(
            item.name.span,
            EMAIL.what,
            "smtp",
            sample,
        ));
    }
    if from.is_none() && known.complete {
        let sample = "from \"Shop <hello@example.com>\"";
        reports.push(settings::missing(
            item.name.span,
            EMAIL.what,
            "from",
            sample,
        ));
    }
    ChannelKind::Email {
        smtp: smtp.unwrap_or_else(|| nothing(item.name.span)),
        from: from.unwrap_or_else(|| nothing(item.name.span)),
    }
}

fn server(globals: &Globals, setting: &Setting, user: &str, reports: &mut Reports) -> SettingText {
    let sample = "smtp \"smtp://localhost:25\"";
    let Some(operand) = settings::operand(setting, "the address of a server", sample, reports)
    else {
        return nothing(setting.span);
    };
    let text = setting_text(globals, operand, user, reports);
    text_config(globals, &text, reports);
    if let Some(SettingTextPart::Literal(start)) = text.parts.first()
        && !start.starts_with("smtp://")
        && !start.starts_with("smtps://")
    {
        let expected = "an address that begins with `smtp://` or `smtps://`";
        reports.push(settings::wrong(operand.span, "smtp", expected, sample));
    }
    text
}

fn sender(globals: &Globals, setting: &Setting, user: &str, reports: &mut Reports) -> SettingText {
    let sample = "from \"Shop <hello@example.com>\"";
    let Some(operand) = settings::operand(setting, "a mail address", sample, reports) else {
        return nothing(setting.span);
    };
    let text = setting_text(globals, operand, user, reports);
    text_config(globals, &text, reports);
    let secret = text.parts.iter().find_map(|part| match part {
        SettingTextPart::Secret(secret) => globals.program.secrets.get(*secret),
        SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
    });
    if let Some(secret) = secret {
        let report = Diagnostic::new(
            Code::SecretLeak,
            operand.span,
            format!("the secret `{}` would stand in every mail", secret.name),
        )
        .label("the sender is shown to everyone")
        .because(secret.span, "the secret is declared here");
        reports.push(report);
    } else if let [SettingTextPart::Literal(whole)] = text.parts.as_slice()
        && !whole.contains('@')
    {
        reports.push(settings::wrong(
            operand.span,
            "from",
            "a mail address",
            sample,
        ));
    }
    text
}

fn nothing(span: Span) -> SettingText {
    SettingText {
        parts: Vec::new(),
        span,
    }
}
