//! Describes the meaning of a name, for hovers and completions.

use std::sync::Arc;

use flowright_check::{GivenBy, Meaning, Symbol, SymbolKind, brief};
use flowright_diagnostics::{FileId, Span};
use flowright_stdlib::functions::{Function, FunctionId, Pattern};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{CallTrigger, Item, ItemKind};

use crate::{Analysis, documentation};

/// The maximum number of lines shown of a declaration.
const LINES: usize = 20;

/// A description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Description {
    /// The declaration, in Flowright.
    pub code: String,
    /// The documentation, in Markdown.
    pub docs: String,
}

impl Description {
    /// Both in Markdown.
    pub fn markdown(&self) -> String {
        let code = format!("```flow\n{}\n```", self.code);
        match (self.code.is_empty(), self.docs.is_empty()) {
            (true, _) => self.docs.clone(),
            (false, true) => code,
            (false, false) => format!("{code}\n\n{}", self.docs),
        }
    }
}

impl Analysis {
    /// Describes the meaning of a name; `here` is the type of its value at this place.
    pub(crate) fn describe(&self, meaning: &Meaning, here: Option<&Type>) -> Option<Description> {
        match meaning {
            Meaning::Declared(span) => {
                let symbol = self.index.symbol(*span)?;
                Some(self.describe_symbol(symbol, here))
            }
            Meaning::Library(id) => library(*id),
            Meaning::Context(member) => {
                let (ty, docs) = documentation::member(member)?;
                let ty = here.map_or_else(|| ty.to_owned(), brief);
                Some(Description {
                    code: format!("context.{member}: {ty}"),
                    docs: docs.to_owned(),
                })
            }
            Meaning::Given(by, name) => {
                let (ty, docs) = documentation::given(*by, name)?;
                let ty = here.map_or_else(|| ty.to_owned(), brief);
                let parentheses = if *by == GivenBy::Language { "()" } else { "" };
                Some(Description {
                    code: format!("{name}{parentheses}: {ty}"),
                    docs: docs.to_owned(),
                })
            }
        }
    }

    pub(crate) fn describe_symbol(&self, symbol: &Symbol, here: Option<&Type>) -> Description {
        let ty = here
            .or(symbol.ty.as_ref())
            .filter(|ty| !ty.is_error())
            .map(brief);
        let typed = |before: &str| match &ty {
            Some(ty) => format!("{before}{}: {ty}", symbol.name),
            None => format!("{before}{}", symbol.name),
        };
        let code = match symbol.kind {
            SymbolKind::Binding => typed("let "),
            SymbolKind::Variable => typed("var "),
            SymbolKind::Element => typed("for "),
            SymbolKind::Parameter => typed(""),
            SymbolKind::Failure => format!("catch {}", symbol.name),
            SymbolKind::PathParameter => format!("{{{}}}", typed("")),
            SymbolKind::Field => typed(""),
            SymbolKind::Column => self.column(symbol).unwrap_or_else(|| typed("")),
            _ => self
                .item_of(symbol.span)
                .map(|item| self.declaration(item))
                .unwrap_or_default(),
        };
        let mut docs = match symbol.kind {
            SymbolKind::Failure => {
                "The failure: `code`, `message`, `step` and `status`.".to_owned()
            }
            SymbolKind::PathParameter => "A parameter of the path.".to_owned(),
            _ => self.doc_above(symbol.span),
        };
        if symbol.kind == SymbolKind::Column
            && let Some(collection) = self.item_of(symbol.span).and_then(Item::as_collection)
        {
            let of = format!("A column of `{}`.", collection.name.text);
            docs = if docs.is_empty() {
                of
            } else {
                format!("{docs}\n\n{of}")
            };
        }
        Description { code, docs }
    }

    /// The declaration that contains a span.
    pub(crate) fn item_of(&self, span: Span) -> Option<&Item> {
        let place = self.anchors.resolve(span);
        let item = self.item_before(place.file, place.start)?;
        item.span.covers(span).then_some(item)
    }

