//! Entries of records: the fields that are still missing, and shorthands.

use flowright_check::{SymbolKind, brief};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{CollectionItem, ItemKind, KeyKind};
use flowright_syntax::tokens::TokenKind;

use super::{Asked, CompletionKind, List, escape, values};
use crate::Analysis;
use crate::place::{Entries, Frame, Place};

/// The beginning of an entry.
pub(super) fn entries(asked: &Asked<'_>, entries: &Entries, list: &mut List) {
    let written = written(asked.place);
    match entries {
        Entries::Row { collection, upsert } => {
            row(asked, collection, &written, list);
            if *upsert && !written.iter().any(|name| name == "on") {
                list.snippet("on create", CompletionKind::Snippet, "on create { $0 }", 50)
                    .docs("What is written for a new row only.");
            }
        }
        Entries::Value => match wanted(asked) {
            Some(record) => {
                for (at, field) in record.fields.iter().enumerate() {
                    let rank = u8::try_from(at)
                        .unwrap_or(u8::MAX)
                        .saturating_add(1)
                        .min(90);
                    if !written.iter().any(|name| *name == *field.name) {
                        entry(asked, &field.name, &brief(&field.ty), rank, list);
                    }
                }
            }
            // Of a record that may have any field, a binding gives one by its name.
            None => {
                for symbol in values::visible(asked) {
                    if !written.iter().any(|name| *name == *symbol.name) {
                        let description = asked.analysis.describe_symbol(symbol, None);
                        list.word(&symbol.name, CompletionKind::Variable, 1)
                            .described(&description);
                    }
                }
            }
        },
    }
}

/// The record type that is wanted where the brace stands.
fn wanted(asked: &Asked<'_>) -> Option<std::sync::Arc<flowright_stdlib::types::RecordType>> {
    let start = asked.place.frame_start().checked_sub(1)?;
    let mut expressions = asked.analysis.index.expressions.iter();
    let one = expressions.find(|one| one.span.file == asked.file && one.span.start == start)?;
    match one.wanted.as_ref()?.without_null() {
        Type::Record(record) => Some(record.clone()),
        _ => None,
    }
}

/// The fields of a row that are not written yet; those that must be come first.
fn row(asked: &Asked<'_>, name: &str, written: &[String], list: &mut List) {
    let Some(collection) = collection(asked.analysis, name) else {
        return;
    };
    for field in &collection.fields {
        let is_written = written.iter().any(|name| *name == *field.name.text);
        if is_written || field.name.text.is_empty() {
            continue;
        }
        let ty = asked.analysis.sources.text(field.ty.span);
        let is_required = field.default.is_none() && !ty.trim_end().ends_with('?');
        entry(
            asked,
            &field.name.text,
            ty,
            if is_required { 1 } else { 2 },
            list,
        );
    }
}

/// `name: `, and where a binding has the name the shorthand.
fn entry(asked: &Asked<'_>, name: &str, ty: &str, rank: u8, list: &mut List) {
    let key = if super::members::is_word(name) {
        name.to_owned()
    } else {
        format!("{name:?}")
    };
    let is_bound = values::visible(asked).any(|symbol| *symbol.name == *name);
    if is_bound {
        list.word(&key, CompletionKind::Field, rank)
            .detail(format!("{ty} – the `{name}` at hand"));
    } else {
        let snippet = format!("{}: $0", escape(&key));
        list.snippet(&key, CompletionKind::Field, &snippet, rank)
            .detail(ty)
            .goes_on();
    }
}

/// The names of the entries in the braces around the place, but for the word that is being written.
fn written(place: &Place<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut begins = true;
    let mut depth = 0_usize;
    for token in place.inner() {
        match token.kind {
            TokenKind::BraceOpen
            | TokenKind::ParenOpen
            | TokenKind::BracketOpen
            | TokenKind::InterpolationStart => depth += 1,
            TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::InterpolationEnd => depth = depth.saturating_sub(1),
            TokenKind::Newline | TokenKind::Comma if depth == 0 => begins = true,
            kind if begins && depth == 0 && !kind.is_trivia() => match kind {
                TokenKind::StringStart(_) => {}
                _ => {
                    begins = false;
                    if (token.start, token.end) != place.word {
                        names.push(place.text_of(*token).to_owned());
                    }
                }
            },
            _ => {}
        }
    }
    names
}

/// The declaration of a collection.
pub(super) fn collection<'a>(analysis: &'a Analysis, name: &str) -> Option<&'a CollectionItem> {
    let is_it =
        |one: &&flowright_check::Symbol| one.kind == SymbolKind::Collection && *one.name == *name;
    let symbol = analysis.index.symbols.iter().find(is_it)?;
    match &analysis.item_of(symbol.span)?.kind {
        ItemKind::Collection(collection) => Some(collection),
        _ => None,
    }
}

/// The names in `unique (…)`, `index (…)` and `by (…)`; an upsert goes by what is declared unique.
pub(super) fn keys(asked: &Asked<'_>, name: &str, list: &mut List) {
    let before = list.found.len();
    columns(asked, name, list);
    let is_upsert = *asked.place.frames().nth(1).unwrap_or(&Frame::File) != Frame::Collection;
    if is_upsert && let Some(collection) = collection(asked.analysis, name) {
        let keys = collection
            .keys
            .iter()
            .filter(|key| key.kind == KeyKind::Unique);
        let unique: Vec<&str> = keys
            .flat_map(|key| &key.fields)
            .map(|field| &*field.text)
            .collect();
        let mut at = 0;
        list.found.retain(|item| {
            at += 1;
            at <= before || unique.contains(&&*item.label)
        });
    }
}

/// The columns of a collection.
pub(super) fn columns(asked: &Asked<'_>, name: &str, list: &mut List) {
    let Some(collection) = collection(asked.analysis, name) else {
        return;
    };
    for (at, field) in collection.fields.iter().enumerate() {
        let rank = u8::try_from(at)
            .unwrap_or(u8::MAX)
            .saturating_add(1)
            .min(90);
        let item = list.word(&field.name.text, CompletionKind::Field, rank);
        if let Some(symbol) = asked.analysis.index.symbol(field.name.span) {
            item.described(&asked.analysis.describe_symbol(symbol, None));
        }
    }
}
