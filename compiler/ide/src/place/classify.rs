//! Determines what a bracket opens, by the tokens before it.

use flowright_stdlib::catalogue::{self, Owner, SettingKind};
use flowright_syntax::tokens::{Token, TokenKind};

use super::frame::{Entries, Frame};
use super::state::Place;

/// The frame that the next bracket opens.
pub(super) fn classify(place: &Place<'_>, bracket: TokenKind) -> Frame {
    let line = place.before();
    match bracket {
        TokenKind::InterpolationStart => match place.words_of(line).next() {
            _ if matches!(setting_kind(place, line), Some(SettingKind::Signed)) => Frame::Signed,
            Some("trigger") => Frame::PathParameter,
            _ => Frame::Interpolation,
        },
        TokenKind::ParenOpen => paren(place, line),
        TokenKind::BracketOpen => bracket_open(place, line),
        _ => brace(place, line),
    }
}

/// The kind of the setting that begins a line.
fn setting_kind(place: &Place<'_>, line: &[Token]) -> Option<SettingKind> {
    let Frame::Settings(owner) = place.frame() else {
        return None;
    };
    let setting = owner.setting(place.words_of(line).next()?)?;
    Some(setting.kind)
}

fn paren(place: &Place<'_>, line: &[Token]) -> Frame {
    let words: Vec<&str> = place.words_of(line).collect();
    match (place.frame(), words.as_slice()) {
        (Frame::File, ["fn", ..]) | (Frame::Workflow, ["trigger", "call"]) => Frame::Parameters,
        (Frame::Collection, [.., "unique" | "index"]) => {
            let head: Vec<&str> = place.words_of(place.before_frame(1)).collect();
            Frame::Keys(head.get(1).copied().unwrap_or_default().to_owned())
        }
        (_, [.., "by"]) => Frame::Keys(after(&words, "upsert").unwrap_or_default().to_owned()),
        (Frame::Type, _) => Frame::Type,
        _ => match setting_kind(place, line) {
            Some(SettingKind::Verify) => Frame::Secrets,
            _ => Frame::Values,
        },
    }
}

fn bracket_open(place: &Place<'_>, line: &[Token]) -> Frame {
    let last = line.last().map(|token| (token.kind, place.text_of(*token)));
    let is_type = is_type(place, line);
    match (place.frame(), last) {
        (_, Some((TokenKind::Word, "headers"))) => Frame::Headers,
        _ if is_type => Frame::Type,
        (Frame::Type, _) => Frame::Type,
        _ => match setting_kind(place, line) {
            Some(SettingKind::Secrets) => Frame::Secrets,
            Some(SettingKind::Cidrs | SettingKind::Origins) => Frame::Addresses,
            _ => Frame::Values,
        },
    }
}

/// Whether a type is expected after those tokens.
pub(crate) fn is_type(place: &Place<'_>, line: &[Token]) -> bool {
    let words: Vec<&str> = place.words_of(line).collect();
    let kind = line.last().map(|token| token.kind);
    let has_equal = line.iter().any(|token| token.kind == TokenKind::Equal);
    let goes_on = matches!(kind, Some(TokenKind::Colon | TokenKind::Pipe));
    if let [before @ .., "as"] = words.as_slice()
        && kind == Some(TokenKind::Word)
        && before.contains(&"decode")
    {
        return true;
    }
    let is_open = line.last().is_some_and(|last| place.text_of(*last) == "<");
    if is_open && words.last() == Some(&"map") {
        return true;
    }
    match place.frame() {
        Frame::Parameters | Frame::PathParameter => goes_on,
        Frame::Type => goes_on || line.is_empty() && !is_record_type(place),
        Frame::Collection => goes_on && !has_equal,
        Frame::File => match words.first() {
            Some(&"type") => has_equal && matches!(kind, Some(TokenKind::Equal | TokenKind::Pipe)),
            Some(&"config") => goes_on && !has_equal,
            Some(&"fn") => kind == Some(TokenKind::Arrow),
            _ => false,
        },
        Frame::Settings(_) => match setting_kind(place, line) {
            Some(SettingKind::Body) => {
                matches!(words.as_slice(), [_, "json" | "form" | "multipart"])
            }
            Some(SettingKind::Type) => words.len() == 1,
            _ => false,
        },
        Frame::Workflow if words.first() == Some(&"trigger") => kind == Some(TokenKind::Arrow),
        Frame::BodyArms => kind == Some(TokenKind::FatArrow),
        Frame::Workflow | Frame::Block => words.first() == Some(&"let") && goes_on && !has_equal,
        _ => false,
    }
}

