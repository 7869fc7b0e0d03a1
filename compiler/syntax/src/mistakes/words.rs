//! Words that are misspelt, from another language, or misplaced.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Span};

use super::replace;

/// `E0018`: an unknown word; the caller adds what to write instead.
pub(crate) fn no_word(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownKeyword,
        span,
        format!("there is no `{written}`"),
    )
    .label("not a keyword of the language")
}

/// `E0018`: `workfow`
pub(crate) fn misspelt_word(
    span: Span,
    written: &str,
    meant: &str,
    applicability: Applicability,
) -> Diagnostic {
    no_word(span, written).fix(
        format!("did you mean `{meant}`?"),
        replace(span, meant),
        applicability,
    )
}

/// `E0018`: `const`
pub(crate) fn foreign_word(
    span: Span,
    written: &str,
    meant: &str,
    why: &str,
    applicability: Applicability,
) -> Diagnostic {
    let diagnostic = no_word(span, written);
    if meant.is_empty() {
        return diagnostic.help(why);
    }
    diagnostic.fix(why, replace(span, meant), applicability)
}

/// `E0018`: `return` in a workflow.
pub(crate) fn foreign_return(word: Span, value: &str) -> Diagnostic {
    let is_status = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_digit());
    let meant = if is_status {
        "respond"
    } else {
        "respond 200 json"
    };
    let diagnostic = no_word(word, "return");
    if value.is_empty() {
        return diagnostic.help("a workflow responds with `respond`: write `respond 204`");
    }
    if value.contains('\n') {
        return diagnostic.help(format!(
            "a workflow responds with `respond`: write `{meant} …`"
        ));
    }
    diagnostic.fix(
        format!("a workflow responds with `respond`: write `{meant} {value}`"),
        replace(word, meant),
        Applicability::Unsafe,
    )
}

/// `E0018`: `switch`
pub(crate) fn foreign_switch(word: Span) -> Diagnostic {
    no_word(word, "switch").help(
        "to distinguish cases, write `match x { \"a\" => …, _ => … }`, without `case` and `break`",
    )
}

/// `E0018`: `enum S { a, b }`
pub(crate) fn foreign_enum(word: Span, whole: Span, meant: &str) -> Diagnostic {
    no_word(word, "enum").fix(
        format!("an enumeration is a type: `{meant}`"),
        replace(whole, meant),
        Applicability::Unsafe,
    )
}

/// `E0003`: any mistake that has no specific message.
pub(crate) fn unexpected(place: Span, found: &str, expected: &str, after: bool) -> Diagnostic {
    let message = format!("expected {expected}, found {found}");
    let diagnostic = Diagnostic::new(Code::Syntax, place, message);
    if after {
        diagnostic.label(format!("{expected} is missing after this"))
    } else {
        diagnostic.label("not allowed here")
    }
}

/// `E0003`: `{ a: 1 b: 2 }`
pub(crate) fn missing_sign(
    before: Span,
    sign: &str,
    written: &str,
    applicability: Applicability,
) -> Diagnostic {
    Diagnostic::new(Code::Syntax, before, format!("a `{sign}` is missing"))
        .label(format!("`{sign}` is missing after this"))
        .fix(
            format!("add the `{sign}`"),
            replace(before.after(), written),
            applicability,
        )
}

/// `E0003`: a statement among the declarations.
pub(crate) fn statement_outside(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        span,
        format!("`{word}` is only allowed inside a `workflow` or a `fn`"),
    )
    .label("not a declaration")
}

/// Adds the help for an [`unexpected`] inside an interpolation.
pub(crate) fn inside_interpolation(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help(
        "a `{` in a string begins an expression; for the character, write `\\{`, or use a raw string, r\"…\"",
    )
}
