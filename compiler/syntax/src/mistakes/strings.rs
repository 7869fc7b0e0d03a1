//! Strings.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::tokens::Quotes;

/// What is wrong with an escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadEscape {
    Unknown,
    UnicodeForm,
    UnicodeValue,
}

/// `E0001`: a string without its closing quotes.
pub(crate) fn unclosed_string(opening: Span, end: Span, quotes: Quotes) -> Diagnostic {
    let closing = quotes.closing();
    let diagnostic = Diagnostic::new(Code::UnclosedString, opening, "this string is not closed")
        .label(if quotes.is_block() {
            format!("it starts here, and its closing `{closing}` is missing")
        } else {
            format!("`{closing}` is missing at its end")
        });
    if quotes.is_block() {
        return diagnostic;
    }
    diagnostic
        .fix(
            format!("add `{closing}`"),
            replace(end, closing),
            Applicability::Unsafe,
        )
        .note("a string must end on its line; write a text of several lines in `\"\"\"`")
}

/// `E0001`: a string that continues on the next lines.
pub(crate) fn string_over_lines(opening: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedString,
        opening,
        "a string must end on its line",
    )
    .label("not closed on this line")
    .help("write a text of several lines between `\"\"\"` and `\"\"\"`")
    .help("or write `\\n` for the line break")
}

/// `E0020`: a `{` in a string without its `}`.
pub(crate) fn unclosed_interpolation(span: Span, end: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadInterpolation,
        span,
        "this `{` in a string is not closed",
    )
    .label("`}` is missing on this line");
    let diagnostic = match end {
        Some(end) => diagnostic.fix("add the `}`", replace(end, "}"), Applicability::Unsafe),
        None => diagnostic,
    };
    diagnostic
        .fix(
            "for the character itself, write `\\{`",
            replace(span, "\\{"),
            Applicability::Unsafe,
        )
        .note("in a raw string, r\"…\", braces are ordinary characters")
}

/// `E0020`: `{}` in a string.
pub(crate) fn empty_interpolation(span: Span, string: Span, raw: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadInterpolation, span, "empty interpolation")
        .label("an expression is missing between the braces");
    braces_as_text(diagnostic, span, string, raw)
}

/// `E0020`: `{1}` in a string.
pub(crate) fn literal_interpolation(span: Span, string: Span, raw: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadInterpolation,
        span,
        "this interpolation is a constant",
    )
    .label("`{…}` interpolates the value of an expression");
    braces_as_text(diagnostic, span, string, raw)
}

fn braces_as_text(
    diagnostic: Diagnostic,
    span: Span,
    string: Span,
    raw: Option<String>,
) -> Diagnostic {
    if let Some(raw) = raw {
        return diagnostic.fix(
            "if the braces are meant as text, use a raw string, r\"…\"",
            replace(string, raw),
            Applicability::Unsafe,
        );
    }
    let open = Span {
        end: span.start + 1,
        ..span
    };
    diagnostic.fix(
        "if the brace is meant as text, write `\\{`",
        replace(open, "\\{"),
        Applicability::Unsafe,
    )
}

/// `E0020`: `{{x}}` in a string, or `${{x}}` if it begins with a dollar sign.
pub(crate) fn doubled_braces(span: Span, has_dollar: bool) -> Diagnostic {
    let inner = |start, end| Span { start, end, ..span };
    let diagnostic = Diagnostic::new(
        Code::BadInterpolation,
        span,
        "interpolation uses single braces",
    )
    .label("double braces");
    diagnostic.fix(
        "write single braces",
        vec![
            Edit {
                span: inner(span.start, span.start + 1 + u32::from(has_dollar)),
                text: String::new(),
            },
            Edit {
                span: inner(span.end - 1, span.end),
                text: String::new(),
            },
        ],
        Applicability::Safe,
    )
}

/// `W0002`: `${x}` in a string.
pub(crate) fn dollar_braces(dollar: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DollarBraces,
        dollar,
        "this `$` is part of the text: braces alone interpolate a value",
    )
    .label("stays in the text")
    .fix("remove the `$`", replace(dollar, ""), Applicability::Unsafe)
    .help("if you mean the character `$`, write `\\u{24}`")
}

