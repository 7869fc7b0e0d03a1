//! Completions for settings and their values.

use flowright_check::SymbolKind;
use flowright_stdlib::catalogue::{
    BODIES, Owner, SCHEMES, SIGNED, SettingKind, SettingSpec, Written,
};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, values};
use crate::Analysis;
use crate::place::Frame;

impl Analysis {
    /// The owner of the settings in a frame.
    pub(crate) fn owner(&self, frame: &Frame) -> Option<Owner> {
        match frame {
            Frame::Settings(owner) => Some(*owner),
            Frame::Message(channel) => self.channel_kind(channel).map(Owner::Message),
            _ => None,
        }
    }
}

/// The number of tokens in the name of a setting and a quoted name after it.
const QUOTED_NAME: usize = 3;

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let Some(owner) = asked.analysis.owner(asked.place.frame()) else {
        return;
    };
    let words: Vec<&str> = asked.place.words().collect();
    match words.as_slice() {
        [] => names(asked, owner, list),
        [name, rest @ ..] => match owner.setting(name) {
            Some(setting) => value(asked, setting, rest, list),
            None => values::fill(asked, list),
        },
    }
}

/// Completions after the name of a setting and the words that follow it.
fn value(asked: &Asked<'_>, setting: &SettingSpec, rest: &[&str], list: &mut List) {
    let before = asked.place.before().len();
    match (setting.kind, rest) {
        (SettingKind::Verify, []) => schemes(asked, list),
        (SettingKind::Verify, [scheme]) if is_because(scheme) => {
            list.snippet("because", CompletionKind::Keyword, "because \"$1\"", 1);
        }
        (SettingKind::Body, []) => bodies(list),
        (SettingKind::Body, ["json", "by"]) => {
            list.snippet("context", CompletionKind::Constant, "context.", 1)
                .goes_on();
        }
        (SettingKind::Body, ["json", "by", ..]) => values::fill(asked, list),
        (SettingKind::JsonList(_), []) => {
            list.snippet("json", CompletionKind::Keyword, "json [$0]", 1);
        }
        (SettingKind::Choice { words, .. }, []) => choices(words, list),
        (SettingKind::Secrets, []) => secrets(asked, list),
        (SettingKind::Window, ["header" | "body"]) if before > 2 => {
            list.snippet("within", CompletionKind::Keyword, "within ${1:5m}", 1);
        }
        (SettingKind::Window, []) => {
            list.snippet("within", CompletionKind::Keyword, "within ${1:5m}", 2);
            let snippet = "header \"${1:X-Timestamp}\" within ${2:5m}";
            list.snippet("header", CompletionKind::Keyword, snippet, 1);
            let snippet = "body \"${1:timestamp}\" within ${2:5m}";
            list.snippet("body", CompletionKind::Keyword, snippet, 3);
        }
        (SettingKind::Auth(_), []) => credentials(asked, list),
        (SettingKind::Duration, []) => choices(&["5s", "10s", "30s"], list),
        (SettingKind::Flag, []) => {
            choices(&["true", "false"], list);
            list.snippet("config", CompletionKind::Constant, "config.", 3)
                .goes_on();
        }
        (SettingKind::Size, []) => choices(&["64kb", "1mb", "10mb"], list),
        (SettingKind::Header(_) | SettingKind::HeaderName | SettingKind::SignatureHeader, [])
            if before < 2 =>
        {
            list.snippet("\"…\"", CompletionKind::Value, "\"$1\"", 1)
                .docs("The name of the header.");
        }
        (SettingKind::SignatureHeader, []) if before == QUOTED_NAME => {
            let snippet = "\"${1:t=}{timestamp\\},${2:v1=}{signature\\}\"";
            list.snippet("\"…\"", CompletionKind::Value, snippet, 1)
                .docs("The labels of the header's parts, if it has several.");
        }
        // The name of the header precedes the place, and its value follows.
        (SettingKind::Header(_), []) if before == QUOTED_NAME => {
            values::fill_operand(asked, list);
        }
        (SettingKind::NamedSecret { .. }, []) if before < 2 => {
            list.snippet("\"…\"", CompletionKind::Value, "\"$1\"", 1)
                .docs("The name.");
        }
        (SettingKind::NamedSecret { .. }, []) if before == QUOTED_NAME => secrets(asked, list),
        (
            SettingKind::Verify
            | SettingKind::Choice { .. }
            | SettingKind::Cidrs
            | SettingKind::Origins
            | SettingKind::Members
            | SettingKind::Literal
            | SettingKind::Signed
            | SettingKind::Window
            | SettingKind::NamedSecret { .. }
            | SettingKind::HeaderName
            | SettingKind::Member
            | SettingKind::SignatureHeader,
            _,
        ) => {}
        (
            SettingKind::Body
            | SettingKind::Secrets
            | SettingKind::Duration
            | SettingKind::Size
            | SettingKind::Flag
            | SettingKind::Url
            | SettingKind::Server { .. }
            | SettingKind::VisibleAddress
            | SettingKind::Header(_)
            | SettingKind::Auth(_)
            | SettingKind::Sent(_)
            | SettingKind::Query
            | SettingKind::Message(_)
            | SettingKind::JsonList(_)
            | SettingKind::Address
            | SettingKind::Recipients
            | SettingKind::Type
            | SettingKind::Condition,
            _,
        ) => values::fill(asked, list),
    }
}

