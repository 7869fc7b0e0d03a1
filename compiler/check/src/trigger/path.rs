//! The path of a webhook and its parameters.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::tokens::is_word;
use flowright_syntax::{ast, is_reserved};

use crate::SymbolKind;
use crate::body::PathParameter;
use crate::declare::Globals;
use crate::declare::type_reports::wrong_place;
use crate::names;
use crate::program::PathSegment;
use crate::reports::Reports;

/// The segments of a path, and its parameters in order; `None` if a segment was rejected that may
/// be meant as a parameter.
pub(super) fn read(
    segments: &[ast::PathSegment],
    globals: &Globals,
    reports: &mut Reports,
) -> (Vec<PathSegment>, Option<Vec<PathParameter>>) {
    let mut path = Vec::with_capacity(segments.len());
    let mut params: Vec<PathParameter> = Vec::new();
    let mut spans: Vec<(&str, Span)> = Vec::new();
    let mut is_certain = true;
    for segment in segments {
        match segment {
            ast::PathSegment::Literal(text) => {
                if let Some(report) = foreign(text) {
                    is_certain = false;
                    reports.push(report);
                }
                path.push(PathSegment::Literal(text.text.clone()));
            }
            ast::PathSegment::Parameter { name, ty } => {
                names::spelling(name, false, reports);
                let ty = match ty {
                    Some(written) => match globals.types.resolve(written, reports) {
                        Type::Error => Type::Error,
                        ty if allowed(&ty) => ty,
                        ty => {
                            let rule = "a parameter is a text, a number, a bool, a time, a date, a duration or one of a fixed set of texts";
                            let what = "path parameter";
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
                let known = Some(ty.clone());
                reports
                    .index
                    .declare(name, SymbolKind::PathParameter, known);
                params.push(PathParameter {
                    name: name.text.clone(),
                    ty: ty.clone(),
                    span: name.span,
                });
                path.push(PathSegment::Parameter {
                    name: name.text.clone(),
                    ty,
                });
            }
        }
    }
    (path, is_certain.then_some(params))
}

/// `E0407`: `:id`, `*`, `?x=1` and `%20`, which would be matched literally.
fn foreign(segment: &ast::Name) -> Option<Diagnostic> {
    let text = &*segment.text;
    let report = |what: String| {
        Diagnostic::new(Code::ForeignPath, segment.span, what).label("would be taken literally")
    };
    if let Some((path, query)) = text.split_once('?') {
        let name = query.split(['=', '&']).next().unwrap_or("x");
        let edit = Edit {
            span: Span {
                start: segment.span.end - u32::try_from(query.len() + 1).unwrap_or(0),
                ..segment.span
            },
            text: String::new(),
        };
        return Some(
            report("a path cannot contain a query".to_owned())
                .fix(
                    format!("end it with `{path}`"),
                    vec![edit],
                    Applicability::Unsafe,
                )
                .help(format!(
                    "read query parameters with `context.query[\"{name}\"]`"
                )),
        );
    }
    if text.contains('*') {
        return Some(
            report("a path cannot contain `*`".to_owned())
                .help("write a parameter for the part that varies: `{name}` matches one segment"),
        );
    }
    if text.contains('%') {
        let report = report("a path cannot be percent-encoded".to_owned());
        return Some(match decoded(text) {
            Some(plain) => {
                let edit = Edit {
                    span: segment.span,
                    text: plain.clone(),
                };
                report.fix(format!("write `{plain}`"), vec![edit], Applicability::Safe)
            }
            None => report.help("match the segment with a parameter: `{name}`"),
        });
    }
    let name = text.strip_prefix(':').or_else(|| {
        text.strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
    })?;
    let name = name.trim_end_matches('?');
    let typed = name.split_once(':').map(|(ty, name)| (name, ty));
    let Some(name) = parameter(typed.unwrap_or((name, ""))) else {
        return Some(
            report("a path parameter is written `{name}`".to_owned())
                .help("with a type, write `{name: int}`"),
        );
    };
    let edit = Edit {
        span: segment.span,
        text: format!("{{{name}}}"),
    };
    Some(
        report(format!("a path parameter is written `{{{name}}}`")).fix(
            format!("write `{{{name}}}`"),
            vec![edit],
            Applicability::Safe,
        ),
    )
}

/// A parameter with the type that another language writes before its name, as in `int:id`.
fn parameter((name, ty): (&str, &str)) -> Option<String> {
    let is_name = is_word(name) && !is_reserved(name);
    is_name.then(|| match ty {
        "int" | "integer" => format!("{name}: int"),
        "float" => format!("{name}: float"),
        _ => name.to_owned(),
    })
}

/// The decoded text, if it can be written in a path unchanged.
fn decoded(text: &str) -> Option<String> {
    let mut octets = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'%' {
            octets.push(*first);
            continue;
        }
        let (digits, behind) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        octets.push(u8::from_str_radix(digits, 16).ok().filter(|_| hex)?);
        rest = behind;
    }
    let plain = String::from_utf8(octets).ok()?;
    let special = |letter: char| letter.is_control() || "/?#%*{}\"\\<>".contains(letter);
    (!plain.contains(special) && !plain.starts_with(':')).then_some(plain)
}

fn allowed(ty: &Type) -> bool {
    ty.is_scalar()
}
