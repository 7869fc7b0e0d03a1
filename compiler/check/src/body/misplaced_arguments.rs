//! Calls to library functions with their arguments in the form of another language.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{Function, Pattern};
use flowright_syntax::ast::{Expression, ExpressionKind, Name, TextPart};

use super::calls::argument_count;
use super::text::literal;

/// What is wrong with the arguments of a call, if they are written as in another language.
pub(super) fn misplaced(
    name: &Name,
    function: &Function,
    given: &[Expression],
    span: Span,
) -> Option<Diagnostic> {
    value_wanted(name, function, given)
        .or_else(|| in_other_order(function, given))
        .or_else(|| without_parentheses(name, function, given))
        .or_else(|| with_direction(name, function, given, span))
}

fn is_lambda(argument: &Expression) -> bool {
    matches!(argument.kind, ExpressionKind::Lambda { .. })
}

/// `xs.contains(x => x.n == 0)`
fn value_wanted(name: &Name, function: &Function, given: &[Expression]) -> Option<Diagnostic> {
    let ([argument], [parameter]) = (given, function.parameters) else {
        return None;
    };
    let takes_lambda = matches!(parameter.ty, Pattern::Lambda(_));
    if !is_lambda(argument) || takes_lambda || function.name != "contains" {
        return None;
    }
    let report = Diagnostic::new(
        Code::LambdaPlace,
        argument.span,
        "`contains` takes a value, not a lambda",
    )
    .label("not a value");
    Some(report.fix(
        "to test the elements, write `.any(…)`",
        vec![Edit {
            span: name.span,
            text: "any".to_owned(),
        }],
        Applicability::Safe,
    ))
}

/// `xs.fold((sum, x) => sum + x, 0)`
fn in_other_order(function: &Function, given: &[Expression]) -> Option<Diagnostic> {
    let ([first, second], [start, next]) = (given, function.parameters) else {
        return None;
    };
    let is_swapped = is_lambda(first)
        && !is_lambda(second)
        && !matches!(start.ty, Pattern::Lambda(_))
        && matches!(next.ty, Pattern::Lambda(_));
    if !is_swapped {
        return None;
    }
    let report = Diagnostic::new(
        Code::LambdaPlace,
        first.span,
        format!(
            "the lambda of `{}` comes after the `{}`",
            function.name, start.name
        ),
    )
    .label("the second argument")
    .because(second.span, format!("the `{}` comes first", start.name));
    let Some(text) = literal(second) else {
        return Some(report.help(format!("write `.{}`", function.sample())));
    };
    let edits = vec![
        Edit {
            span: first.span.before(),
            text: format!("{text}, "),
        },
        Edit {
            span: first.span.after().to(second.span),
            text: String::new(),
        },
    ];
    Some(report.fix(
        format!("write `.{}({text}, …)`", function.name),
        edits,
        Applicability::Safe,
    ))
}

/// `xs.map(x, i => x.name)`
fn without_parentheses(
    name: &Name,
    function: &Function,
    given: &[Expression],
) -> Option<Diagnostic> {
    let (last, before) = given.split_last()?;
    let ExpressionKind::Lambda { parameters, .. } = &last.kind else {
        return None;
    };
    let others = function.parameters.len().checked_sub(1)?;
    let more = before.len().checked_sub(others)?;
    let names = before.get(before.len() - more..)?;
    let are_names = names
        .iter()
        .all(|one| matches!(one.kind, ExpressionKind::Name(_)));
    let (first, second) = (names.first()?, parameters.first()?);
    if !are_names || parameters.len() != 1 {
        return None;
    }
    let takes = match function.parameters.last()?.ty {
        Pattern::Lambda(lambda) => lambda.takes.len(),
        _ => return None,
    };
    let report =
        |message: String| Diagnostic::new(Code::ArgumentCount, first.span.to(second.span), message);
    if takes == 1 {
        let report =
            report(format!("the lambda of `{}` takes one value", name.text)).label("several names");
        let element = super::text::source(first)?;
        return Some(report.help(format!(
            "for the index, write a loop: `let ys = for {}, {element} in list {{ … }}`",
            second.text
        )));
    }
    let report = report(format!("the lambda of `{}` has no parentheses", name.text))
        .label("names of several values are in parentheses");
    let edits = vec![
        Edit {
            span: first.span.before(),
            text: "(".to_owned(),
        },
        Edit {
            span: second.span.after(),
            text: ")".to_owned(),
        },
    ];
    Some(report.fix("add the parentheses", edits, Applicability::Safe))
}

/// `xs.sort_by(x => x.price, desc)`
fn with_direction(
    name: &Name,
    function: &Function,
    given: &[Expression],
    span: Span,
) -> Option<Diagnostic> {
    let (last, before) = given.split_last()?;
    let sorts = matches!(function.name, "sort" | "sort_by");
    if !sorts || before.len() != function.parameters.len() {
        return None;
    }
    let word = if let ExpressionKind::Name(name) = &last.kind {
        &*name.text
    } else if let ExpressionKind::Text(parts) = &last.kind
        && let [TextPart::Literal(text)] = parts.as_slice()
    {
        text
    } else {
        return None;
    };
    let descends = match word.to_ascii_lowercase().as_str() {
        "desc" | "descending" | "down" | "reverse" => true,
        "asc" | "ascending" | "up" => false,
        _ => return None,
    };
    let start = before
        .last()
        .map_or(last.span.before(), |before| before.span.after());
    let mut edits = vec![Edit {
        span: start.to(last.span),
        text: String::new(),
    }];
    let report = argument_count(name, given.len(), function.parameters.len())
        .because(last.span, "it always begins with the smallest");
    if !descends {
        return Some(report.fix(
            "remove it: the smallest comes first",
            edits,
            Applicability::Safe,
        ));
    }
    edits.push(Edit {
        span: span.after(),
        text: ".reverse()".to_owned(),
    });
    Some(report.fix(
        "for the largest first, write `.reverse()` after it",
        edits,
        Applicability::Safe,
    ))
}