/// `E0020`: an interpolation where the text must be constant.
pub(crate) fn interpolation_in_literal(span: Span, string: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadInterpolation,
        span,
        "this string cannot be interpolated: it must be constant",
    )
    .label("not a constant")
    .because(string, "names, types and patterns must be constants")
}

/// `E0010`: `'…'`, or the same in backticks. `inner` holds the edits between the quotes, and
/// whether they certainly yield what was meant.
pub(crate) fn single_quotes(
    opening: Span,
    closing: Span,
    quotes: Quotes,
    inner: (Vec<Edit>, bool),
) -> Diagnostic {
    let (mut edits, is_certain) = inner;
    edits.insert(
        0,
        Edit {
            span: opening,
            text: String::from("\""),
        },
    );
    edits.push(Edit {
        span: closing,
        text: String::from("\""),
    });
    let help = if edits.len() > 2 {
        "write double quotes, and braces without `$`"
    } else {
        "write double quotes"
    };
    Diagnostic::new(
        Code::SingleQuotes,
        opening.to(closing),
        "strings are written in double quotes",
    )
    .label(match quotes {
        Quotes::Backtick => "in backticks",
        _ => "in single quotes",
    })
    .fix(
        help,
        edits,
        if is_certain {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    )
}

/// Whether the backslash is meant literally.
pub(crate) fn is_plain_backslash(written: &str, mistake: BadEscape) -> bool {
    mistake == BadEscape::Unknown && !matches!(written, "\\'" | "\\$" | "\\/" | "\\`")
}

/// `E0007`: a pattern in a text that is not raw.
pub(crate) fn pattern_in_plain_text(string: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadEscape,
        string,
        "a pattern is written as a raw text",
    )
    .label("its backslashes and braces have a meaning here")
    .fix(
        "write `r` before its quote: r\"…\"",
        replace(string.before(), "r"),
        Applicability::Safe,
    )
}

/// `E0007`: several backslashes of one text, as in a pattern; `quote` is where the text begins, if
/// it may become a raw text.
pub(crate) fn bad_escapes(escapes: &[(Span, String)], quote: Option<Span>) -> Diagnostic {
    let (first, written) = match escapes.first() {
        Some((span, written)) => (*span, written.as_str()),
        None => (Span::default(), ""),
    };
    let report = Diagnostic::new(
        Code::BadEscape,
        first,
        format!("unknown escape `{written}`, and others in this text"),
    )
    .label("the escapes are `\\n \\t \\r \\\" \\\\ \\{ \\} \\u{…}`");
    let report = match quote {
        Some(quote) => report.fix(
            "for a pattern, write a raw text: r\"…\"",
            replace(quote, "r"),
            Applicability::Unsafe,
        ),
        None => report,
    };
    let doubled = escapes.iter().map(|(span, written)| Edit {
        span: *span,
        text: format!("\\{written}"),
    });
    report.fix(
        "for backslashes, write `\\\\`",
        doubled.collect(),
        Applicability::Unsafe,
    )
}

/// `E0007`: an invalid escape.
pub(crate) fn bad_escape(span: Span, written: &str, mistake: BadEscape) -> Diagnostic {
    let new = |message: String| Diagnostic::new(Code::BadEscape, span, message);
    match mistake {
        BadEscape::Unknown => {
            let diagnostic = new(format!("unknown escape `{written}`"))
                .label("the escapes are `\\n \\t \\r \\\" \\\\ \\{ \\} \\u{…}`");
            match written.strip_prefix('\\') {
                Some("'" | "$" | "/" | "`") => diagnostic.fix(
                    "remove the backslash",
                    replace(span, written.get(1..).unwrap_or("")),
                    Applicability::Safe,
                ),
                _ => diagnostic.fix(
                    "for a backslash, write `\\\\`",
                    replace(span, format!("\\{written}")),
                    Applicability::Unsafe,
                ),
            }
        }
        BadEscape::UnicodeForm => {
            new(String::from("incomplete escape")).label("it is written `\\u{1F600}`")
        }
        BadEscape::UnicodeValue => new(format!("`{written}` is not a character"))
            .label("a code point ranges from 0 to 10FFFF, without D800 to DFFF"),
    }
}
