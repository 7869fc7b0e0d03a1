//! Declarations, their signs and their paths.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::ast::Name;

/// `E0033`: `config x = 5`
pub(crate) fn config_without_type(name: &Name, literal: Option<&str>) -> Diagnostic {
    let report = Diagnostic::new(
        Code::MissingType,
        name.span,
        format!("the config `{}` has no type", name.text),
    )
    .label("a type is missing after this");
    if let Some(ty) = literal {
        let meant = format!(": {ty}");
        return report.fix(
            format!(
                "its default is of type `{ty}`: write `{}{meant}`",
                name.text
            ),
            replace(name.span.after(), meant),
            Applicability::Unsafe,
        );
    }
    report.fix(
        format!("if it is a text, write `{}: text`", name.text),
        replace(name.span.after(), ": text"),
        Applicability::Unsafe,
    )
}

/// `E0033`: `fn f(a)`
pub(crate) fn parameter_without_type(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::MissingType,
        name.span,
        format!("the parameter `{}` has no type", name.text),
    )
    .label("a type is missing after this")
    .fix(
        format!("if it is a text, write `{}: text`", name.text),
        replace(name.span.after(), ": text"),
        Applicability::Unsafe,
    )
}

/// `E0003`: `unique a`
pub(crate) fn key_without_parentheses(word: &Name, field: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        word.span,
        format!("the fields of `{}` must be in parentheses", word.text),
    )
    .label("`(` is missing after this")
    .fix(
        format!("write `{} ({})`", word.text, field.text),
        replace(field.span, format!("({})", field.text)),
        Applicability::Safe,
    )
}

/// `E0025`: `type A { … }`
pub(crate) fn type_without_equal(name: &Name) -> Diagnostic {
    missing_equal(name, format!("a `=` is missing after `type {}`", name.text))
}

/// `E0025`: `channel team slack { … }`
pub(crate) fn channel_without_equal(name: &Name) -> Diagnostic {
    missing_equal(
        name,
        format!("a `=` is missing after `channel {}`", name.text),
    )
}

fn missing_equal(name: &Name, message: String) -> Diagnostic {
    Diagnostic::new(Code::DeclarationSign, name.span, message)
        .label("a `=` belongs after this")
        .fix(
            "add the `=`",
            replace(name.span.after(), " ="),
            Applicability::Safe,
        )
}

/// `E0025`: `collection a = { … }`, `service a = { … }`
pub(crate) fn stray_equal(span: Span, item: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DeclarationSign,
        span,
        format!("a `{item}` is declared without `=`"),
    )
    .label("not needed")
    .fix("remove the `=`", replace(span, ""), Applicability::Safe)
}

/// `E0025`: `fn f(): text`
pub(crate) fn colon_for_arrow(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DeclarationSign,
        span,
        "the return type of a function is written after `->`",
    )
    .label("`->` belongs here")
    .fix("write `->`", replace(span, " ->"), Applicability::Safe)
}

/// `E0022`: `T[]`
pub(crate) fn array_mark(element: Span, mark: Span) -> Diagnostic {
    Diagnostic::new(Code::ArrayMark, mark, "a list type is written `[T]`")
        .label("the brackets belong around the type")
        .fix(
            "put the type into the brackets",
            vec![
                Edit {
                    span: element.before(),
                    text: String::from("["),
                },
                Edit {
                    span: mark,
                    text: String::from("]"),
                },
            ],
            Applicability::Safe,
        )
}

/// `E0028`: a trigger after statements.
pub(crate) fn late_trigger(trigger: Span, statement: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LateTrigger,
        trigger,
        "the trigger must come before the statements",
    )
    .label("move it to the start of the workflow")
    .because(statement, "the statements begin here")
}

/// `E0027`: a path that does not begin with a slash.
pub(crate) fn path_without_slash(path: Span, inner: Span) -> Diagnostic {
    Diagnostic::new(Code::BadPath, path, "a path must begin with `/`")
        .label("no `/` at its start")
        .fix(
            "add the `/`",
            replace(inner.before(), "/"),
            Applicability::Safe,
        )
}

/// `E0027`: a path too long for a request line.
pub(crate) fn long_path(path: Span, most: usize) -> Diagnostic {
    Diagnostic::new(Code::BadPath, path, "this path is too long")
        .label(format!("servers and proxies take at most {most} bytes"))
        .help("replace long parts with a parameter, or move them to the body")
}

/// `E0027`: a segment that mixes text and parameters.
pub(crate) fn mixed_segment(segment: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadPath,
        segment,
        "a path segment must be either text or one parameter",
    )
    .label("text and parameters are mixed here")
    .help("make the whole segment one parameter, and split it in the workflow")
}
