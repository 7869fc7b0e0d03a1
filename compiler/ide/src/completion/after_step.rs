//! Completions after the keyword of a step and similar words.

use flowright_check::{SymbolKind, vocabulary};
use flowright_stdlib::catalogue::{Owner, SettingKind, SettingSpec};
use flowright_syntax::ast::QueryVerb;
use flowright_syntax::tokens::{Token, TokenKind};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, records, steps, values};

/// Adds completions; returns whether one of these words determines what may follow.
pub(super) fn fill(asked: &Asked<'_>, words: &[&str], list: &mut List) -> bool {
    match words {
        [.., "else"] => {
            list.snippet(
                "if",
                CompletionKind::Snippet,
                "if ${1:condition} {\n  $0\n}",
                1,
            );
            list.snippet("{ … }", CompletionKind::Snippet, "{\n  $0\n}", 2);
        }
        [.., "create"] => names(asked, SymbolKind::Collection, " {\n  $0\n}", list),
        [.., "upsert"] => names(asked, SymbolKind::Collection, " by ($1) {\n  $0\n}", list),
        [.., "find", "one"] => names(asked, SymbolKind::Collection, " where .$0", list),
        [.., "count"] if begins_step(asked) => {
            list.snippet("distinct", CompletionKind::Keyword, "distinct .$0", 2)
                .goes_on();
            names(asked, SymbolKind::Collection, " where .$0", list);
        }
        [.., "update"] => names(
            asked,
            SymbolKind::Collection,
            " where .${1:id} == ${2:id} set { $0 }",
            list,
        ),
        [.., "delete"] => names(
            asked,
            SymbolKind::Collection,
            " where .${1:id} == ${0:id}",
            list,
        ),
        [.., "call"] if begins_step(asked) => called(asked, list),
        [.., "notify"] => names(asked, SymbolKind::Channel, " $0", list),
        [.., "find"] if begins_step(asked) => {
            list.word("one", CompletionKind::Keyword, 1).goes_on();
            names(asked, SymbolKind::Collection, " where .$0", list);
        }
        [.., "create", _] if begins_step(asked) => {
            list.snippet("{ … }", CompletionKind::Snippet, "{\n  $0\n}", 1);
            list.snippet("from", CompletionKind::Keyword, "from $0", 2)
                .goes_on();
        }
        [.., "upsert", _] => {
            list.snippet("by", CompletionKind::Keyword, "by ($1) {\n  $0\n}", 1)
                .goes_on();
        }
        [.., "upsert", _, "by"] if ends_in_paren(asked) => {
            list.snippet("{ … }", CompletionKind::Snippet, "{\n  $0\n}", 1);
            list.snippet("where", CompletionKind::Keyword, "where .$1 {\n  $0\n}", 2)
                .goes_on();
            list.snippet("from", CompletionKind::Keyword, "from $0", 3)
                .goes_on();
        }
        [.., "distinct" | "sum" | "avg" | "min" | "max", _] if names_field(asked) => {
            list.snippet("of", CompletionKind::Keyword, "of $0", 1)
                .goes_on();
        }
        [.., "distinct" | "sum" | "avg" | "min" | "max", _, "of"] => {
            names(asked, SymbolKind::Collection, " where .$0", list);
        }
        [.., "of", _] if records::collection_of_step(asked, words).is_some() => {
            let verb = match words {
                [.., "distinct", _, "of", _] if !words.contains(&"count") => QueryVerb::Distinct,
                _ => QueryVerb::Sum,
            };
            query_clauses(verb.clauses(), list);
        }
        [.., "find", "one", _] => query_clauses(QueryVerb::FindOne.clauses(), list),
        [.., "find", _] if begins_step(asked) => query_clauses(QueryVerb::Find.clauses(), list),
        [.., "count", _] if records::collection_of_step(asked, words).is_some() => {
            query_clauses(QueryVerb::Count.clauses(), list);
        }
        [.., "order"] if words.contains(&"find") => {
            list.snippet("by", CompletionKind::Keyword, "by .$0", 1)
                .goes_on();
        }
        [.., "group"] if records::collection_of_step(asked, words).is_some() => {
            list.snippet("by", CompletionKind::Keyword, "by .$0", 1)
                .goes_on();
        }
        [.., "order" | "group", "by"] => columns(asked, words, records::single_columns, list),
        [.., "update" | "delete", _] => {
            list.snippet("where", CompletionKind::Keyword, "where .$0", 1)
                .goes_on();
            if words.contains(&"update") {
                list.snippet("all", CompletionKind::Keyword, "all set { $0 }", 2);
                list.snippet("set", CompletionKind::Keyword, "set { $0 }", 3);
            }
            if words.contains(&"delete") {
                list.word("all", CompletionKind::Keyword, 2);
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
            columns(asked, words, records::columns, list);
            values::fill(asked, list);
        }
        _ => return false,
    }
    true
}

/// The clauses that may follow the collection of a query, or another clause.
fn query_clauses(clauses: &[&'static str], list: &mut List) {
    for (rank, clause) in (1..).zip(clauses) {
        let rest = match *clause {
            "where" | "order by" | "group by" => " .$0",
            _ => " $0",
        };
        let snippet = format!("{clause}{rest}");
        list.snippet(clause, CompletionKind::Keyword, &snippet, rank)
            .goes_on();
    }
}

/// The clauses that may follow where a query with these tokens may end: on the same line, or on the
/// next one.
pub(super) fn further_clauses(asked: &Asked<'_>, tokens: &[Token], list: &mut List) {
    let Some((verb, start)) = query_before(asked, tokens) else {
        return;
    };
    let last = tokens.last();
    if !last.is_some_and(|last| values::ends_operand(asked, *last)) {
        return;
    }
    let query = tokens.get(start + 1..).unwrap_or_default();
    let query: Vec<&str> = asked.place.words_of(query).collect();
    let mut clauses = verb.clauses().to_vec();
    clauses.retain(|clause| {
        let word = clause.split(' ').next().unwrap_or(clause);
        !query.contains(&word)
    });
    query_clauses(&clauses, list);
    let names_field = tokens.iter().rev().nth(1).map(|token| token.kind) == Some(TokenKind::Dot);
    if query.contains(&"order") && names_field {
        list.word("desc", CompletionKind::Keyword, 1).goes_on();
    }
}

/// The verb of the last query among the tokens, and the index of its first token.
fn query_before(asked: &Asked<'_>, tokens: &[Token]) -> Option<(QueryVerb, usize)> {
    let text = |index: usize| tokens.get(index).map(|token| asked.place.text_of(*token));
    (0..tokens.len()).rev().find_map(|at| {
        // `list.find(…)` is not a query.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        if before.is_some_and(|token| token.kind == TokenKind::Dot) {
            return None;
        }
        // Also common names of values.
        let names_field = || text(at + 1) == Some(".") && text(at + 3) == Some("of");
        let verb = match text(at)? {
            "find" if text(at + 1) == Some("one") => QueryVerb::FindOne,
            "find" => QueryVerb::Find,
            "count" if text(at + 1) == Some("distinct") => QueryVerb::CountDistinct,
            "count" => {
                let name = text(at + 1)?;
                let mut collections = asked.symbols(SymbolKind::Collection);
                collections.find(|one| *one.name == *name)?;
                QueryVerb::Count
            }
            "distinct" if text(at.checked_sub(1)?) != Some("count") && names_field() => {
                QueryVerb::Distinct
            }
            "sum" | "avg" | "min" | "max" if names_field() => QueryVerb::Sum,
            _ => return None,
        };
        Some((verb, at))
    })
}

/// Whether the place follows `.field` that is not part of a larger operand.
fn names_field(asked: &Asked<'_>) -> bool {
    let mut before = asked.place.before().iter().rev();
    let (name, dot) = (before.next(), before.next());
    let touches = dot
        .zip(before.next())
        .is_some_and(|(dot, verb)| verb.end == dot.start);
    name.is_some_and(|name| name.kind == TokenKind::Word)
        && dot.is_some_and(|dot| dot.kind == TokenKind::Dot)
        && !touches
}

/// Whether the place follows a closing parenthesis.
fn ends_in_paren(asked: &Asked<'_>) -> bool {
    let last = asked.place.last();
    last.is_some_and(|last| last.kind == TokenKind::ParenClose)
}

/// Whether the words at the end of the line begin a step: they are not members, and nothing follows
/// them.
fn begins_step(asked: &Asked<'_>) -> bool {
    let tokens = asked.place.before().iter().rev();
    let mut before = tokens
        .clone()
        .skip_while(|token| token.kind == TokenKind::Word);
    let ends_in_word = asked
        .place
        .last()
        .is_some_and(|last| last.kind == TokenKind::Word);
    ends_in_word
        && before
            .next()
            .is_none_or(|token| token.kind != TokenKind::Dot)
}

/// Whether the status of a `respond` is complete, with nothing after it yet.
fn ends_status(asked: &Asked<'_>, words: &[&str]) -> bool {
    let has_body = words
        .iter()
        .any(|word| Owner::Respond.setting(word).is_some_and(is_body));
    let mut last = asked.place.before().iter().rev();
    !has_body
        && last
            .next()
            .is_some_and(|last| values::ends_operand(asked, *last))
}

/// Whether the condition of an `update` may end here.
pub(super) fn wants_set(asked: &Asked<'_>, words: &[&str]) -> bool {
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
fn columns(
    asked: &Asked<'_>,
    words: &[&str],
    fill: fn(&Asked<'_>, &str, &mut List),
    list: &mut List,
) {
    let Some(name) = records::collection_of_step(asked, words) else {
        return;
    };
    let before = list.found.len();
    fill(asked, name, list);
    for item in list.found.iter_mut().skip(before) {
        item.label.insert(0, '.');
        item.snippet.insert(0, '.');
        item.rank = 0;
    }
}

fn names(asked: &Asked<'_>, kind: SymbolKind, rest: &str, list: &mut List) {
    for symbol in asked.symbols(kind) {
        let description = asked.analysis.describe_symbol(symbol, None);
        let (icon, rest) = match kind {
            SymbolKind::Collection => (CompletionKind::Collection, rest.to_owned()),
            _ => (CompletionKind::Service, steps::message(asked, symbol)),
        };
        let snippet = format!("{}{rest}", escape(&symbol.name));
        list.snippet(&symbol.name, icon, &snippet, 1)
            .described(&description);
    }
}

/// The workflows that can be called.
fn called(asked: &Asked<'_>, list: &mut List) {
    let workflows = asked.symbols(SymbolKind::Workflow);
    for symbol in workflows.filter(|one| values::is_called(asked, one)) {
        let description = asked.analysis.describe_symbol(symbol, None);
        let arguments = values::arguments(asked, symbol);
        let snippet = format!("{}({arguments})", escape(&symbol.name));
        list.snippet(&symbol.name, CompletionKind::Function, &snippet, 1)
            .described(&description);
    }
}

/// The HTTP methods, with the text that follows them.
pub(super) fn methods(list: &mut List, rest: &str) {
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
    for symbol in asked.symbols(SymbolKind::Service) {
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
    .docs("The host is a literal, a `config` or a `service`; data cannot choose it.");
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
    let settings = Owner::Respond.settings().iter();
    let bodies = settings.filter(|one| is_body(one));
    for (at, body) in (1..).zip(bodies) {
        list.snippet(body.name, CompletionKind::Snippet, body.snippet, at)
            .docs(body.docs);
    }
    let block = "{\n  header \"${1:Location}\" ${2:value}\n  json { $0 }\n}";
    list.snippet("{ … }", CompletionKind::Snippet, block, 9);
}

fn is_body(setting: &SettingSpec) -> bool {
    matches!(setting.kind, SettingKind::Sent(_))
}