/// Whether a scheme continues with `because`.
fn is_because(scheme: &str) -> bool {
    let mut schemes = SCHEMES.iter();
    schemes.any(|one| one.name == scheme && one.written == Written::Because)
}

/// The settings that are not given yet, required ones first.
fn names(asked: &Asked<'_>, owner: Owner, list: &mut List) {
    let written: Vec<&str> = asked.beginnings().collect();
    for (at, setting) in (10..).zip(owner.settings()) {
        if written.contains(&setting.name) && !setting.repeated {
            continue;
        }
        let one_of = owner.one_of();
        if one_of.contains(&setting.name) && written.iter().any(|name| one_of.contains(name)) {
            continue;
        }
        let is_required = setting.required.is_some() || is_verify(setting);
        let rank = if is_required { 1 } else { at };
        let item = list.snippet(setting.name, CompletionKind::Setting, setting.snippet, rank);
        item.docs(setting.docs);
        item.goes_on = setting.snippet.ends_with(' ');
    }
}

fn is_verify(setting: &SettingSpec) -> bool {
    matches!(setting.kind, SettingKind::Verify)
}

fn schemes(asked: &Asked<'_>, list: &mut List) {
    for (at, scheme) in (1..).zip(SCHEMES) {
        list.snippet(scheme.name, CompletionKind::Snippet, scheme.snippet, at)
            .docs(scheme.docs);
    }
    let by_secret = SCHEMES.iter().filter(|one| one.written == Written::Secret);
    for scheme in by_secret {
        for secret in asked.symbols(SymbolKind::Secret) {
            let label = format!("{}(secrets.{})", scheme.name, secret.name);
            list.snippet(&label, CompletionKind::Snippet, &escape(&label), 0);
        }
    }
}

/// The schemes of `auth`.
fn credentials(asked: &Asked<'_>, list: &mut List) {
    for secret in asked.symbols(SymbolKind::Secret) {
        let label = format!("bearer(secrets.{})", secret.name);
        list.snippet(&label, CompletionKind::Snippet, &escape(&label), 0);
    }
    list.snippet("bearer", CompletionKind::Snippet, "bearer(${1:token})", 1)
        .docs("A token: `Authorization: Bearer …`.");
    let basic = "basic(${1:user}, ${2:password})";
    list.snippet("basic", CompletionKind::Snippet, basic, 1)
        .docs("A user and a password: `Authorization: Basic …`.");
}

fn bodies(list: &mut List) {
    for (at, kind) in (1..).zip(BODIES) {
        let item = list.snippet(kind.word, CompletionKind::Keyword, kind.snippet, at);
        item.docs(kind.docs);
        item.goes_on = kind.snippet.ends_with(' ');
    }
}

fn choices(words: &[&str], list: &mut List) {
    for (at, word) in (1..).zip(words) {
        list.word(word, CompletionKind::Value, at);
    }
}

/// The secrets, and the `secrets` word.
pub(super) fn secrets(asked: &Asked<'_>, list: &mut List) {
    for secret in asked.symbols(SymbolKind::Secret) {
        let label = format!("secrets.{}", secret.name);
        list.word(&label, CompletionKind::Constant, 1);
    }
    list.snippet("secrets", CompletionKind::Constant, "secrets.", 2)
        .goes_on();
}

/// The placeholders allowed in the text that specifies what is signed.
pub(super) fn signed(list: &mut List) {
    for part in SIGNED {
        list.snippet(part.word, CompletionKind::Value, part.snippet, 1)
            .docs(part.docs);
    }
}
