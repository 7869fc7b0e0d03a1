//! Completions for the keywords of steps, and for steps on declared symbols.

use flowright_check::{Symbol, SymbolKind};
use flowright_stdlib::catalogue::{self, ChannelSpec};
use flowright_syntax::ast::{CollectionItem, ItemKind, KeyKind, TypeKind};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, records, values};
use crate::documentation;

/// The words that begin a step.
const STEPS: &[&str] = &[
    "create", "upsert", "find", "count", "distinct", "sum", "avg", "update", "delete", "http",
    "notify", "call",
];

/// Statements with blocks that are allowed where a step is allowed.
const WHOLE: &[&str] = &["parallel", "transaction"];

/// The keywords of steps, and steps on declared symbols.
pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    for word in STEPS {
        if let Some(docs) = documentation::word(word) {
            list.snippet(word, CompletionKind::Snippet, &format!("{word} $0"), 20)
                .docs(docs.docs)
                .goes_on();
        }
    }
    for word in WHOLE {
        if let Some(docs) = documentation::word(word) {
            list.snippet(word, CompletionKind::Snippet, docs.snippet, 20)
                .docs(docs.docs);
        }
    }
    for symbol in &asked.analysis.index.symbols {
        match symbol.kind {
            SymbolKind::Collection => {
                if let Some(collection) = records::declaration(asked.analysis, symbol) {
                    on_collection(collection, list);
                }
            }
            SymbolKind::Channel => {
                let message = message(asked, symbol);
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
            SymbolKind::Workflow if values::is_called(asked, symbol) => {
                let arguments = format!("({})", values::arguments(asked, symbol));
                whole(list, &format!("call {}", symbol.name), &arguments);
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

/// A snippet for a message to a channel.
pub(super) fn message(asked: &Asked<'_>, channel: &Symbol) -> String {
    let kind = asked.analysis.kind_of(channel);
    let snippet = kind.map_or(" \"$0\"", |kind| kind.message_snippet);
    snippet.to_owned()
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
    whole(list, &format!("find {name}"), " where .$0");
    whole(list, &format!("count {name}"), " where .$0");
    whole(
        list,
        &format!("update {name} where .id"),
        " == ${1:id} set { $0 }",
    );
    whole(list, &format!("delete {name} where .id"), " == ${0:id}");
}

/// Braces with the required fields, and the given ones.
fn entries(collection: &CollectionItem, by: &[&str]) -> String {
    let mut text = String::from("{\n");
    let mut number = 1;
    for field in &collection.fields {
        let name = &*field.name.text;
        let is_optional = matches!(field.ty.kind, TypeKind::Optional(_));
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

impl crate::Analysis {
    /// The kind of a declared channel.
    pub(crate) fn channel_kind(&self, name: &str) -> Option<&'static ChannelSpec> {
        let mut channels = self.symbols(SymbolKind::Channel);
        self.kind_of(channels.find(|one| *one.name == *name)?)
    }

    fn kind_of(&self, channel: &Symbol) -> Option<&'static ChannelSpec> {
        let ItemKind::Channel(channel) = &self.item_of(channel.span)?.kind else {
            return None;
        };
        catalogue::channel(&channel.kind.text)
    }
}
