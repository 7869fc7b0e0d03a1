//! What begins a line of a block, what follows the word of a step, and arms.

use flowright_check::{SymbolKind, vocabulary};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{CollectionItem, ItemKind, KeyKind};
use flowright_syntax::tokens::TokenKind;

use super::{Asked, CompletionKind, List, escape, records, values};
use crate::documentation;
use crate::place::Frame;

/// The words that begin a line, in the order in which they are proposed.
const STATEMENTS: &[&str] = &["let", "if", "respond", "match", "branch", "try", "fail"];

/// The words that begin a step.
const STEPS: &[&str] = &["create", "upsert", "find", "update", "http", "notify"];

/// A line of a workflow outside of inner blocks.
pub(super) fn workflow(asked: &Asked<'_>, list: &mut List) {
    let words: Vec<&str> = asked.place.words().collect();
    match words.as_slice() {
        [] => {
            let tokens = asked.place.inner().iter();
            let mut words = tokens.filter(|token| (token.start, token.end) != asked.place.word);
            if !words.any(|token| asked.place.text_of(*token) == "trigger")
                && let Some(docs) = documentation::word("trigger")
            {
                list.snippet("trigger", CompletionKind::Snippet, docs.snippet, 0)
                    .docs(docs.docs);
            }
            line(asked, list);
        }
        ["trigger"] => {
            list.word("webhook", CompletionKind::Keyword, 1).goes_on();
        }
        ["trigger", "webhook"] => methods(list, " \"/$1\" {\n  $0\n}"),
        ["trigger", ..] => {}
        _ => block(asked, list),
    }
}

/// A line of a block, or what follows on it.
pub(super) fn block(asked: &Asked<'_>, list: &mut List) {
    let place = asked.place;
    let words: Vec<&str> = place.words().collect();
    let last = place.last().map(|token| token.kind);
    match (words.as_slice(), last) {
        (_, None) => line(asked, list),
        (["let", _], Some(TokenKind::Word)) => {}
        (_, Some(TokenKind::Equal | TokenKind::FatArrow)) => {
            values::fill(asked, list);
            steps(asked, list);
        }
        (words, Some(kind)) => {
            if !after_step(asked, words, list) {
                continuations(words, kind, list);
                values::fill(asked, list);
                if wants_set(asked, words) {
                    list.snippet("set", CompletionKind::Keyword, "set { $0 }", 4);
                }
            }
        }
    }
}

/// What begins a line.
fn line(asked: &Asked<'_>, list: &mut List) {
    let in_function = is_in_function(asked);
    for (at, word) in (2..).zip(STATEMENTS) {
        if in_function && matches!(*word, "respond" | "try" | "fail") {
            continue;
        }
        if let Some(docs) = documentation::word(word) {
            list.snippet(word, CompletionKind::Snippet, docs.snippet, at)
                .docs(docs.docs);
        }
    }
    if !in_function {
        steps(asked, list);
    }
    let before = list.found.len();
    values::names(asked, list);
    for item in list.found.iter_mut().skip(before) {
        item.rank = item.rank.saturating_add(if in_function { 0 } else { 60 });
    }
}

fn is_in_function(asked: &Asked<'_>) -> bool {
    let outermost = asked
        .place
        .frames()
        .enumerate()
        .last()
        .map_or(0, |(at, _)| at);
    let line = asked.place.before_frame(outermost);
    line.first()
        .is_some_and(|first| asked.place.text_of(*first) == "fn")
}

/// Words of steps, and steps on what is declared.
fn steps(asked: &Asked<'_>, list: &mut List) {
    for word in STEPS {
        if let Some(docs) = documentation::word(word) {
            list.snippet(word, CompletionKind::Snippet, &format!("{word} $0"), 20)
                .docs(docs.docs)
                .goes_on();
        }
    }
    let symbols = asked.analysis.index.symbols.iter();
    for symbol in symbols {
        match symbol.kind {
            SymbolKind::Collection => {
                if let Some(collection) = records::collection(asked.analysis, &symbol.name) {
                    on_collection(collection, list);
                }
            }
            SymbolKind::Channel => {
                let message = message(asked, &symbol.name);
                whole(list, &format!("notify {}", symbol.name), &message);
            }
            SymbolKind::Service => {
                let label = format!("http POST {}", symbol.name);
                whole(
                    list,
                    &label,
                    " \"/$1\" {\n  json { $2 }\n  expect { $0 }\n}",
                );
            }
            _ => {}
        }
    }
}

