//! Where the members of an answer are declared that an `http` step expects, so that a mismatch can be shown at its place.

use flowright_diagnostics::Span;
use flowright_syntax::ast::{TypeExpression, TypeKind};

/// The way to each member, such as `items[].sku`, with the place that declares it; first the whole, whose way is empty. What a named
/// type declares stands under its name.
pub(super) fn members(written: &TypeExpression) -> Vec<(Box<str>, Span)> {
    let mut members = Vec::new();
    collect(written, "", &mut members);
    members
}

fn collect(written: &TypeExpression, path: &str, members: &mut Vec<(Box<str>, Span)>) {
    members.push((path.into(), written.span));
    below(written, path, members);
}

fn below(written: &TypeExpression, path: &str, members: &mut Vec<(Box<str>, Span)>) {
    match &written.kind {
        TypeKind::Optional(inner) => below(inner, path, members),
        TypeKind::List(element) => collect(element, &format!("{path}[]"), members),
        TypeKind::Record(fields) => {
            for field in fields {
                let name = &field.name.text;
                let path = if path.is_empty() {
                    name.to_string()
                } else {
                    format!("{path}.{name}")
                };
                members.push((path.as_str().into(), field.name.span));
                below(&field.ty, &path, members);
            }
        }
        TypeKind::Name(_)
        | TypeKind::Literal(_)
        | TypeKind::Union(_)
        | TypeKind::NotBuilt(_)
        | TypeKind::Error => {}
    }
}
