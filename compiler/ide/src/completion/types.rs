//! Types: those of the language, and those that are declared.

use flowright_check::{SymbolKind, vocabulary};

use super::{Asked, CompletionKind, List};
use crate::documentation;

pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    for name in vocabulary::types() {
        let item = list.word(name, CompletionKind::Type, 2);
        item.docs(documentation::ty(name).unwrap_or_default());
    }
    let symbols = asked.analysis.index.symbols.iter();
    for symbol in symbols.filter(|symbol| symbol.kind == SymbolKind::Type) {
        let description = asked.analysis.describe_symbol(symbol, None);
        list.word(&symbol.name, CompletionKind::Type, 1)
            .described(&description);
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
