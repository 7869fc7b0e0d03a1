//! Declares an undeclared type, function, collection or service.

use flowright_diagnostics::{Code, Span};
use flowright_stdlib::types::{Origin, Type};
use flowright_syntax::ast::{
    Expression, ExpressionKind, HttpTarget, Node, Step, StepKind, WrittenRow,
};

use super::action::{Action, insert};
use super::place::Place;
use super::placeholder::{field_name, placeholder};

pub(super) fn declare_thing(place: &Place<'_>) -> Vec<Action> {
    let codes = [
        Code::UnknownType,
        Code::UnknownFunction,
        Code::UnknownDeclaration,
    ];
    let mut actions = Vec::new();
    for (index, diagnostic) in place.diagnostics() {
        let span = place.locate(diagnostic.primary.span);
        if !codes.contains(&diagnostic.code) {
            continue;
        }
        let declared = if diagnostic.code == Code::UnknownType {
            let name = place.text(span);
            Some(("type", format!("type {name} = {{}}")))
        } else {
            let mut nodes = place.covering(span).into_iter().rev();
            nodes.find_map(|node| {
                if let Node::Step(step) = node {
                    return of_step(place, step, span);
                }
                function(place, node.as_expression()?, span)
            })
        };
        let (Some((kind, text)), Some(item)) = (declared, place.item(span)) else {
            continue;
        };
        let title = format!("Declare the {kind} `{}`", place.text(span));
        let edit = insert(place.file(), place.before_item(item), format!("{text}\n\n"));
        actions.push(Action::mending(Some(index), title, vec![edit]));
    }
    actions
}

/// The function that a call needs.
fn function(place: &Place<'_>, call: &Expression, span: Span) -> Option<(&'static str, String)> {
    let ExpressionKind::Call {
        function,
        arguments,
    } = &call.kind
    else {
        return None;
    };
    if function.span != span {
        return None;
    }
    let index = &place.analysis.index;
    let mut parameters: Vec<String> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let ty = index.expression_at(argument.span).map(|one| &one.ty);
        let ty = ty.and_then(written).unwrap_or_else(|| "text".to_owned());
        let name = if let ExpressionKind::Name(name) | ExpressionKind::Field { field: name, .. } =
            &argument.kind
        {
            &*name.text
        } else {
            "value"
        };
        let is_taken = |name: &str| {
            let start = format!("{name}:");
            flowright_syntax::is_reserved(name)
                || parameters.iter().any(|one| one.starts_with(&start))
        };
        let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let name = names.find(|name| !is_taken(name))?;
        parameters.push(format!("{name}: {ty}"));
    }
    let wanted = index.expression_at(call.span);
    let wanted = wanted.and_then(|one| one.wanted.as_ref());
    let returns = wanted.and_then(written);
    let value = match (wanted, &returns) {
        (Some(ty), Some(_)) => placeholder(ty, true),
        _ => placeholder(&Type::Text, true),
    };
    let returns = returns.unwrap_or_else(|| "text".to_owned());
    let parameters = parameters.join(", ");
    let name = &function.text;
    let text = format!("fn {name}({parameters}) -> {returns} {{ {value} }}");
    Some(("function", text))
}

fn of_step(place: &Place<'_>, step: &Step, span: Span) -> Option<(&'static str, String)> {
    // A query does not reveal the fields of its collection, and a message does not even reveal the
    // kind of its channel.
    if let Some(row) = step.kind.written_row() {
        return (row.collection.span == span).then(|| ("collection", collection(place, &row)));
    }
    let StepKind::Http(http) = &step.kind else {
        return None;
    };
    let HttpTarget::Service { service, path: _ } = &http.target else {
        return None;
    };
    (service.span == span).then(|| {
        let name = &service.text;
        let text = format!("service {name} {{\n  url \"https://example.com\"\n}}");
        ("service", text)
    })
}

/// A collection with the fields that a step writes.
fn collection(place: &Place<'_>, row: &WrittenRow<'_>) -> String {
    let mut text = format!("collection {} {{\n", row.collection.text);
    let index = &place.analysis.index;
    for entry in row.entries.iter().chain(row.on_create) {
        if entry.is_error() || entry.spread {
            continue;
        }
        let ty = match &entry.value {
            Some(value) => index.expression_at(value.span).map(|one| &one.ty),
            None => {
                let mut visible = place.visible(place.at(entry.span).start);
                let binding = visible.find(|symbol| symbol.name == entry.name.text);
                binding.and_then(|symbol| symbol.ty.as_ref())
            }
        };
        let ty = match ty {
            Some(Type::Record(_) | Type::List(_) | Type::Map(_)) | None => None,
            Some(ty) => written(ty),
        };
        let ty = ty.unwrap_or_else(|| "text".to_owned());
        text.push_str(&format!("  {}: {ty}\n", field_name(&entry.name.text)));
    }
    if !row.by.is_empty() {
        let names: Vec<&str> = row.by.iter().map(|name| &*name.text).collect();
        text.push_str(&format!("  unique ({})\n", names.join(", ")));
    }
    text.push('}');
    text
}

/// A type in declarable form; a literal becomes a text.
fn written(ty: &Type) -> Option<String> {
    match ty {
        Type::Bool
        | Type::Int
        | Type::Float
        | Type::Decimal
        | Type::Text
        | Type::Bytes
        | Type::Time
        | Type::Date
        | Type::Duration
        | Type::Json => Some(ty.to_string()),
        Type::Literals(texts) if !texts.is_several() => Some("text".to_owned()),
        Type::Literals(_) => Some(ty.to_string()),
        Type::Optional(inner) => Some(match &**inner {
            Type::Literals(texts) if texts.is_several() => format!("({inner})?"),
            _ => format!("{}?", written(inner)?),
        }),
        Type::List(inner) => Some(format!("[{}]", written(inner)?)),
        Type::Map(inner) => Some(format!("map<{}>", written(inner)?)),
        Type::Record(record) => match &record.origin {
            Origin::Named(name) => Some(name.to_string()),
            Origin::File => Some("file".to_owned()),
            Origin::Row(_) | Origin::Response => None,
            Origin::Anonymous | Origin::Failure => {
                let fields = record.fields.iter().map(|field| {
                    let ty = written(&field.ty)?;
                    Some(format!("{}: {ty}", field_name(&field.name)))
                });
                let fields: Option<Vec<String>> = fields.collect();
                Some(format!("{{ {} }}", fields?.join(", ")))
            }
        },
        Type::Union(union) => match &union.origin {
            Origin::Named(name) => Some(name.to_string()),
            Origin::Anonymous if union.tag.is_some() => Some(format!("({union})")),
            Origin::Anonymous
            | Origin::Row(_)
            | Origin::Response
            | Origin::Failure
            | Origin::File => None,
        },
        Type::Error | Type::Never | Type::Null | Type::Secret | Type::Headers => None,
    }
}
