//! Completions for record entries: missing fields, and shorthands.

use flowright_check::{Symbol, SymbolKind, brief};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{CollectionItem, KeyKind};
use flowright_syntax::tokens::is_word;

use super::snippet::escape;
use super::{Asked, CompletionKind, List, values};
use crate::Analysis;
use crate::place::{Entries, Frame};

/// Completions for the start of an entry.
pub(super) fn entries(asked: &Asked<'_>, entries: &Entries, list: &mut List) {
    let written: Vec<&str> = asked.beginnings().collect();
    match entries {
        Entries::Row { collection, upsert } => {
            row(asked, collection, &written, list);
            if *upsert && !written.contains(&"on") {
                list.snippet("on create", CompletionKind::Snippet, "on create { $0 }", 50)
                    .docs("Fields that are written for a new row only.");
            }
        }
        Entries::Value => match wanted(asked) {
            Some(record) => {
                for (at, field) in record.fields.iter().enumerate() {
                    let rank = u8::try_from(at)
                        .unwrap_or(u8::MAX)
                        .saturating_add(1)
                        .min(90);
                    if !written.contains(&&*field.name) {
                        entry(asked, &field.name, &brief(&field.ty), rank, list);
                    }
                }
            }
            // In a record that may have any fields, a binding supplies a field with its name.
            None => {
                for symbol in values::visible(asked) {
                    if !written.contains(&&*symbol.name) {
                        let description = asked.analysis.describe_symbol(symbol, None);
                        list.word(&symbol.name, CompletionKind::Variable, 1)
                            .described(&description);
                    }
                }
            }
        },
    }
}

/// The expected record type at the brace.
fn wanted(asked: &Asked<'_>) -> Option<std::sync::Arc<flowright_stdlib::types::RecordType>> {
    let start = asked.place.frame_start().checked_sub(1)?;
    match asked.wanted_at(start)?.without_null() {
        Type::Record(record) => Some(record.clone()),
        _ => None,
    }
}

/// The fields of a row that are not written yet, required ones first.
fn row(asked: &Asked<'_>, name: &str, written: &[&str], list: &mut List) {
    let Some(collection) = collection(asked, name) else {
        return;
    };
    for field in &collection.fields {
        let is_written = written.contains(&&*field.name.text);
        if is_written || field.name.text.is_empty() {
            continue;
        }
        let ty = asked.analysis.written(field.ty.span);
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

/// `name: `, or the shorthand if a binding has the name.
fn entry(asked: &Asked<'_>, name: &str, ty: &str, rank: u8, list: &mut List) {
    let key = if is_word(name) {
        name.to_owned()
    } else {
        format!("{name:?}")
    };
    let is_bound = values::visible(asked).any(|symbol| *symbol.name == *name);
    if is_bound {
        list.word(&key, CompletionKind::Field, rank)
            .detail(format!("{ty} – the `{name}` in scope"));
    } else {
        let snippet = format!("{}: $0", escape(&key));
        list.snippet(&key, CompletionKind::Field, &snippet, rank)
            .detail(ty)
            .goes_on();
    }
}

/// The declaration of the collection with that name.
fn collection<'a>(asked: &'a Asked<'_>, name: &str) -> Option<&'a CollectionItem> {
    let mut collections = asked.symbols(SymbolKind::Collection);
    let symbol = collections.find(|one| *one.name == *name)?;
    declaration(asked.analysis, symbol)
}

/// The declaration of a collection.
pub(super) fn declaration<'a>(
    analysis: &'a Analysis,
    symbol: &Symbol,
) -> Option<&'a CollectionItem> {
    analysis.item_of(symbol.span)?.as_collection()
}

/// The names in `unique (…)`, `index (…)` and `by (…)`; an upsert uses a declared unique key.
pub(super) fn keys(asked: &Asked<'_>, name: &str, list: &mut List) {
    let before = list.found.len();
    single_columns(asked, name, list);
    let is_upsert = *asked.place.frames().nth(1).unwrap_or(&Frame::File) != Frame::Collection;
    if is_upsert && let Some(collection) = collection(asked, name) {
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

/// The columns whose values are compared and ordered.
pub(super) fn single_columns(asked: &Asked<'_>, name: &str, list: &mut List) {
    let before = list.found.len();
    columns(asked, name, list);
    let mut at = 0;
    list.found.retain(|item| {
        at += 1;
        let ty = column_type(asked, name, &item.label);
        at <= before || ty.is_none_or(|ty| !ty.is_json_column())
    });
}

/// The columns of a collection.
pub(super) fn columns(asked: &Asked<'_>, name: &str, list: &mut List) {
    let Some(collection) = collection(asked, name) else {
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

/// The type of a field of a collection.
pub(super) fn column_type(asked: &Asked<'_>, name: &str, field: &str) -> Option<Type> {
    let collection = collection(asked, name)?;
    let mut fields = collection.fields.iter();
    let declared = fields.find(|one| &*one.name.text == field)?;
    asked.analysis.index.symbol(declared.name.span)?.ty.clone()
}

/// The collection of the last step among the words.
pub(super) fn collection_of_step<'w>(asked: &Asked<'_>, words: &[&'w str]) -> Option<&'w str> {
    let steps = words.iter().enumerate().rev();
    let mut steps = steps.filter_map(|(at, word)| {
        let after = words.get(at + 1..)?;
        let name = after.iter().copied().find(|word| *word != "one")?;
        match *word {
            "find" | "update" | "upsert" | "delete" => Some(name),
            // These words are also common names of values.
            "count" | "of" => {
                let mut collections = asked.symbols(SymbolKind::Collection);
                collections.any(|one| &*one.name == name).then_some(name)
            }
            _ => None,
        }
    });
    steps.next()
}