/// A whole step: its words, and the rest as a snippet.
fn whole(list: &mut List, words: &str, rest: &str) {
    let snippet = format!("{}{rest}", escape(words));
    list.snippet(words, CompletionKind::Snippet, &snippet, 30);
}

/// A message to a channel as a snippet.
fn message(asked: &Asked<'_>, channel: &str) -> String {
    match asked.analysis.channel_kind(channel) {
        Some("email") => " {\n  to ${1:address}\n  subject \"$2\"\n  text \"$0\"\n}".to_owned(),
        _ => " \"$0\"".to_owned(),
    }
}

fn on_collection(collection: &CollectionItem, list: &mut List) {
    let name = &collection.name.text;
    whole(
        list,
        &format!("create {name}"),
        &format!(" {}", entries(collection, &[])),
    );
    for key in collection
        .keys
        .iter()
        .filter(|key| key.kind == KeyKind::Unique)
    {
        let by: Vec<&str> = key.fields.iter().map(|field| &*field.text).collect();
        let words = format!("upsert {name} by ({})", by.join(", "));
        whole(list, &words, &format!(" {}", entries(collection, &by)));
        if let [field] = by.as_slice() {
            whole(
                list,
                &format!("find one {name} where .{field}"),
                " == ${0:value}",
            );
        }
    }
    whole(
        list,
        &format!("update {name} where .id"),
        " == ${1:id} set { $0 }",
    );
}

/// Braces with the fields that must be written, and those given.
fn entries(collection: &CollectionItem, by: &[&str]) -> String {
    let mut text = String::from("{\n");
    let mut number = 1;
    for field in &collection.fields {
        let name = &*field.name.text;
        let is_optional = matches!(field.ty.kind, flowright_syntax::ast::TypeKind::Optional(_));
        if by.contains(&name) || field.default.is_none() && !is_optional {
            text.push_str(&format!(
                "  {}: ${{{number}:{}}}\n",
                escape(name),
                escape(name)
            ));
            number += 1;
        }
    }
    text.push_str("}$0");
    text
}

/// What follows the word of a step and its like; whether there was one that wants something.
fn after_step(asked: &Asked<'_>, words: &[&str], list: &mut List) -> bool {
    match words {
        [.., "create"] => names(asked, SymbolKind::Collection, " {\n  $0\n}", list),
        [.., "upsert"] => names(asked, SymbolKind::Collection, " by ($1) {\n  $0\n}", list),
        [.., "find", "one"] => names(asked, SymbolKind::Collection, " where .$0", list),
        [.., "update"] => names(
            asked,
            SymbolKind::Collection,
            " where .${1:id} == ${2:id} set { $0 }",
            list,
        ),
        [.., "notify"] => names(asked, SymbolKind::Channel, " $0", list),
        [.., "find"] => {
            list.word("one", CompletionKind::Keyword, 1).goes_on();
        }
        [.., "upsert", _] => {
            list.snippet("by", CompletionKind::Keyword, "by ($1) {\n  $0\n}", 1)
                .goes_on();
        }
        [.., "find", "one", _] | [.., "update", _] => {
            list.snippet("where", CompletionKind::Keyword, "where .$0", 1)
                .goes_on();
            if words.contains(&"update") {
                list.snippet("all", CompletionKind::Keyword, "all set { $0 }", 2);
                list.snippet("set", CompletionKind::Keyword, "set { $0 }", 3);
            }
        }
        [.., "http"] => methods(list, " "),
        [.., "http", _] => target(asked, list),
        ["respond"] if asked.place.before().len() == 1 => {
            statuses(list);
            values::names(asked, list);
        }
        ["respond", rest @ ..] if ends_status(asked, rest) => bodies(list),
        words if words.contains(&"where") && wants_operand(asked) => {
            columns(asked, words, list);
            values::fill(asked, list);
        }
        _ => return false,
    }
    true
}

