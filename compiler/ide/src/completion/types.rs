//! Completions for types: built-in and declared ones.

use flowright_check::{Symbol, SymbolKind, vocabulary};

use super::{Asked, CompletionKind, List};
use flowright_syntax::ast::{ItemKind, TypeKind};

use crate::documentation;
use crate::place::Frame;

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let places = scalar_places(asked);
    let names = vocabulary::types();
    for name in names.filter(|name| places.is_none_or(|others| !others.contains(name))) {
        let item = list.word(name, CompletionKind::Type, 2);
        item.docs(documentation::ty(name).unwrap_or_default());
    }
    for symbol in asked.symbols(SymbolKind::Type) {
        if places.is_none() || !has_parts(asked, symbol) {
            let description = asked.analysis.describe_symbol(symbol, None);
            list.word(&symbol.name, CompletionKind::Type, 1)
                .described(&description);
        }
    }
    let is_column = *asked.place.frame() == Frame::Collection;
    if is_column {
        for symbol in asked.symbols(SymbolKind::Collection) {
            let label = format!("ref {}", symbol.name);
            list.word(&label, CompletionKind::Type, 3)
                .docs(documentation::clause("ref").unwrap_or_default());
        }
    }
    if is_column || places.is_none() {
        list.snippet("[ … ]", CompletionKind::Snippet, "[${1:text}]", 3)
            .docs("A list.");
    }
    if places.is_some() {
        return;
    }
    if asked.place.words().eq(["body", "json"]) {
        list.snippet(
            "by",
            CompletionKind::Keyword,
            "by ${1:context.headers[\"x-event\"]} {\n  $0\n  _ => ignore\n}",
            3,
        )
        .docs("The type of the body depends on another part of the request.");
    }
    list.snippet(
        "{ … }",
        CompletionKind::Snippet,
        "{ ${1:field}: ${2:text} }",
        3,
    )
    .docs("A record.");
    list.snippet("map<…>", CompletionKind::Snippet, "map<${1:text}>", 3)
        .docs("Values under keys: an object with any members.");
}

/// Whether a declared type is a record or a list.
fn has_parts(asked: &Asked<'_>, symbol: &Symbol) -> bool {
    let item = asked.analysis.item_of(symbol.span);
    matches!(
        item.map(|item| &item.kind),
        Some(ItemKind::Type(item)) if matches!(item.ty.kind, TypeKind::Record(_) | TypeKind::List(_) | TypeKind::Map(_))
    )
}

/// The types excluded at a place that does not allow records; `None` at other places.
fn scalar_places(asked: &Asked<'_>) -> Option<&'static [&'static str]> {
    match asked.place.frame() {
        Frame::Collection => Some(&["file"]),
        Frame::PathParameter => Some(&["json", "bytes", "file"]),
        Frame::File if asked.item() == Some("config") => Some(&["json", "bytes", "file"]),
        _ => None,
    }
}
