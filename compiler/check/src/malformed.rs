//! Reports on texts that do not follow their notation.

use flowright_diagnostics::{Code, Diagnostic, Near, NearNames, Span};
use flowright_stdlib::Malformed;
use flowright_stdlib::functions::Notation;

/// `E0219`: a text that does not follow its notation.
pub(crate) fn malformed(
    text: &str,
    span: Span,
    notation: Notation,
    problem: Malformed,
) -> Diagnostic {
    let name = notation.name();
    let report = Diagnostic::new(
        Code::BadNotation,
        span,
        format!("this {name} {}", problem.problem),
    )
    .label(format!("not a valid {name}"));
    if let Some(help) = problem.help {
        return report.help(help);
    }
    let all = notation.all();
    let known = NearNames::new(all.iter().map(String::as_str));
    let near = match &problem.meant {
        None => known.near(text),
        Some(meant) => Near {
            names: vec![meant.as_str()],
            is_certain: false,
        },
    };
    let report = report.propose_as(span, &near, |text| format!("{text:?}"));
    match report.helps.is_empty() {
        true => report.help(notation.help()),
        false => report,
    }
}
