//! `:` is for data; settings are `name value`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::ast::Name;

/// `E0003`: `verify none because "x" body none`
pub(crate) fn unseparated_setting(word: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        word,
        "a comma or a new line separates settings",
    )
    .label("another setting begins here")
    .fix("add a `,`", replace(before, ","), Applicability::Safe)
}

/// `E0015`: `timeout: 5s`, `url = x`
pub(crate) fn setting_sign(span: Span, sign: &str, name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::SettingSign,
        span,
        format!("a setting takes no `{sign}` between name and value"),
    )
    .label(format!("`{}` is a setting", name.text))
    .fix(
        format!("remove the `{sign}`"),
        // Otherwise both blanks around a `=` would remain.
        if sign == "=" {
            replace(name.span.after().to(span), "")
        } else {
            replace(span, "")
        },
        Applicability::Safe,
    )
    .note("`:` is for data, as in `{ name: value }`; settings are written `name value`")
}

/// `E0015`: `verify: github`
pub(crate) fn verify_sign(sign: Span, whole: Span, scheme: &str) -> Diagnostic {
    let scheme = if scheme.is_empty() { "github" } else { scheme };
    let meant = format!(" {scheme}(secrets.NAME)");
    Diagnostic::new(
        Code::SettingSign,
        sign,
        "`verify` takes a scheme with its secret, without a sign",
    )
    .label("`verify` is a setting")
    .fix(
        format!("write `verify{meant}`"),
        replace(whole, meant),
        Applicability::Unsafe,
    )
}

/// `E0016`: `{ a = 1 }`
pub(crate) fn field_equal(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FieldSign,
        span,
        format!("a `:` is required between a field and its {what}"),
    )
    .label("`:` belongs here")
    .fix("write `:`", replace(span, ":"), Applicability::Safe)
}

/// `E0016`: `a int`
pub(crate) fn field_without_colon(before: Span, ty: Span) -> Diagnostic {
    Diagnostic::new(
        Code::FieldSign,
        before,
        "a `:` is required between a field and its type",
    )
    .label("`:` is missing after this")
    .because(ty, "its type")
    .fix(
        "add the `:`",
        replace(before.after(), ":"),
        Applicability::Safe,
    )
}

/// `E0016`: `{ a 1, b: 2 }`
pub(crate) fn value_without_colon(
    name: Span,
    value: Span,
    applicability: Applicability,
) -> Diagnostic {
    Diagnostic::new(
        Code::FieldSign,
        name,
        "a `:` is required between a field and its value",
    )
    .label("`:` is missing after this")
    .because(value, "its value")
    .fix("add the `:`", replace(name.after(), ":"), applicability)
}

/// `E0021`: `b?: U`
pub(crate) fn optional_field(mark: Span, ty: Span) -> Diagnostic {
    Diagnostic::new(
        Code::OptionalField,
        mark,
        "the `?` of an optional field belongs after its type",
    )
    .label("not after its name")
    .fix(
        "move the `?` after the type",
        vec![
            Edit {
                span: mark,
                text: String::new(),
            },
            Edit {
                span: ty.after(),
                text: String::from("?"),
            },
        ],
        Applicability::Safe,
    )
}

/// `E0003`: `int | null`
pub(crate) fn or_null(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        span,
        "a type that may be null has a `?` after it",
    )
    .label("`null` is not a type")
    .fix(
        format!("write `{meant}`"),
        replace(span, meant),
        Applicability::Safe,
    )
}

/// `E0003`: `body text T`
pub(crate) fn body_by_other(kind: Span) -> Diagnostic {
    Diagnostic::new(Code::Syntax, kind, "only `body json` takes `by`")
        .label("not JSON")
        .help("write `body json by …`, or a type that covers every body")
}

/// `E0003`: a type after a kind of body that takes none.
pub(crate) fn typed_body(ty: Span, kind: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        ty,
        format!("`body {}` takes no type", kind.text),
    )
    .label("this body is not decoded")
    .because(kind.span, "the kind of the body")
    .help("only `body json` and `body form` take one")
}
