//! Brackets.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::brackets::Bracket;

/// `E0002`: brackets that are left open at one place, innermost first.
/// Each opener comes with how far its line is indented, where its closer stands on a line of its own.
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

/// `E0004`: a closer that closes nothing.
pub(crate) fn unopened(span: Span, closer: char) -> Diagnostic {
    Diagnostic::new(
        Code::UnopenedBracket,
        span,
        format!("this `{closer}` closes nothing"),
    )
    .label("no bracket is open for it")
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
    .label("no bracket is open for it")
    .because(before, format!("`{opener}` is missing after this"))
    .fix(
        format!("add the `{opener}`"),
        replace(before.after(), written),
        Applicability::Unsafe,
    )
}

/// `E0004`: a closer of another kind.
pub(crate) fn other_closer(opener: Span, closer: Span, right: char) -> Diagnostic {
    Diagnostic::new(
        Code::UnopenedBracket,
        closer,
        "this closes another kind of bracket than is open",
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
        "`{` stands on the line of what it belongs to",
    )
    .label("on a line of its own")
    .because(before, "it belongs behind this")
    .fix(
        "move the `{` up",
        vec![Edit {
            span: before.after().to(brace),
            text: String::from(" {"),
        }],
        Applicability::Safe,
    )
}

/// `E0023`: nesting without end.
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        span,
        "this is nested too deep, or is too long an expression",
    )
    .label("128 brackets or 512 operators are the limit")
    .help("give parts of it names, by `let`, or move them to a `fn`")
}
