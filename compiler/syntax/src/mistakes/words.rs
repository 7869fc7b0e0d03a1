//! Words: misspelt, from another language, or in a place where they cannot stand.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Span};

use super::replace;

/// `E0018`: `workfow`
pub(crate) fn misspelt_word(span: Span, written: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownKeyword,
        span,
        format!("there is no `{written}` here"),
    )
    .label("not a word of the language")
    .fix(
        format!("did you mean `{meant}`?"),
        replace(span, meant),
        Applicability::Safe,
    )
}

/// `E0018`: `const`
pub(crate) fn foreign_word(span: Span, written: &str, meant: &str, why: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownKeyword,
        span,
        format!("there is no `{written}`"),
    )
    .label("not a word of the language");
    if meant.is_empty() {
        return diagnostic.help(why);
    }
    diagnostic.fix(why, replace(span, meant), Applicability::Unsafe)
}

/// `E0003`: what no other mistake describes.
pub(crate) fn unexpected(place: Span, found: &str, expected: &str, after: bool) -> Diagnostic {
    let message = format!("expected {expected}, found {found}");
    let diagnostic = Diagnostic::new(Code::Syntax, place, message);
    if after {
        diagnostic.label(format!("{expected} is missing after this"))
    } else {
        diagnostic.label("cannot stand here")
    }
}
