//! Completions for names and words that are or begin values.

use flowright_check::{GivenBy, Symbol, SymbolKind};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{self, Function, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::Item;
use flowright_syntax::tokens::{Token, TokenKind};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, library};
use crate::documentation;
use crate::place::Frame;

/// The possible operands, or operators after an operand.
pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    if asked
        .place
        .last()
        .is_some_and(|last| ends_operand(asked, last))
    {
        return operators(asked, list);
    }
    fill_operand(asked, list);
}

/// The possible operands.
pub(super) fn fill_operand(asked: &Asked<'_>, list: &mut List) {
    of_wanted_type(asked, list);
    names(asked, list);
    words(asked, list);
}

/// Whether a value may end with the token, so that an operator or nothing follows.
pub(super) fn ends_operand(asked: &Asked<'_>, last: Token) -> bool {
    match last.kind {
        TokenKind::Number
        | TokenKind::StringEnd(_)
        | TokenKind::ParenClose
        | TokenKind::BracketClose
        | TokenKind::BraceClose => true,
        TokenKind::Word => {
            !matches!(
                asked.place.text_of(last),
                "and"
                    | "or"
                    | "not"
                    | "in"
                    | "decode"
                    | "if"
                    | "match"
                    | "when"
                    | "where"
                    | "json"
                    | "form"
                    | "multipart"
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
                    | "cc"
                    | "bcc"
                    | "reply_to"
                    | "subject"
            ) && !begins_count(asked, last)
        }
        _ => false,
    }
}

/// Whether the word is the `limit` or `offset` of a query, followed by a number of rows, and not a
/// name.
fn begins_count(asked: &Asked<'_>, word: Token) -> bool {
    let before = asked.place.before();
    let before = before.iter().rev().find(|token| token.end <= word.start);
    let is_name = |token: &Token| matches!(token.kind, TokenKind::Dot | TokenKind::Operator);
    matches!(asked.place.text_of(word), "limit" | "offset")
        && asked.place.words().any(|word| word == "find")
        && !before.is_some_and(is_name)
}

fn operators(asked: &Asked<'_>, list: &mut List) {
    let words: Vec<&str> = asked.place.words().collect();
    if words.iter().rposition(|word| *word == "decode")
        > words.iter().rposition(|word| *word == "as")
    {
        list.snippet("as", CompletionKind::Keyword, "as ", 1);
    }
    for word in ["and", "or", "in", "not in"] {
        list.snippet(word, CompletionKind::Keyword, &format!("{word} "), 5);
    }
}

/// Texts, bools and null where they are expected.
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

/// The bindings visible at the place, except for one being bound there.
pub(super) fn visible<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a Symbol> {
    let analysis = asked.analysis;
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
    let at = analysis.at(asked.file, asked.offset);
    let scopes = analysis.index.scopes_in(Span { start: 0, ..at }).iter();
    let scopes = scopes.filter(move |one| at.end <= one.scope.end);
    let symbols = scopes.filter_map(|one| analysis.index.symbol(one.symbol));
    symbols.filter(move |symbol| !bound.contains(&analysis.anchors.resolve(symbol.span).start))
}

