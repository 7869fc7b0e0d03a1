//! Reports on declared and written types.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::Name;

use crate::describe::brief;

/// `E0304`: a recursive type.
pub(super) fn cycle_report(cycle: &[&Name]) -> Diagnostic {
    let span = cycle.first().map_or(Span::default(), |name| name.span);
    let name = cycle.first().map_or("", |name| &*name.text);
    let report = Diagnostic::new(
        Code::TypeCycle,
        span,
        format!("the type `{name}` contains itself"),
    )
    .label("its values would be infinitely large");
    let report = cycle.iter().skip(1).fold(report, |report, name| {
        report.because(name.span, format!("through `{}`", name.text))
    });
    report.help("remove one of the fields, or use `json` for data of any depth")
}

/// `E0102`: a redeclared built-in type.
pub(super) fn built_in(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::DeclaredTwice,
        name.span,
        format!("`{}` is a built-in type", name.text),
    )
    .label("cannot be declared again")
    .help("choose another name")
}

/// `E0301`: a type that is not allowed in that place.
pub(crate) fn wrong_place(span: Span, ty: &Type, what: &str, rule: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FieldType,
        span,
        format!("a {what} cannot be of type `{}`", brief(ty)),
    )
    .label(format!("`{}` is not allowed here", brief(ty)))
    .note(rule)
}

/// `E0103`: `new | paid`
pub(super) fn texts_without_quotes(span: Span, texts: &[&Name]) -> Diagnostic {
    let quoted: Vec<String> = texts
        .iter()
        .map(|name| format!("{:?}", name.text))
        .collect();
    let edits = texts.iter().zip(&quoted).map(|(name, quoted)| Edit {
        span: name.span,
        text: quoted.clone(),
    });
    Diagnostic::new(Code::UnknownType, span, "the texts of a type are in quotes")
        .label("not types")
        .fix(
            format!("write `{}`", quoted.join(" | ")),
            edits.collect(),
            Applicability::Unsafe,
        )
}

/// `E0301`: a `ref` that is not the type of a collection's field.
pub(super) fn reference_elsewhere(span: Span, name: &Name) -> Diagnostic {
    let edit = Edit {
        span,
        text: "int".to_owned(),
    };
    Diagnostic::new(
        Code::FieldType,
        span,
        "only a field of a collection is a `ref`",
    )
    .label("not allowed here")
    .fix(
        format!("the id of a row of `{}` is an `int`", name.text),
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0301`: a `file` where no file can be sent; `None` if the type contains none.
pub(crate) fn file_elsewhere(span: Span, ty: &Type, what: &str) -> Option<Diagnostic> {
    let rule = "a `file` is only in the fields of `body multipart`";
    let report = || wrong_place(span, &Type::file(), what, rule);
    ty.holds(&Type::is_file)
        .then(|| report().help("for content in base64, declare `bytes`"))
}
