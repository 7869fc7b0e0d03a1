//! Settings, and what they take.

use flowright_check::SymbolKind;
use flowright_check::vocabulary::{self, SettingsOf};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, values};
use crate::place::Frame;
use crate::{Analysis, documentation};

impl Analysis {
    /// Whose settings stand in a frame.
    pub(crate) fn settings_of(&self, frame: &Frame) -> Option<SettingsOf> {
        match frame {
            Frame::Settings(of) => Some(*of),
            Frame::Message(channel) => match self.channel_kind(channel)? {
                "email" => Some(SettingsOf::Mail),
                _ => Some(SettingsOf::SlackMessage),
            },
            _ => None,
        }
    }
}

/// `header`, and the quotes of a name.
const HEADER_NAME: usize = 3;

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let Some(of) = asked.analysis.settings_of(asked.place.frame()) else {
        return;
    };
    let words: Vec<&str> = asked.place.words().collect();
    match words.as_slice() {
        [] => names(asked, of, list),
        ["verify"] => schemes(asked, list),
        ["verify", "none"] => {
            list.snippet("because", CompletionKind::Keyword, "because \"$1\"", 1);
        }
        ["verify" | "allow" | "deny", ..] => {}
        ["body"] => bodies(list),
        ["mode"] => choices(vocabulary::MODES, list),
        ["algorithm"] => choices(vocabulary::ALGORITHMS, list),
        ["encoding"] => choices(vocabulary::ENCODINGS, list),
        ["accept"] => choices(&["any"], list),
        ["secret"] => secrets(asked, list),
        ["timestamp", "header"] if asked.place.before().len() > 2 => {
            list.snippet("within", CompletionKind::Keyword, "within ${1:5m}", 1);
        }
        ["timestamp"] => {
            let snippet = "header \"${1:X-Timestamp}\" within ${2:5m}";
            list.snippet("header", CompletionKind::Keyword, snippet, 1);
        }
        ["timeout"] => choices(&["5s", "10s", "30s"], list),
        ["max_body" | "max_response"] => choices(&["64kb", "1mb", "10mb"], list),
        [
            "prefix" | "signed" | "encoding" | "algorithm" | "mode" | "timestamp",
            ..,
        ] => {}
        ["header"] if asked.place.before().len() < 2 => {
            list.snippet("\"…\"", CompletionKind::Value, "\"$1\"", 1)
                .docs("The name of the header.");
        }
        // The name of the header stands before the place, and its value behind that.
        ["header"] if asked.place.before().len() == HEADER_NAME => {
            values::fill_operand(asked, list);
        }
        _ => values::fill(asked, list),
    }
}

/// The settings that are not given yet, those that must be first.
fn names(asked: &Asked<'_>, of: SettingsOf, list: &mut List) {
    let written: Vec<&str> = asked.beginnings().collect();
    for (at, name) in (10..).zip(of.names()) {
        if written.contains(name) && !of.is_repeated(name) {
            continue;
        }
        let Some(docs) = documentation::setting(of, name) else {
            continue;
        };
        let rank = if docs.docs.starts_with("Required") || *name == "verify" {
            1
        } else {
            at
        };
        let snippet = match *name {
            // What it takes is proposed next.
            "verify" | "body" | "mode" | "algorithm" | "encoding" => format!("{name} "),
            _ => docs.snippet.to_owned(),
        };
        let item = list.snippet(name, CompletionKind::Setting, &snippet, rank);
        item.docs(docs.docs);
        item.goes_on = snippet.ends_with(' ');
    }
}

fn schemes(asked: &Asked<'_>, list: &mut List) {
    for (at, name) in (1..).zip(vocabulary::SCHEMES) {
        let Some(docs) = documentation::scheme(name) else {
            continue;
        };
        list.snippet(name, CompletionKind::Snippet, docs.snippet, at)
            .docs(docs.docs);
    }
    for secret in asked.symbols(SymbolKind::Secret) {
        let label = format!("github(secrets.{})", secret.name);
        list.snippet(&label, CompletionKind::Snippet, &escape(&label), 0);
    }
}

fn bodies(list: &mut List) {
    for (at, kind) in (1..).zip(vocabulary::BODIES) {
        let snippet = match *kind {
            "json" | "form" => format!("{kind} "),
            kind => kind.to_owned(),
        };
        let item = list.snippet(kind, CompletionKind::Keyword, &snippet, at);
        item.docs(documentation::body(kind).unwrap_or_default());
        item.goes_on = snippet.ends_with(' ');
    }
}

fn choices(words: &[&str], list: &mut List) {
    for (at, word) in (1..).zip(words) {
        list.word(word, CompletionKind::Value, at);
    }
}

/// Secrets, and their word.
pub(super) fn secrets(asked: &Asked<'_>, list: &mut List) {
    for secret in asked.symbols(SymbolKind::Secret) {
        let label = format!("secrets.{}", secret.name);
        list.word(&label, CompletionKind::Constant, 1);
    }
    list.snippet("secrets", CompletionKind::Constant, "secrets.", 2)
        .goes_on();
}

/// What may stand in the braces of `signed`.
pub(super) fn signed(list: &mut List) {
    for name in vocabulary::SIGNED {
        let snippet = match *name {
            "headers" => "headers[\"${1:x-id}\"]",
            name => name,
        };
        list.snippet(name, CompletionKind::Value, snippet, 1);
    }
}
