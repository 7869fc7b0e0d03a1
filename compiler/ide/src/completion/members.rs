//! Completions after a dot: members of `context`, secrets, configs, fields, library functions,
//! columns.

use flowright_check::vocabulary;
use flowright_check::{SymbolKind, brief};
use flowright_diagnostics::{Edit, FileRange};
use flowright_stdlib::catalogue::{self, SchemeSpec};
use flowright_stdlib::functions;
use flowright_stdlib::types::{RecordType, Type};
use flowright_syntax::ast::{
    BodySetting, ExpressionKind, ItemKind, PathSegment, SettingTail, TypedField, WebhookTrigger,
};
use flowright_syntax::tokens::{Token, TokenKind, is_word};

use super::{Asked, CompletionKind, List, library, records};
use crate::documentation;
use crate::place::{Entries, Frame};

/// Adds completions; returns whether the place is after a dot.
pub(super) fn fill(asked: &Asked<'_>, list: &mut List) -> bool {
    let place = asked.place;
    let Some(dot) = place.last() else {
        return false;
    };
    match dot.kind {
        TokenKind::Dot | TokenKind::OptionalDot => {}
        _ => return false,
    }
    let before = place
        .before()
        .split_last()
        .map_or(&[][..], |(_, rest)| rest);
    // `...` begins a value.
    if before
        .last()
        .is_some_and(|last| last.kind == TokenKind::Dot)
    {
        return false;
    }
    let words: Vec<&str> = before
        .iter()
        .rev()
        .map(|token| place.text_of(*token))
        .take(3)
        .collect();
    match words.as_slice() {
        ["secrets", ..] => symbols(asked, SymbolKind::Secret, list),
        ["config", ..] => symbols(asked, SymbolKind::Config, list),
        ["params", ".", "context"] => parameters(asked, list),
        ["query", ".", "context"] => query(asked, list),
        ["context", ..] => context(asked, list),
        _ if is_column(asked, before, dot) => match (collection(asked), words.first()) {
            (Some(collection), _) if matches!(words.as_slice(), ["by", "order" | "group", ..]) => {
                single_columns(asked, &collection, list);
            }
            (Some(collection), _) => columns(asked, &collection, list),
            // The collection is named after the field.
            (None, Some(&("distinct" | "sum" | "avg" | "min" | "max"))) => {
                for symbol in asked.symbols(SymbolKind::Collection) {
                    columns(asked, &symbol.name, list);
                }
            }
            (None, _) => {}
        },
        [name, ".", ..] if of_column(asked, before) => functions_on_field(asked, name, list),
        _ => of_value(asked, dot, list),
    }
    true
}

fn symbols(asked: &Asked<'_>, kind: SymbolKind, list: &mut List) {
    for symbol in asked.symbols(kind) {
        let description = asked.analysis.describe_symbol(symbol, None);
        list.word(&symbol.name, CompletionKind::Constant, 1)
            .described(&description);
    }
}

fn context(asked: &Asked<'_>, list: &mut List) {
    let data = data(asked);
    // A `when` is evaluated before the body is read.
    let is_unread = matches!(asked.place.frame(), Frame::Settings(_));
    let is_declared = !is_unread && declared_query(asked).is_some();
    let names = vocabulary::CONTEXT.iter();
    let has_caller = names_callers(asked);
    let is_there = |name: &str| match name {
        "data" => !is_unread,
        "caller" => has_caller,
        _ => true,
    };
    for name in names.filter(|name| is_there(name)) {
        let Some((ty, docs)) = documentation::member(name) else {
            continue;
        };
        let snippet = match *name {
            "query" if is_declared => format!("{name}."),
            "headers" | "query" => format!("{name}[\"$1\"]"),
            "params" => format!("{name}."),
            name => name.to_owned(),
        };
        let rank = if *name == "data" { 0 } else { 1 };
        let item = list.snippet(name, CompletionKind::Field, &snippet, rank);
        let ty = data.as_deref().filter(|_| *name == "data").unwrap_or(ty);
        item.detail(ty).docs(docs);
        item.goes_on = snippet != *name;
    }
}

/// The trigger of the surrounding workflow.
fn trigger<'a>(asked: &'a Asked<'_>) -> Option<&'a WebhookTrigger> {
    let item = asked.before.item_before(asked.file, asked.offset)?;
    let ItemKind::Workflow(workflow) = &item.kind else {
        return None;
    };
    workflow.triggers.first()?.as_webhook()
}

