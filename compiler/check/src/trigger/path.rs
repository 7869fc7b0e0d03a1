//! The path of a webhook and its parameters.

use flowright_diagnostics::{Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use crate::declare::Globals;
use crate::declare::types::wrong_place;
use crate::names;
use crate::program::PathSegment;

/// The segments of a path, and its parameters in order.
pub(super) fn read(
    segments: &[ast::PathSegment],
    globals: &Globals,
    reports: &mut Vec<Diagnostic>,
) -> (Vec<PathSegment>, Vec<(Box<str>, Type)>) {
    let mut path = Vec::with_capacity(segments.len());
    let mut params: Vec<(Box<str>, Type)> = Vec::new();
    let mut spans: Vec<(&str, Span)> = Vec::new();
    for segment in segments {
        match segment {
            ast::PathSegment::Literal(text) => {
                path.push(PathSegment::Literal(text.text.clone()));
            }
            ast::PathSegment::Parameter { name, ty } => {
                names::spelling(name, false, reports);
                let ty = match ty {
                    Some(written) => match globals.types.resolve(written, reports) {
                        Type::Error => Type::Error,
                        ty if allowed(&ty) => ty,
                        ty => {
                            let rule = "a parameter is a text, an int, a float, a bool or one of some texts";
                            let what = "parameter of a path";
                            reports.push(wrong_place(written.span, &ty, what, rule));
                            Type::Error
                        }
                    },
                    None => Type::Text,
                };
                match spans.iter().find(|(known, _)| *known == &*name.text) {
                    Some((_, first)) => reports.push(names::declared_twice(name, *first)),
                    None => spans.push((&name.text, name.span)),
                }
                params.push((name.text.clone(), ty.clone()));
                path.push(PathSegment::Parameter {
                    name: name.text.clone(),
                    ty,
                });
            }
        }
    }
    (path, params)
}

fn allowed(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Text | Type::Int | Type::Float | Type::Bool | Type::Literals(_)
    )
}
