//! Inlay hints: inferred types, and parameter names.

use flowright_check::{Meaning, SymbolKind, brief};
use flowright_diagnostics::{FileRange, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Node, StatementKind};

use crate::Analysis;

/// An inlay hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Its position.
    pub offset: u32,
    /// Its text: `: text?`, `prefix:`.
    pub label: String,
    /// Its kind.
    pub kind: HintKind,
}

/// The kinds of hints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// The type of a name, after it.
    Type,
    /// The name of a parameter, before its argument.
    Parameter,
}

impl Analysis {
    /// The hints in a part of a file, in source order.
    #[must_use]
    pub fn hints(&self, within: FileRange) -> Vec<Hint> {
        let Some(tree) = self.tree(within.file) else {
            return Vec::new();
        };
        let touches = |span: Span| {
            let place = self.anchors.resolve(span);
            place.start <= within.end && within.start <= place.end
        };
        let mut hints = Vec::new();
        let items = tree.items.iter().filter(|item| touches(item.span));
        for node in items.flat_map(|item| Node::Item(item).walk()) {
            if let Some(expression) = node.as_expression() {
                self.argument_hints(expression, &mut hints);
            }
            if let Some(statement) = node.as_statement()
                && let StatementKind::Let {
                    name,
                    ty: None,
                    value,
                } = &statement.kind
            {
                hints.extend(self.type_hint(name, value));
            }
        }
        hints.retain(|hint| within.start <= hint.offset && hint.offset <= within.end);
        hints.sort_by_key(|hint| hint.offset);
        hints
    }

    fn type_hint(&self, name: &Name, value: &Expression) -> Option<Hint> {
        let ty = self.index.symbol(name.span)?.ty.as_ref()?;
        if is_unknown(ty) || is_obvious(value) {
            return None;
        }
        Some(Hint {
            offset: self.anchors.resolve(name.span).end,
            label: format!(": {}", brief(ty)),
            kind: HintKind::Type,
        })
    }

    /// Hints for literal arguments, whose purpose is not obvious; a single argument is explained by
    /// the name of the function.
    fn argument_hints(&self, call: &Expression, hints: &mut Vec<Hint>) {
        let (ExpressionKind::Call {
            function,
            arguments,
        }
        | ExpressionKind::MethodCall {
            function,
            arguments,
            ..
        }) = &call.kind
        else {
            return;
        };
        if arguments.len() < 2 {
            return;
        }
        let parameters = self.parameters(function);
        let named = arguments.iter().zip(parameters);
        let literals = named.filter(|(argument, _)| is_literal(argument));
        hints.extend(literals.map(|(argument, parameter)| Hint {
            offset: self.anchors.resolve(argument.span).start,
            label: format!("{parameter}:"),
            kind: HintKind::Parameter,
        }));
    }

    /// The names of the parameters of a called function.
    fn parameters(&self, function: &Name) -> Vec<&str> {
        let mut meanings = self.index.at(function.span.after());
        match meanings.find(|one| one.span == function.span) {
            Some(one) => match one.meaning {
                Meaning::Declared(name) => self.declared_parameters(name).unwrap_or_default(),
                Meaning::Library(id) => id.get().map_or_else(Vec::new, |function| {
                    function.parameters.iter().map(|one| one.name).collect()
                }),
                Meaning::Context(_) | Meaning::Given(..) => Vec::new(),
            },
            None => Vec::new(),
        }
    }

    fn declared_parameters(&self, name: Span) -> Option<Vec<&str>> {
        if self.index.symbol(name)?.kind != SymbolKind::Function {
            return None;
        }
        let function = self.item_of(name)?.as_function()?;
        let parameters = function.parameters.iter();
        Some(parameters.map(|one| &*one.name.text).collect())
    }
}

/// Whether a type is unknown, or contains an unknown type.
fn is_unknown(ty: &Type) -> bool {
    match ty {
        Type::Error | Type::Never => true,
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => is_unknown(inner),
        _ => false,
    }
}

/// Whether the type of a value is obvious.
fn is_obvious(value: &Expression) -> bool {
    if let ExpressionKind::List(items) = &value.kind {
        return !items.is_empty() && items.iter().all(is_obvious);
    }
    if let ExpressionKind::Step(step) = &value.kind {
        return step.kind.written_row().is_some();
    }
    is_literal(value) || matches!(value.kind, ExpressionKind::Record(_))
}

fn is_literal(value: &Expression) -> bool {
    if let ExpressionKind::Unary { operand, .. } = &value.kind {
        return matches!(
            operand.kind,
            ExpressionKind::Int(_) | ExpressionKind::Float(_)
        );
    }
    matches!(
        value.kind,
        ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Int(_)
            | ExpressionKind::Float(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Size(_)
    )
}