/// Whether the `verify` of the surrounding workflow identifies callers.
fn names_callers(asked: &Asked<'_>) -> bool {
    let settings = trigger(asked).map(|trigger| trigger.settings.iter());
    let mut verify = settings.into_iter().flatten();
    let verify = verify.find(|setting| &*setting.name.text == "verify");
    let scheme = verify.and_then(|setting| match &setting.tail {
        SettingTail::Operands { operands, block: _ } => {
            let ExpressionKind::Name(name) = &operands.first()?.kind else {
                return None;
            };
            catalogue::scheme(&name.text)
        }
        SettingTail::Body(_)
        | SettingTail::Type(_)
        | SettingTail::Fields(_)
        | SettingTail::NotBuilt(_)
        | SettingTail::Error => None,
    });
    scheme.is_some_and(SchemeSpec::names_callers)
}

/// The type of the body, as written.
fn data(asked: &Asked<'_>) -> Option<String> {
    let settings = &trigger(asked)?.settings;
    let ty = settings.iter().find_map(|setting| {
        let SettingTail::Body(
            BodySetting::Json(ty) | BodySetting::Form(ty) | BodySetting::Multipart(ty),
        ) = &setting.tail
        else {
            return None;
        };
        ty.as_ref()
    })?;
    let text = asked.before.written(ty.span);
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `context.params.` of the surrounding workflow.
fn parameters(asked: &Asked<'_>, list: &mut List) {
    let Some(webhook) = trigger(asked) else {
        return;
    };
    for segment in webhook.path.iter().flatten() {
        if let PathSegment::Parameter { name, ty } = segment {
            let ty = ty
                .as_ref()
                .map_or("text", |ty| asked.before.written(ty.span));
            list.word(&name.text, CompletionKind::Field, 1)
                .detail(ty)
                .docs("A parameter of the path.");
        }
    }
}

/// The query parameters that the surrounding workflow declares.
fn declared_query<'a>(asked: &'a Asked<'_>) -> Option<&'a [TypedField]> {
    let settings = trigger(asked)?.settings.iter();
    let mut query = settings.filter(|setting| &*setting.name.text == "query");
    query.find_map(|setting| match &setting.tail {
        SettingTail::Fields(fields) => Some(fields.as_slice()),
        SettingTail::Operands { .. }
        | SettingTail::Body(_)
        | SettingTail::Type(_)
        | SettingTail::NotBuilt(_)
        | SettingTail::Error => None,
    })
}

/// `context.query.` of the surrounding workflow.
fn query(asked: &Asked<'_>, list: &mut List) {
    for TypedField { field, .. } in declared_query(asked).unwrap_or_default() {
        list.word(&field.name.text, CompletionKind::Field, 1)
            .detail(asked.before.written(field.ty.span))
            .docs("A query parameter.");
    }
}

/// Whether nothing precedes the dot, so that it belongs to a column.
fn is_column(asked: &Asked<'_>, before: &[Token], dot: Token) -> bool {
    if dot.kind != TokenKind::Dot {
        return false;
    }
    let Some(last) = before.last() else {
        return collection(asked).is_some();
    };
    let touches = last.end == dot.start;
    match last.kind {
        TokenKind::Word => {
            let word = asked.place.text_of(*last);
            !touches || matches!(word, "and" | "or" | "not" | "where" | "in")
        }
        TokenKind::ParenClose | TokenKind::BracketClose | TokenKind::BraceClose => !touches,
        TokenKind::StringEnd(_) | TokenKind::Number => false,
        _ => true,
    }
}

/// Whether the last of the tokens is the name of a column, `.name`.
fn of_column(asked: &Asked<'_>, tokens: &[Token]) -> bool {
    let Some((dot, before)) = tokens.split_last().and_then(|(_, rest)| rest.split_last()) else {
        return false;
    };
    is_column(asked, before, *dot)
}

/// The functions that a store evaluates on a field.
fn functions_on_field(asked: &Asked<'_>, field: &str, list: &mut List) {
    let Some(name) = collection(asked) else {
        return;
    };
    let Some(ty) = records::column_type(asked, &name, field) else {
        return;
    };
    for (id, one) in functions::on(ty.without_null()) {
        if vocabulary::ON_FIELDS.contains(&one.name) {
            library::function(id, one, CompletionKind::Method, 1, list);
        }
    }
}

/// The collection in scope: the collection of the surrounding step.
fn collection(asked: &Asked<'_>) -> Option<String> {
    for (outwards, frame) in asked.place.frames().enumerate() {
        if let Frame::Record(Entries::Row { collection, .. }) = frame {
            return Some(collection.clone());
        }
        let words: Vec<&str> = asked
            .place
            .words_of(asked.place.before_frame(outwards))
            .collect();
        if let Some(name) = records::collection_of_step(asked, &words) {
            return Some(name.to_owned());
        }
        if matches!(frame, Frame::Block | Frame::Workflow | Frame::File) {
            return None;
        }
    }
    None
}

/// The columns of a collection, including `id`.
fn columns(asked: &Asked<'_>, name: &str, list: &mut List) {
    records::columns(asked, name, list);
    id(list);
}

/// The columns whose values are compared and ordered, including `id`.
fn single_columns(asked: &Asked<'_>, name: &str, list: &mut List) {
    records::single_columns(asked, name, list);
    id(list);
}

fn id(list: &mut List) {
    if let Some((ty, docs)) = documentation::given(flowright_check::GivenBy::Row, "id") {
        list.word("id", CompletionKind::Field, 2)
            .detail(ty)
            .docs(docs);
    }
}

/// The fields and functions of the value before the dot.
fn of_value(asked: &Asked<'_>, dot: Token, list: &mut List) {
    let Some(ty) = type_before(asked, dot.start) else {
        return;
    };
    let is_optional = matches!(ty, Type::Optional(_)) && dot.kind == TokenKind::Dot;
    let before = list.found.len();
    match ty.without_null() {
        ty @ Type::Record(record) => {
            fields(asked, record, list);
            functions_of(ty, list);
        }
        ty @ Type::Union(union) => {
            for (rank, field) in (1_u8..).zip(union.shared_fields()) {
                if is_word(&field.name) {
                    list.word(&field.name, CompletionKind::Field, rank)
                        .detail(brief(&field.ty))
                        .docs("A field of all variants.");
                }
            }
            functions_of(ty, list);
        }
        ty => functions_of(ty, list),
    }
    if is_optional {
        // Members of a nullable value are accessed by `?.`.
        let question = Edit {
            span: FileRange::new(asked.file, dot.start, dot.start),
            text: "?".to_owned(),
        };
        for item in list.found.iter_mut().skip(before) {
            item.edits.push(question.clone());
            item.detail = format!("{} – after `?.`", item.detail);
        }
    }
}

/// The type of the longest expression that ends at the dot.
fn type_before(asked: &Asked<'_>, dot: u32) -> Option<Type> {
    let text = asked
        .analysis
        .source(asked.file)?
        .text
        .get(..dot as usize)?;
    let text = text.trim_end();
    let mut end = u32::try_from(text.len()).ok()?;
    loop {
        if let Some(one) = asked.analysis.expression_before(asked.file, end) {
            return Some(one.ty.clone());
        }
        // Surrounding parentheses are not part of an expression.
        let inner = text.get(..end as usize)?.strip_suffix(')')?.trim_end();
        end = u32::try_from(inner.len()).ok()?;
    }
}

fn fields(asked: &Asked<'_>, record: &RecordType, list: &mut List) {
    for (at, field) in record.fields.iter().enumerate() {
        let declared = asked.analysis.index.field_span(record, &field.name);
        let symbol = declared.and_then(|span| asked.analysis.index.symbol(span));
        let meaning = flowright_check::given(record, &field.name);
        let docs = match (symbol, meaning) {
            (Some(symbol), _) => asked.analysis.describe_symbol(symbol, None).markdown(),
            (None, Some(meaning)) => {
                let description = asked.analysis.describe(&meaning, Some(&field.ty));
                description.unwrap_or_default().markdown()
            }
            (None, None) => String::new(),
        };
        if is_word(&field.name) {
            let rank = u8::try_from(at).unwrap_or(u8::MAX).saturating_add(1);
            list.word(&field.name, CompletionKind::Field, rank)
                .detail(brief(&field.ty))
                .docs(docs);
        }
    }
}

fn functions_of(ty: &Type, list: &mut List) {
    for (id, one) in functions::on(ty) {
        library::function(id, one, CompletionKind::Method, 1, list);
    }
}