/// Bindings, functions, and names provided by the language.
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
    let calls = matches!(asked.item(), Some("workflow" | "fn"));
    for symbol in asked.symbols(SymbolKind::Function).filter(|_| calls) {
        let description = asked.analysis.describe_symbol(symbol, None);
        let snippet = format!("{}({})", escape(&symbol.name), arguments(asked, symbol));
        list.snippet(&symbol.name, CompletionKind::Function, &snippet, 3)
            .described(&description);
    }
    // A `fn` is pure, and holds no secret.
    let is_pure = |one: &Function| {
        let mut parameters = one.parameters.iter();
        !one.is_random() && parameters.all(|parameter| parameter.ty != Pattern::Secret)
    };
    let in_workflow = asked.item() == Some("workflow");
    let free = functions::all_free().filter(|(_, one)| calls && (in_workflow || is_pure(one)));
    for (id, function) in free {
        library::function(id, function, CompletionKind::Function, 4, list);
    }
    let item = asked.item();
    if item == Some("workflow") && !asked.is_in_called() {
        list.snippet("context", CompletionKind::Variable, "context.", 3)
            .detail("the current request")
            .goes_on();
    }
    if item == Some("workflow")
        && let Some((ty, docs)) = documentation::given(GivenBy::Language, "now")
    {
        list.snippet("now", CompletionKind::Function, "now()", 4)
            .detail(ty)
            .docs(docs);
    }
    // Only the service or channel that holds a secret sends it, never the statements of a workflow.
    if matches!(item, Some("service" | "channel")) && asked.declares(SymbolKind::Secret) {
        list.snippet("secrets", CompletionKind::Constant, "secrets.", 4)
            .detail("the secrets")
            .goes_on();
    }
    if item != Some("config") && asked.declares(SymbolKind::Config) {
        list.snippet("config", CompletionKind::Constant, "config.", 4)
            .detail("the operator's values")
            .goes_on();
    }
}

/// Whether a workflow can be called here: it has a `trigger call`, and is not the surrounding
/// workflow.
pub(super) fn is_called(asked: &Asked<'_>, workflow: &Symbol) -> bool {
    let item = asked.analysis.item_of(workflow.span);
    let here = asked.before.item_before(asked.file, asked.offset);
    let here = here.and_then(Item::name);
    item.is_some_and(|item| item.as_called().is_some())
        && here.is_none_or(|name| name.text != workflow.name)
}

/// The parameters of a function or a called workflow as placeholders.
pub(super) fn arguments(asked: &Asked<'_>, symbol: &Symbol) -> String {
    let item = asked.analysis.item_of(symbol.span);
    let function = item.and_then(Item::as_function);
    let parameters = match function {
        Some(function) => Some(&function.parameters),
        None => item.and_then(Item::as_called).map(|call| &call.parameters),
    };
    let parameters = parameters.into_iter().flatten().enumerate();
    let places = parameters.map(|(at, one)| format!("${{{}:{}}}", at + 1, escape(&one.name.text)));
    places.collect::<Vec<_>>().join(", ")
}

/// Words that begin a value or are values.
fn words(asked: &Asked<'_>, list: &mut List) {
    // The settings of services and channels are texts.
    if matches!(asked.item(), Some("service" | "channel")) {
        return;
    }
    for word in ["true", "false", "null"] {
        list.word(word, CompletionKind::Keyword, 8);
    }
    list.snippet("not", CompletionKind::Keyword, "not ", 8);
    if let Some(docs) = documentation::word("decode") {
        list.snippet("decode", CompletionKind::Snippet, docs.snippet, 8)
            .docs(docs.docs);
    }
    // Blocks are not allowed inside brackets or after an operator, nor in the head of another
    // block.
    let may_have_blocks = asked.place.last().is_none_or(|last| {
        matches!(
            last.kind,
            TokenKind::Equal | TokenKind::FatArrow | TokenKind::Colon
        )
    });
    let in_brackets = matches!(asked.place.frame(), Frame::Values | Frame::Interpolation);
    if may_have_blocks && !in_brackets && matches!(asked.item(), Some("workflow" | "fn")) {
        // These two must be the whole right side of a statement, and cannot be the field of a
        // record.
        let is_field = asked
            .place
            .last()
            .is_some_and(|last| last.kind == TokenKind::Colon);
        let whole: &[&str] = if is_field { &[] } else { &["for", "try"] };
        for word in ["if", "match"].iter().chain(whole) {
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
        "for" => "for ${1:element} in ${2:list} {\n  $0\n}",
        "try" => "try {\n  $1\n} catch ${2:e} {\n  $0\n}",
        _ => "match ${1:value} {\n  ${2:\"text\"} => $3\n  _ => $0\n}",
    }
}
