//! Names and words that are values, or begin one.

use flowright_check::{GivenBy, Symbol, SymbolKind};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::ItemKind;
use flowright_syntax::tokens::TokenKind;

use super::{Asked, CompletionKind, List, escape};
use crate::documentation;
use crate::place::Frame;

/// What an operand may be: behind one, operators.
pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    if asked
        .place
        .last()
        .is_some_and(|last| ends_operand(asked, last))
    {
        return operators(list);
    }
    of_wanted_type(asked, list);
    names(asked, list);
    words(asked, list);
}

/// Whether a value may end with the token, so that an operator or nothing follows.
pub(super) fn ends_operand(asked: &Asked<'_>, last: flowright_syntax::tokens::Token) -> bool {
    match last.kind {
        TokenKind::Number
        | TokenKind::StringEnd(_)
        | TokenKind::ParenClose
        | TokenKind::BracketClose
        | TokenKind::BraceClose => true,
        TokenKind::Word => !matches!(
            asked.place.text_of(last),
            "and"
                | "or"
                | "not"
                | "in"
                | "if"
                | "match"
                | "when"
                | "where"
                | "json"
                | "text"
                | "html"
                | "bytes"
                | "fail"
                | "because"
                | "respond"
                | "url"
                | "from"
                | "smtp"
                | "to"
                | "subject"
        ),
        _ => false,
    }
}

fn operators(list: &mut List) {
    for word in ["and", "or", "in", "not in"] {
        list.word(word, CompletionKind::Keyword, 5);
    }
}

/// Texts, bools and null where such are wanted.
fn of_wanted_type(asked: &Asked<'_>, list: &mut List) {
    let Some(wanted) = asked.wanted() else { return };
    match wanted.without_null() {
        Type::Literals(texts) => {
            for text in texts.iter() {
                let literal = format!("\"{text}\"");
                list.snippet(&literal, CompletionKind::Value, &escape(&literal), 0);
            }
        }
        Type::Bool => {
            list.word("true", CompletionKind::Keyword, 2);
            list.word("false", CompletionKind::Keyword, 2);
        }
        _ => {}
    }
    if wanted.is_nullable() {
        list.word("null", CompletionKind::Keyword, 2);
    }
}

/// The bindings that can be seen at the place, but for the one that is being bound there.
pub(super) fn visible<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a Symbol> {
    let (file, at) = (asked.file, asked.offset);
    let line = asked
        .place
        .frames()
        .enumerate()
        .map(|(outwards, _)| asked.place.before_frame(outwards));
    let bound: Vec<u32> = line
        .filter(|line| {
            line.first()
                .is_some_and(|first| asked.place.text_of(*first) == "let")
        })
        .filter_map(|line| line.get(1).map(|name| name.start))
        .collect();
    let scopes = asked.analysis.index.scopes.iter();
    let scopes = scopes
        .filter(move |one| one.scope.file == file && one.scope.start <= at && at <= one.scope.end);
    let symbols = scopes.filter_map(|one| asked.analysis.index.symbol(one.symbol));
    symbols.filter(move |symbol| !bound.contains(&symbol.span.start))
}

/// Bindings, functions, and what the language gives.
pub(super) fn names(asked: &Asked<'_>, list: &mut List) {
    let wanted = asked.wanted().cloned();
    for symbol in visible(asked) {
        let description = asked.analysis.describe_symbol(symbol, None);
        let fits = match (&wanted, &symbol.ty) {
            (Some(wanted), Some(ty)) => ty.without_null() == wanted.without_null(),
            _ => false,
        };
        list.word(
            &symbol.name,
            CompletionKind::Variable,
            if fits { 1 } else { 2 },
        )
        .described(&description);
    }
    for symbol in &asked.analysis.index.symbols {
        if symbol.kind != SymbolKind::Function {
            continue;
        }
        let description = asked.analysis.describe_symbol(symbol, None);
        let snippet = format!("{}({})", escape(&symbol.name), arguments(asked, symbol));
        list.snippet(&symbol.name, CompletionKind::Function, &snippet, 3)
            .described(&description);
    }
    let in_workflow = is_in_workflow(asked);
    if in_workflow {
        list.snippet("context", CompletionKind::Variable, "context.", 3)
            .detail("the request at hand")
            .goes_on();
        let has_secrets = asked
            .analysis
            .index
            .symbols
            .iter()
            .any(|one| one.kind == SymbolKind::Secret);
        if has_secrets {
            list.snippet("secrets", CompletionKind::Constant, "secrets.", 4)
                .detail("the secrets")
                .goes_on();
        }
        if let Some((ty, docs)) = documentation::given(GivenBy::Language, "now") {
            list.snippet("now", CompletionKind::Function, "now()", 4)
                .detail(ty)
                .docs(docs);
        }
    }
    let has_configs = asked
        .analysis
        .index
        .symbols
        .iter()
        .any(|one| one.kind == SymbolKind::Config);
    if has_configs {
        list.snippet("config", CompletionKind::Constant, "config.", 4)
            .detail("the operator's values")
            .goes_on();
    }
}

/// Whether the place is in a workflow, a service or a channel, where the world may be looked at.
fn is_in_workflow(asked: &Asked<'_>) -> bool {
    let outermost = asked
        .place
        .frames()
        .enumerate()
        .last()
        .map_or(0, |(at, _)| at);
    let line = asked.place.before_frame(outermost);
    let is_function = line
        .first()
        .is_some_and(|first| asked.place.text_of(*first) == "fn");
    !is_function
}

/// The parameters of a function as places to fill in.
fn arguments(asked: &Asked<'_>, symbol: &Symbol) -> String {
    let item = asked.analysis.item_of(symbol.span).map(|item| &item.kind);
    let Some(ItemKind::Function(function)) = item else {
        return String::new();
    };
    let parameters = function.parameters.iter().enumerate();
    let places = parameters.map(|(at, one)| format!("${{{}:{}}}", at + 1, escape(&one.name.text)));
    places.collect::<Vec<_>>().join(", ")
}

/// Words that begin or are a value.
fn words(asked: &Asked<'_>, list: &mut List) {
    for word in ["true", "false", "null", "not"] {
        list.word(word, CompletionKind::Keyword, 8);
    }
    if !matches!(asked.place.frame(), Frame::Interpolation) {
        for word in ["if", "match"] {
            if let Some(docs) = documentation::word(word) {
                list.snippet(word, CompletionKind::Snippet, value_snippet(word), 7)
                    .docs(docs.docs);
            }
        }
    }
}

/// `if` and `match` on one line, as values.
fn value_snippet(word: &str) -> &'static str {
    match word {
        "if" => "if ${1:condition} { $2 } else { $0 }",
        _ => "match ${1:value} {\n  ${2:\"text\"} => $3\n  _ => $0\n}",
    }
}