/// Whether the status of a `respond` is written, and nothing behind it yet.
fn ends_status(asked: &Asked<'_>, words: &[&str]) -> bool {
    let bodies = ["json", "text", "html", "bytes"];
    let has_body = words.iter().any(|word| bodies.contains(word));
    let mut last = asked.place.before().iter().rev();
    !has_body
        && last
            .next()
            .is_some_and(|last| values::ends_operand(asked, *last))
}

/// Whether the condition of an `update` may end there.
fn wants_set(asked: &Asked<'_>, words: &[&str]) -> bool {
    let last = asked.place.last();
    words.contains(&"update")
        && !words.contains(&"set")
        && last.is_some_and(|last| values::ends_operand(asked, last))
}

fn wants_operand(asked: &Asked<'_>) -> bool {
    asked.place.last().is_some_and(|last| match last.kind {
        TokenKind::Operator | TokenKind::Minus => true,
        TokenKind::Word => matches!(
            asked.place.text_of(last),
            "where" | "and" | "or" | "not" | "in"
        ),
        _ => false,
    })
}

/// `.field` of the collection of a step.
fn columns(asked: &Asked<'_>, words: &[&str], list: &mut List) {
    let step = words
        .iter()
        .rposition(|word| matches!(*word, "find" | "update"));
    let after = step
        .and_then(|step| words.get(step + 1..))
        .unwrap_or_default();
    let Some(name) = after.iter().find(|word| **word != "one") else {
        return;
    };
    let before = list.found.len();
    records::columns(asked, name, list);
    for item in list.found.iter_mut().skip(before) {
        item.label.insert(0, '.');
        item.snippet.insert(0, '.');
        item.rank = 0;
    }
}

fn names(asked: &Asked<'_>, kind: SymbolKind, rest: &str, list: &mut List) {
    for symbol in asked
        .analysis
        .index
        .symbols
        .iter()
        .filter(|symbol| symbol.kind == kind)
    {
        let description = asked.analysis.describe_symbol(symbol, None);
        let (icon, rest) = match kind {
            SymbolKind::Collection => (CompletionKind::Collection, rest.to_owned()),
            _ => (CompletionKind::Service, message(asked, &symbol.name)),
        };
        // Where something follows already, the name alone is wanted.
        let follows = asked
            .place
            .next()
            .is_some_and(|next| next.kind != TokenKind::Newline);
        let rest = if follows { "" } else { &*rest };
        let snippet = format!("{}{rest}", escape(&symbol.name));
        list.snippet(&symbol.name, icon, &snippet, 1)
            .described(&description);
    }
}

fn methods(list: &mut List, rest: &str) {
    for (at, method) in (1..).zip(vocabulary::METHODS) {
        let item = list.snippet(
            method,
            CompletionKind::Keyword,
            &format!("{method}{rest}"),
            at,
        );
        item.goes_on = rest == " ";
    }
}

fn target(asked: &Asked<'_>, list: &mut List) {
    let services = asked.analysis.index.symbols.iter();
    for symbol in services.filter(|symbol| symbol.kind == SymbolKind::Service) {
        let description = asked.analysis.describe_symbol(symbol, None);
        let snippet = format!("{} \"/$1\" {{\n  $0\n}}", escape(&symbol.name));
        list.snippet(&symbol.name, CompletionKind::Service, &snippet, 1)
            .described(&description);
    }
    list.snippet(
        "\"https://…\"",
        CompletionKind::Snippet,
        "\"https://$1\" {\n  $0\n}",
        2,
    )
    .docs("The host is a literal, a `config` or a `service`: data never chooses it.");
}

fn statuses(list: &mut List) {
    const STATUSES: &[(&str, &str)] = &[
        ("200", "OK"),
        ("201", "Created"),
        ("202", "Accepted"),
        ("204", "No Content"),
        ("302", "Found"),
        ("400", "Bad Request"),
        ("403", "Forbidden"),
        ("404", "Not Found"),
        ("409", "Conflict"),
        ("422", "Unprocessable Content"),
        ("502", "Bad Gateway"),
        ("503", "Service Unavailable"),
    ];
    for (at, (status, reason)) in (1..).zip(STATUSES) {
        list.word(status, CompletionKind::Value, at).detail(*reason);
    }
}

