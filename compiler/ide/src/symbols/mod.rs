//! The outline of a file, and a search for the declarations of a project.

mod search;

use std::cmp::Reverse;

use flowright_check::{SymbolKind, brief};
use flowright_diagnostics::{FileId, FileRange, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{
    Binder, FunctionItem, Item, ItemKind, Name, Node, PathSegment, TypeExpression, TypeKind,
};

pub use search::Found;

use crate::Analysis;

/// A declaration in a file, with the declarations inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its name; never empty.
    pub name: String,
    /// The text after its name: a type, a route.
    pub detail: Option<String>,
    /// Its kind; `None` for features that are not supported yet.
    pub kind: Option<SymbolKind>,
    /// The whole declaration.
    pub whole: FileRange,
    /// The range of its name, inside `whole`.
    pub selection: FileRange,
    /// The declarations inside, in source order, all inside `whole`.
    pub children: Vec<Outline>,
}

impl Analysis {
    /// The declarations of a file, in source order.
    #[must_use]
    pub fn outline(&self, file: FileId) -> Vec<Outline> {
        let Some(tree) = self.tree(file) else {
            return Vec::new();
        };
        let outliner = Outliner { analysis: self };
        let items = tree.items.iter();
        items.filter_map(|item| outliner.item(item)).collect()
    }
}

struct Outliner<'a> {
    analysis: &'a Analysis,
}

impl Outliner<'_> {
    fn item(&self, item: &Item) -> Option<Outline> {
        let detail = match &item.kind {
            ItemKind::Config(config) => self.ty(&config.ty),
            ItemKind::Type(ty) => self.leaf_type(&ty.ty),
            ItemKind::Channel(channel) => Some(channel.kind.text.to_string()),
            ItemKind::Function(function) => Some(self.signature(function)),
            ItemKind::Workflow(workflow) => {
                let route = self.analysis.route(workflow);
                let route = route.map(|(method, path)| format!("{method} {path}"));
                let call = workflow.as_called();
                route.or_else(|| Some(self.analysis.called(call?)))
            }
            ItemKind::Secret(_)
            | ItemKind::Collection(_)
            | ItemKind::Service(_)
            | ItemKind::NotBuilt { .. }
            | ItemKind::Error { .. } => None,
        };
        let mut whole = self.outline(item.name()?, kind(item, self.analysis), item.span, detail)?;
        let mut inside: Vec<Outline> = Node::Item(item)
            .walk()
            .filter_map(|node| self.inside(item, node))
            .collect();
        inside.sort_by_key(|one| (one.whole.start, Reverse(one.whole.end)));
        whole.children = nested(inside);
        for child in &whole.children {
            whole.whole = whole.whole.to(child.whole);
        }
        Some(whole)
    }

    /// The symbol that a node inside an item declares.
    fn inside(&self, item: &Item, node: Node<'_>) -> Option<Outline> {
        let is_type = matches!(item.kind, ItemKind::Type(_));
        let (name, kind, detail) = match node {
            Node::Column(column) => (&column.name, SymbolKind::Column, self.ty(&column.ty)),
            Node::TypeField(field) if is_type => {
                (&field.name, SymbolKind::Field, self.leaf_type(&field.ty))
            }
            Node::Parameter(one) => (&one.name, SymbolKind::Parameter, self.ty(&one.ty)),
            Node::Segment(PathSegment::Parameter { name, ty }) => {
                let detail = ty.as_ref().and_then(|ty| self.ty(ty));
                (name, SymbolKind::PathParameter, detail)
            }
            Node::Statement(_) => self.binding(node)?,
            Node::Item(_)
            | Node::Key(_)
            | Node::Trigger(_)
            | Node::Segment(PathSegment::Literal(_))
            | Node::Type(_)
            | Node::TypeField(_)
            | Node::Setting(_)
            | Node::Block(_)
            | Node::Expression(_)
            | Node::Step(_)
            | Node::Clause(_)
            | Node::Entry(_)
            | Node::MatchArm(_)
            | Node::BranchArm(_)
            | Node::Pattern(_) => return None,
        };
        self.outline(name, Some(kind), node.span(), detail)
    }

    /// The name that a statement binds, its kind, and its type.
    fn binding<'t>(&self, node: Node<'t>) -> Option<(&'t Name, SymbolKind, Option<String>)> {
        let mut found = None;
        node.for_each_binder(|binder| {
            let (name, ty, kind) = match binder {
                Binder::Value { name, ty } => (name, ty, SymbolKind::Binding),
                Binder::Variable { name, ty } => (name, ty, SymbolKind::Variable),
                Binder::Variant(_)
                | Binder::Failure(_)
                | Binder::Element(_)
                | Binder::Parameter(_) => return,
            };
            let written = ty.and_then(|ty| self.ty(ty));
            found = Some((name, kind, written.or_else(|| self.inferred(name))));
        });
        found
    }

    /// A type as written.
    fn ty(&self, ty: &TypeExpression) -> Option<String> {
        if let TypeKind::Error = ty.kind {
            return None;
        }
        self.line(ty.span)
    }

    /// A type as written, unless its fields are listed below it.
    fn leaf_type(&self, ty: &TypeExpression) -> Option<String> {
        if has_fields(ty) { None } else { self.ty(ty) }
    }

    /// `(id: text) -> text`
    fn signature(&self, function: &FunctionItem) -> String {
        let parameters = function.parameters.iter().map(|one| {
            let ty = self.ty(&one.ty).unwrap_or_else(|| "?".to_owned());
            format!("{}: {ty}", one.name.text)
        });
        let parameters: Vec<String> = parameters.collect();
        let returns = function.returns.as_ref().and_then(|ty| self.ty(ty));
        let returns = returns.map_or_else(String::new, |ty| format!(" -> {ty}"));
        format!("({}){returns}", parameters.join(", "))
    }

    fn inferred(&self, name: &Name) -> Option<String> {
        let symbol = self.analysis.index.symbol(name.span)?;
        let ty = symbol.ty.as_ref()?;
        (!matches!(ty, Type::Error | Type::Never)).then(|| brief(ty))
    }

    fn outline(
        &self,
        name: &Name,
        kind: Option<SymbolKind>,
        whole: Span,
        detail: Option<String>,
    ) -> Option<Outline> {
        let anchors = &self.analysis.anchors;
        (!name.text.is_empty()).then(|| Outline {
            name: name.text.to_string(),
            detail,
            kind,
            whole: anchors.resolve(whole.to(name.span)),
            selection: anchors.resolve(name.span),
            children: Vec::new(),
        })
    }

    /// A part of the text on one line, shortened for display.
    fn line(&self, span: Span) -> Option<String> {
        let words: Vec<&str> = self.analysis.written(span).split_whitespace().collect();
        let line = words.join(" ");
        let short: String = line.chars().take(60).collect();
        match line.len() - short.len() {
            0 if line.is_empty() => None,
            0 => Some(line),
            _ => Some(format!("{}…", short.trim_end())),
        }
    }
}

