//! Settings, and what they take.

use flowright_check::SymbolKind;
use flowright_check::vocabulary::{self, SettingsOf};

use super::{Asked, CompletionKind, List, escape, values};
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
        _ => values::fill(asked, list),
    }
}

/// The settings that are not given yet, those that must be first.
fn names(asked: &Asked<'_>, of: SettingsOf, list: &mut List) {
    let written: Vec<&str> = first_words(asked);
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

/// The first words of the lines in the braces around the place.
fn first_words<'p>(asked: &'p Asked<'_>) -> Vec<&'p str> {
    use flowright_syntax::tokens::TokenKind;
    let mut words = Vec::new();
    let mut begins = true;
    let mut depth = 0_usize;
    for token in asked.place.inner() {
        match token.kind {
            TokenKind::BraceOpen | TokenKind::ParenOpen | TokenKind::BracketOpen => depth += 1,
            TokenKind::BraceClose | TokenKind::ParenClose | TokenKind::BracketClose => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::Newline | TokenKind::Comma if depth == 0 => begins = true,
            TokenKind::Word if begins && depth == 0 => {
                begins = false;
                if (token.start, token.end) != asked.place.word {
                    words.push(asked.place.text_of(*token));
                }
            }
            _ => {}
        }
    }
    words
}

fn schemes(asked: &Asked<'_>, list: &mut List) {
    for (at, name) in (1..).zip(vocabulary::SCHEMES) {
        let Some(docs) = documentation::scheme(name) else {
            continue;
        };
        list.snippet(name, CompletionKind::Snippet, docs.snippet, at)
            .docs(docs.docs);
    }
    let secrets = asked.analysis.index.symbols.iter();
    for secret in secrets.filter(|symbol| symbol.kind == SymbolKind::Secret) {
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
        item.goes_on = snippet.ends_with(' ');
    }
}

fn choices(words: &[&str], list: &mut List) {
    for (at, word) in (1..).zip(words) {
        list.word(word, CompletionKind::Value, at);
    }
}

fn secrets(asked: &Asked<'_>, list: &mut List) {
    let symbols = asked.analysis.index.symbols.iter();
    for secret in symbols.filter(|symbol| symbol.kind == SymbolKind::Secret) {
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