/// Whether the innermost bracket of a type is the bracket of a record.
fn is_record_type(place: &Place<'_>) -> bool {
    place
        .open
        .last()
        .is_some_and(|open| open.closer == Some(TokenKind::BraceClose))
}

fn brace(place: &Place<'_>, line: &[Token]) -> Frame {
    let words: Vec<&str> = place.words_of(line).collect();
    let last_kind = line.last().map(|token| token.kind);
    if is_type(place, line) {
        return Frame::Type;
    }
    match place.frame() {
        Frame::File => item(&words, last_kind),
        Frame::Type | Frame::Collection | Frame::Parameters => Frame::Type,
        Frame::Settings(Owner::Webhook) => match (setting_kind(place, line), words.get(1)) {
            (Some(SettingKind::Verify), Some(scheme)) => match catalogue::scheme(scheme) {
                Some(scheme) => Frame::Settings(Owner::Scheme(scheme)),
                None => Frame::UnknownSettings,
            },
            (Some(SettingKind::Body), _) if words.get(2) == Some(&"by") => Frame::BodyArms,
            (Some(SettingKind::Body | SettingKind::Members), _) => Frame::Type,
            _ => Frame::UnknownSettings,
        },
        Frame::Arms | Frame::BranchArms if last_kind != Some(TokenKind::FatArrow) => Frame::Block,
        Frame::Branches => Frame::Block,
        Frame::Record(Entries::Row { collection, .. }) if words.ends_with(&["on", "create"]) => {
            Frame::Record(Entries::Row {
                collection: collection.clone(),
                upsert: false,
            })
        }
        _ => statement(&words, last_kind),
    }
}

fn item(words: &[&str], last: Option<TokenKind>) -> Frame {
    match words.first().copied() {
        Some("workflow") => Frame::Workflow,
        Some("collection") => Frame::Collection,
        Some("service") => Frame::Settings(Owner::Service),
        Some("channel") => match words.get(2).and_then(|kind| catalogue::channel(kind)) {
            Some(kind) => Frame::Settings(Owner::Channel(kind)),
            None => Frame::UnknownSettings,
        },
        Some("type") => Frame::Type,
        Some("fn") if last != Some(TokenKind::Arrow) => Frame::Block,
        Some("fn") => Frame::Type,
        _ => Frame::Record(Entries::Value),
    }
}

fn statement(words: &[&str], last: Option<TokenKind>) -> Frame {
    let row = |collection: Option<&str>, upsert: bool| {
        Frame::Record(Entries::Row {
            collection: collection.unwrap_or_default().to_owned(),
            upsert,
        })
    };
    if last == Some(TokenKind::FatArrow) || last == Some(TokenKind::Colon) {
        return Frame::Record(Entries::Value);
    }
    match words {
        ["trigger", "call", ..] => return Frame::Settings(Owner::Call),
        ["trigger", ..] => return Frame::Settings(Owner::Webhook),
        [.., "set"] => return row(after(words, "update"), false),
        [.., "json" | "form" | "multipart" | "query"] => return Frame::Record(Entries::Value),
        [.., "expect"] => return Frame::Type,
        [.., "else" | "try" | "transaction"] => return Frame::Block,
        [.., "catch", _] => return Frame::Block,
        [.., "branch"] => return Frame::BranchArms,
        [.., "parallel"] | [.., "parallel", "settled"] => return Frame::Branches,
        _ => {}
    }
    // Of the keywords with braces, the last one is the one whose brace is not closed yet.
    let heads = [
        "match", "if", "when", "for", "while", "create", "upsert", "http", "notify", "respond",
    ];
    let head = words.iter().rposition(|word| heads.contains(word));
    let rest = head.and_then(|at| words.get(at..)).unwrap_or_default();
    match rest {
        ["match", ..] => Frame::Arms,
        ["if" | "when" | "for" | "while", ..] => Frame::Block,
        ["create", collection, ..] => row(Some(collection), false),
        ["upsert", collection, ..] => row(Some(collection), true),
        ["http", ..] => Frame::Settings(Owner::Http),
        ["notify", channel, ..] => Frame::Message((*channel).to_owned()),
        ["respond", ..] => Frame::Settings(Owner::Respond),
        _ => Frame::Record(Entries::Value),
    }
}

fn after<'w>(words: &[&'w str], word: &str) -> Option<&'w str> {
    let at = words.iter().rposition(|one| *one == word)?;
    words.get(at + 1).copied()
}