/// Nests the items by containment; the input is in source order, longer items first.
fn nested(flat: Vec<Outline>) -> Vec<Outline> {
    let mut done = Vec::new();
    let mut open: Vec<Outline> = Vec::new();
    for one in flat {
        while let Some(last) = open.pop_if(|last| last.whole.end < one.whole.end) {
            close(last, &mut open, &mut done);
        }
        open.push(one);
    }
    while let Some(last) = open.pop() {
        close(last, &mut open, &mut done);
    }
    done
}

fn close(one: Outline, open: &mut [Outline], done: &mut Vec<Outline>) {
    match open.last_mut() {
        Some(around) => around.children.push(one),
        None => done.push(one),
    }
}

/// The kind of a declaration. If it could not be parsed, the kind is determined by its first word.
pub(crate) fn kind(item: &Item, analysis: &Analysis) -> Option<SymbolKind> {
    let text = analysis.written(item.span);
    Some(match text.split_whitespace().next()? {
        "secret" => SymbolKind::Secret,
        "config" => SymbolKind::Config,
        "type" => SymbolKind::Type,
        "collection" => SymbolKind::Collection,
        "service" => SymbolKind::Service,
        "channel" => SymbolKind::Channel,
        "fn" => SymbolKind::Function,
        "workflow" => SymbolKind::Workflow,
        _ => return None,
    })
}

/// Whether the fields of a type are listed below it.
fn has_fields(ty: &TypeExpression) -> bool {
    Node::Type(ty)
        .walk()
        .any(|node| matches!(node, Node::TypeField(_)))
}
