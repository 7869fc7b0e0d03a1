//! Brackets.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::brackets::Bracket;

/// `E0002`: brackets left open at one place, innermost first. Each opener comes with the
/// indentation of its line, if its closer belongs on a line of its own.
pub(crate) fn unclosed(
    openers: &[(Bracket, Span, Option<usize>)],
    last: Span,
    text: &str,
) -> Diagnostic {
    let closers: String = openers
        .iter()
        .map(|(bracket, _, _)| bracket.closer())
        .collect();
    let written: String = openers
        .iter()
        .map(|(bracket, _, indent)| match indent {
            Some(indent) => format!("\n{}{}", " ".repeat(*indent), bracket.closer()),
            None => bracket.closer().to_string(),
        })
        .collect();
    let first = openers.first().copied();
    let (bracket, opener, _) = first.unwrap_or((Bracket::Brace, last, None));
    let mut diagnostic = Diagnostic::new(
        Code::UnclosedBracket,
        opener,
        match openers.len() {
            0 | 1 => format!("this `{}` is not closed", bracket.opener()),
            count => format!("{count} brackets are not closed"),
        },
    )
    .label(format!("`{}` is opened here", bracket.opener()));
    for (bracket, outer, _) in openers.iter().skip(1) {
        diagnostic = diagnostic.because(*outer, format!("`{}` is opened here", bracket.opener()));
    }
    if last != opener {
        diagnostic = diagnostic.because(last, format!("`{closers}` is missing after this"));
    }
    diagnostic.fix(
        match text {
            "}" | ")" | "]" => format!("add `{closers}` after the last `{text}`"),
            "\"" | "\"\"\"" => format!("add `{closers}` after the string"),
            _ => format!("add `{closers}` after `{text}`"),
        },
        replace(last.after(), written),
        Applicability::Unsafe,
    )
}

/// `E0004`: a stray closer.
pub(crate) fn unopened(span: Span, closer: char) -> Diagnostic {
    Diagnostic::new(
        Code::UnopenedBracket,
        span,
        format!("this `{closer}` has no opening bracket"),
    )
    .label("no open bracket before it")
    .fix(
        format!("remove the `{closer}`"),
        replace(span, ""),
        Applicability::Unsafe,
    )
}

/// `E0004`: a closer whose opener is missing.
pub(crate) fn missing_opener(before: Span, closer: Span, bracket: Bracket) -> Diagnostic {
    let opener = bracket.opener();
    let written = if bracket == Bracket::Brace {
        String::from(" {")
    } else {
        format!(" {opener}")
    };
    Diagnostic::new(
        Code::UnopenedBracket,
        closer,
        format!("the `{opener}` of this `{}` is missing", bracket.closer()),
    )
    .label("no open bracket before it")
    .because(before, format!("`{opener}` is missing after this"))
    .fix(
        format!("add the `{opener}`"),
        replace(before.after(), written),
        Applicability::Unsafe,
    )
}

/// `E0004`: a closer of the wrong kind.
pub(crate) fn other_closer(opener: Span, closer: Span, right: char) -> Diagnostic {
    Diagnostic::new(
        Code::UnopenedBracket,
        closer,
        "this closing bracket does not match the open bracket",
    )
    .label(format!("`{right}` belongs here"))
    .because(opener, "the bracket is opened here")
    .fix(
        format!("write `{right}`"),
        replace(closer, right),
        Applicability::Safe,
    )
}

/// `E0019`: `{` on a line of its own.
pub(crate) fn brace_on_own_line(brace: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BraceOnOwnLine,
        brace,
        "a `{` cannot be on a line of its own",
    )
    .label("on a line of its own")
    .because(before, "it belongs after this")
    .fix(
        "move the `{` up",
        vec![Edit {
            span: before.after().to(brace),
            text: String::from(" {"),
        }],
        Applicability::Safe,
    )
}

/// `E0023`: excessive nesting.
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        span,
        "this is nested too deep, or has too many operators",
    )
    .label("the limit is 128 brackets or 512 operators")
    .help("bind parts of it with `let`, or move them to a `fn`")
}