fn bodies(list: &mut List) {
    let kinds = [
        ("json", "json { $0 }"),
        ("text", "text \"$0\""),
        ("html", "html \"$0\""),
        ("bytes", "bytes ${0:context.body}"),
        (
            "{ … }",
            "{\n  header \"${1:Location}\" ${2:value}\n  json { $0 }\n}",
        ),
    ];
    for (at, (label, snippet)) in (1..).zip(kinds) {
        list.snippet(label, CompletionKind::Snippet, snippet, at);
    }
}

/// `else` and `catch` behind a closing brace.
fn continuations(words: &[&str], last: TokenKind, list: &mut List) {
    if last != TokenKind::BraceClose {
        return;
    }
    let word = match words
        .iter()
        .rfind(|word| matches!(**word, "if" | "else" | "try" | "catch"))
    {
        Some(&"if") => "else",
        Some(&"try") => "catch",
        _ => return,
    };
    if let Some(docs) = documentation::word(word) {
        list.snippet(word, CompletionKind::Snippet, docs.snippet, 0)
            .docs(docs.docs);
    }
}

/// Arms of a `match` or a `branch`.
pub(super) fn arms(asked: &Asked<'_>, list: &mut List) {
    let is_match = *asked.place.frame() == Frame::Arms;
    let line = asked.place.before();
    let goes_on = line.last().is_some_and(|last| last.kind == TokenKind::Pipe);
    let is_pattern = !line.iter().any(|token| token.kind == TokenKind::FatArrow);
    if is_match && is_pattern && !line.is_empty() && !goes_on {
        return;
    }
    if !line.is_empty() && !goes_on {
        return block(asked, list);
    }
    if !is_match {
        for word in ["when", "else"] {
            if let Some(docs) = documentation::word(word) {
                let snippet = if word == "else" {
                    "else { $0 }"
                } else {
                    docs.snippet
                };
                list.snippet(word, CompletionKind::Snippet, snippet, 1)
                    .docs(docs.docs);
            }
        }
        return;
    }
    let inner = asked.place.inner();
    let is_taken = |pattern: &str| {
        let own = inner
            .iter()
            .filter(|token| (token.start, token.end) != asked.place.word);
        own.clone()
            .any(|token| asked.place.text_of(*token) == pattern.trim_matches('"'))
    };
    let ty = scrutinee(asked);
    for pattern in patterns(ty.as_ref())
        .into_iter()
        .filter(|one| !is_taken(one))
    {
        let arrow = if goes_on { "" } else { " => $0" };
        let snippet = format!("{}{arrow}", escape(&pattern));
        list.snippet(&pattern, CompletionKind::Value, &snippet, 1);
    }
    if !is_taken("_") && !goes_on {
        list.snippet("_", CompletionKind::Keyword, "_ => $0", 3)
            .docs("All that no other arm takes.");
    }
}

/// The type of what the `match` around the place looks at.
fn scrutinee(asked: &Asked<'_>) -> Option<Type> {
    let head = asked.place.before_frame(1);
    let (_, head) = head.split_last()?;
    let end = head.last()?.end;
    let ends = |one: &&flowright_check::Typed| one.span.file == asked.file && one.span.end == end;
    let mut expressions = asked.analysis.index.expressions.iter().filter(ends);
    expressions.next().map(|one| one.ty.clone())
}

fn patterns(ty: Option<&Type>) -> Vec<String> {
    let Some(ty) = ty else { return Vec::new() };
    let mut patterns: Vec<String> = match ty.without_null() {
        Type::Literals(texts) => texts.iter().map(|text| format!("\"{text}\"")).collect(),
        Type::Bool => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    };
    if ty.is_nullable() {
        patterns.push("null".to_owned());
    }
    patterns
}

impl crate::Analysis {
    /// The kind of a declared channel.
    pub(crate) fn channel_kind(&self, name: &str) -> Option<&str> {
        let mut symbols = self.index.symbols.iter();
        let symbol = symbols.find(|one| one.kind == SymbolKind::Channel && *one.name == *name)?;
        match &self.item_of(symbol.span)?.kind {
            ItemKind::Channel(channel) => Some(&channel.kind.text),
            _ => None,
        }
    }
}
