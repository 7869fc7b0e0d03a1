//! The declarations of the response members that an `http` step expects, so that a runtime mismatch
//! can be shown at its declaration.

use flowright_diagnostics::Span;
use flowright_syntax::ast::{TypeExpression, TypeKind};

/// The path of each member, such as `items[].sku`, with the span that declares it. The first entry
/// is the whole type, with an empty path. The members of a named type are represented by its name.
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
        // The path to a value of a map begins with its key, which is not known.
        TypeKind::Map(_)
        | TypeKind::Name(_)
        | TypeKind::Reference(_)
        | TypeKind::Literal(_)
        | TypeKind::Union(_)
        | TypeKind::NotBuilt(_)
        | TypeKind::Error => {}
    }
}
