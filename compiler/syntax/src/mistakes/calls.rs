//! Calls to workflows, and workflows that are called.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use crate::ast::Name;

/// `E0213`: `trigger call` without parameters; `braces` follow it.
pub(crate) fn trigger_without_parameters(word: Span, braces: bool) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Parentheses,
        word,
        "`trigger call` needs its parameters in parentheses",
    )
    .label("`(…)` is missing after this");
    if braces {
        return report.help("write them in parentheses: `trigger call (name: text)`");
    }
    let edit = Edit {
        span: word.after(),
        text: " ()".to_owned(),
    };
    report.fix(
        "if there are none, write `trigger call ()`",
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0213`: `call other`, or with its arguments in `braces`.
pub(crate) fn call_without_parentheses(workflow: &Name, braces: bool) -> Diagnostic {
    let text = &workflow.text;
    let report = Diagnostic::new(
        Code::Parentheses,
        workflow.span,
        "the arguments of a call are written in parentheses",
    )
    .label("`(…)` is missing after this");
    if braces {
        return report.help(format!(
            "write the values in the order of the parameters: `call {text}(a, b)`"
        ));
    }
    let edit = Edit {
        span: workflow.span.after(),
        text: "()".to_owned(),
    };
    report.fix(
        format!("if it takes none, write `call {text}()`"),
        vec![edit],
        Applicability::Unsafe,
    )
}
