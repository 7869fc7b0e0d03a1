//! Operators.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Span};

use super::replace;

/// `E0013`: `&&`, `||`, `!`, `===`
pub(crate) fn foreign_operator(span: Span, written: &str, meant: &str) -> Diagnostic {
    let word = meant.trim();
    Diagnostic::new(
        Code::ForeignOperator,
        span,
        format!("`{written}` is written `{word}`"),
    )
    .label(format!("`{word}` belongs here"))
    .fix(
        format!("write `{word}`"),
        replace(span, meant),
        Applicability::Safe,
    )
}

/// `E0014`: `if a = b`
pub(crate) fn assign_for_equal(span: Span) -> Diagnostic {
    Diagnostic::new(Code::AssignForEqual, span, "values are compared with `==`")
        .label("`=` only assigns a value to a name")
        .fix("write `==`", replace(span, "=="), Applicability::Safe)
}

/// `E0014`: `xs.map(x => total = total + x)`
pub(crate) fn assigned_in_lambda(sign: Span, whole: Span, name: &str, text: &str) -> Diagnostic {
    let report = Diagnostic::new(
        Code::AssignForEqual,
        whole,
        format!("a lambda cannot change `{name}`"),
    )
    .label("a lambda only computes a value")
    .help(format!(
        "for a sum, write `{name} = list.sum(x => …)`; for anything else, a loop: `for x in list {{ {text} }}`"
    ));
    if text.matches(name).count() > 1 {
        return report;
    }
    report.fix(
        "to compare, write `==`",
        replace(sign, "=="),
        Applicability::Unsafe,
    )
}

/// `E0003`: `f(a = 1, b = 2)`
/// `is_function` if settings cannot be meant.
pub(crate) fn named_arguments(
    first: Span,
    whole: Span,
    all: &[&str],
    is_function: bool,
) -> Diagnostic {
    let settings: Vec<String> = all
        .iter()
        .filter_map(|one| one.split_once('='))
        .map(|(name, value)| format!("{} {}", name.trim(), value.trim()))
        .collect();
    let values: Vec<&str> = all
        .iter()
        .filter_map(|one| one.split_once('='))
        .map(|(_, value)| value.trim())
        .collect();
    let meant = format!(" {{ {} }}", settings.join(", "));
    let of_function = format!("({})", values.join(", "));
    let report = Diagnostic::new(Code::Syntax, first, "arguments have no names")
        .label("`=` only assigns a value to a name");
    if is_function {
        return report.fix(
            format!("write the values, in the order in which they are declared: `{of_function}`"),
            replace(whole, of_function),
            Applicability::Unsafe,
        );
    }
    report
        .help(format!(
            "for the arguments of a function, write the values: `{of_function}`"
        ))
        .fix(
            format!("for settings, write `{}`", meant.trim()),
            replace(whole, meant),
            Applicability::Unsafe,
        )
}

/// `E0003`: `decode<T>(x)`
pub(crate) fn generic_decode(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Syntax, span, "the type of `decode` is written last")
        .label("not part of the language")
        .help("write `decode x as { id: int }`")
}

/// `E0003`: `timedelta(days=7)`
pub(crate) fn duration_call(span: Span, name: &str, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        span,
        format!("a duration is written with its unit, without `{name}`"),
    )
    .label("a function from another language")
    .fix(
        format!("write `{meant}`"),
        replace(span, meant),
        Applicability::Safe,
    )
}

/// `E0026`: `a < b < c`
pub(crate) fn chained_comparison(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ChainedComparison,
        second,
        "comparisons cannot be chained",
    )
    .label("compares the result of a comparison")
    .because(first, "the first comparison")
    .help("compare twice and join both with `and`: `a < b and b < c`")
}

/// `E0034`: `c ? a : b`
pub(crate) fn ternary(span: Span, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Ternary,
        span,
        "a choice between two values is written with `if`",
    )
    .label("there is no `? :`")
    .fix(
        format!("write `{meant}`"),
        replace(span, meant),
        Applicability::Safe,
    )
}
