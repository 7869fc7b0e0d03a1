//! Types: those of the language, and those that are declared.

use flowright_check::{SymbolKind, vocabulary};

use super::{Asked, CompletionKind, List};
use crate::documentation;
use crate::place::Frame;

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let is_scalar = *asked.place.frame() == Frame::PathParameter;
    // A part of a path is one word: neither a time nor anything with parts.
    let names = vocabulary::types().filter(|name| !is_scalar || !matches!(*name, "time" | "json"));
    for name in names {
        let item = list.word(name, CompletionKind::Type, 2);
        item.docs(documentation::ty(name).unwrap_or_default());
    }
    for symbol in asked.symbols(SymbolKind::Type) {
        let description = asked.analysis.describe_symbol(symbol, None);
        list.word(&symbol.name, CompletionKind::Type, 1)
            .described(&description);
    }
    if is_scalar {
        return;
    }
    list.snippet(
        "{ … }",
        CompletionKind::Snippet,
        "{ ${1:field}: ${2:text} }",
        3,
    )
    .docs("A record.");
    list.snippet("[ … ]", CompletionKind::Snippet, "[${1:text}]", 3)
        .docs("A list.");
}