    /// The last declaration of a file that begins at or before a position.
    pub(crate) fn item_before(&self, file: FileId, offset: u32) -> Option<&Item> {
        let items = &self.tree(file)?.items;
        let begins = |item: &Arc<Item>| self.anchors.resolve(item.span).start <= offset;
        let end = items.partition_point(begins);
        items.get(end.checked_sub(1)?).map(Arc::as_ref)
    }

    /// A declaration as written, without its body.
    pub(crate) fn declaration(&self, item: &Item) -> String {
        match &item.kind {
            ItemKind::Function(function) => {
                let end = function
                    .returns
                    .as_ref()
                    .map_or(function.name.span, |ty| ty.span);
                self.written(item.span.before().to(end)).to_owned()
            }
            ItemKind::Workflow(workflow) => {
                let trigger = match workflow.as_called() {
                    Some(call) => Some(format!("call {}", self.called(call))),
                    None => self
                        .route(workflow)
                        .map(|(method, path)| format!("webhook {method} \"{path}\"")),
                };
                let trigger = trigger.map(|trigger| format!(" {{ trigger {trigger} … }}"));
                format!(
                    "workflow {}{}",
                    workflow.name.text,
                    trigger.unwrap_or_default()
                )
            }
            ItemKind::Secret(_)
            | ItemKind::Config(_)
            | ItemKind::Type(_)
            | ItemKind::Collection(_)
            | ItemKind::Service(_)
            | ItemKind::Channel(_)
            | ItemKind::NotBuilt { .. }
            | ItemKind::Error { .. } => {
                let text = self.written(item.span);
                let mut lines: Vec<&str> = text.lines().take(LINES).collect();
                if text.lines().count() > LINES {
                    lines.push("  …");
                }
                lines.join("\n")
            }
        }
    }

    /// The parameters and the result of a called workflow: `(a: int) -> text`.
    pub(crate) fn called(&self, call: &CallTrigger) -> String {
        let parameters = call.parameters.iter().map(|one| {
            let ty = self.written(one.ty.span);
            format!("{}: {ty}", one.name.text)
        });
        let parameters: Vec<String> = parameters.collect();
        let returns = call.returns.as_ref();
        let returns = returns.map(|ty| format!(" -> {}", self.written(ty.span)));
        format!("({}){}", parameters.join(", "), returns.unwrap_or_default())
    }

    /// A column as declared.
    fn column(&self, symbol: &Symbol) -> Option<String> {
        let collection = self.item_of(symbol.span)?.as_collection()?;
        let field = collection
            .fields
            .iter()
            .find(|field| field.name.span == symbol.span)?;
        Some(self.written(field.span).trim_end().to_owned())
    }

    /// The text of the doc comment above the line of a name.
    fn doc_above(&self, span: Span) -> String {
        let place = self.anchors.resolve(span);
        let Some(file) = self.sources.get(place.file) else {
            return String::new();
        };
        let line = file.line_column(place.start).line;
        let mut lines = Vec::new();
        for above in (1..line).rev() {
            let Some(text) = file.line(above).trim_start().strip_prefix("///") else {
                break;
            };
            lines.push(text.strip_prefix(' ').unwrap_or(text).trim_end());
        }
        lines.reverse();
        lines.join("\n")
    }
}

/// A library function with its docs and examples.
pub(crate) fn library(id: FunctionId) -> Option<Description> {
    let function = id.get()?;
    let mut docs = function.docs.to_owned();
    for parameter in function.parameters {
        docs.push_str(&format!("\n- `{}`: {}", parameter.name, parameter.docs));
    }
    for example in function.examples.iter().take(2) {
        docs.push_str(&format!("\n\n`{}` is `{}`", example.code, example.value));
    }
    Some(Description {
        code: signature(function),
        docs,
    })
}

/// `text.take(count: int) -> text`
pub(crate) fn signature(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters: Vec<String> = parameters
        .map(|one| format!("{}: {}", one.name, one.ty))
        .collect();
    let parameters = match function.property {
        true => String::new(),
        false => format!("({})", parameters.join(", ")),
    };
    let (on, name) = (function.on, function.name);
    if on == Pattern::Nothing {
        return format!("{name}{parameters} -> {}", function.result());
    }
    format!("{on}.{name}{parameters} -> {}", function.result())
}
