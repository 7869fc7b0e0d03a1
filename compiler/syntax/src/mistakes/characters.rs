//! Characters, comments, and what stands between the tokens.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::hidden::is_direction;

/// `E0005`: a character that means nothing here.
pub(crate) fn bad_character(span: Span, c: char) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::BadCharacter,
        span,
        format!("the character `{c}` has no meaning here"),
    )
    .label("not part of the language");
    let ascii = match c {
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' => "\"",
        '–' | '—' | '−' => "-",
        '×' => "*",
        '≠' => "!=",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '⇒' => "=>",
        '…' => "...",
        '\u{00A0}' => " ",
        _ => return diagnostic,
    };
    diagnostic.fix(
        format!("write `{ascii}`"),
        replace(span, ascii),
        Applicability::Unsafe,
    )
}

/// `E0005`: an apostrophe without its partner.
pub(crate) fn stray_apostrophe(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadCharacter,
        span,
        "the character `'` has no meaning here",
    )
    .label("not part of the language")
    .help("strings stand in double quotes: `\"…\"`")
}

/// `E0006`: a character that does not show.
pub(crate) fn hidden_character(span: Span, c: char, escapable: bool) -> Diagnostic {
    let code = u32::from(c);
    let diagnostic = Diagnostic::new(
        Code::HiddenCharacter,
        span,
        format!("there is a hidden character here, U+{code:04X}"),
    )
    .label(if is_direction(c) {
        "it changes the order in which the text is shown"
    } else {
        "it does not show"
    })
    .note("what a reader sees and what runs must be the same");
    let diagnostic = diagnostic.fix("remove it", replace(span, ""), Applicability::Unsafe);
    if escapable {
        return diagnostic.fix(
            format!("write it as `\\u{{{code:X}}}`"),
            replace(span, format!("\\u{{{code:X}}}")),
            Applicability::Unsafe,
        );
    }
    diagnostic
}

/// `E0011`: a comment as in other languages.
pub(crate) fn foreign_comment(span: Span, text: &str) -> Diagnostic {
    let body = text.trim_start_matches('#');
    let body = body.strip_prefix("/*").unwrap_or(body);
    let body = body.strip_suffix("*/").unwrap_or(body);
    let diagnostic = Diagnostic::new(Code::ForeignComment, span, "comments begin with `//`").label(
        match text.starts_with('#') {
            true => "not with `#`",
            false => "not with `/*`",
        },
    );
    if body.contains('\n') || (text.starts_with("/*") && !text.ends_with("*/")) {
        return diagnostic.help("write `//` at the start of each line");
    }
    diagnostic.fix(
        "write it with `//`",
        replace(span, format!("// {}", body.trim())),
        // What follows a `/* … */` on its line would become part of the comment.
        if text.starts_with('#') {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    )
}

/// `E0012`: `;`, each with whether nothing follows it on its line. All of a file are one mistake.
pub(crate) fn semicolons(all: &[(Span, bool)]) -> Option<Diagnostic> {
    let ((first, ends_line), others) = all.split_first()?;
    let edits = all.iter().map(|(span, ends_line)| Edit {
        span: *span,
        text: String::from(if *ends_line { "" } else { "\n" }),
    });
    let diagnostic = Diagnostic::new(Code::Semicolon, *first, "lines end without `;`")
        .label(if *ends_line { "not needed" } else { "a new line belongs here" })
        .fix(
            match (others.len(), ends_line) {
                (0, true) => String::from("remove the `;`"),
                (0, false) => String::from("begin a new line"),
                (more, _) => format!("remove this `;` and {more} more"),
            },
            edits.collect(),
            Applicability::Safe,
        );
    Some(diagnostic)
}

/// `E0030`: letters beyond ASCII in a name.
pub(crate) fn not_ascii(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAscii,
        span,
        format!("`{name}` has letters that names cannot have"),
    )
    .label("names are written with a to z, A to Z, digits and `_`")
    .note("letters that look alike would make two names look the same")
    .help("a field may be named by a string: `\"größe\": …`")
}

/// `E0031`: a file that is too large.
pub(crate) fn too_large(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, "this file is too large to be read")
        .label(format!("a file has at most {} MiB", limit / (1024 * 1024)))
}

/// `W0001`: a doc comment that nothing takes, by its lines.
pub(crate) fn misplaced_doc(lines: &[Span]) -> Diagnostic {
    let first = lines.first().copied().unwrap_or_default();
    let edits = lines.iter().map(|line| Edit {
        span: Span {
            end: line.start + 3,
            ..*line
        },
        text: String::from("//"),
    });
    Diagnostic::new(
        Code::MisplacedDoc,
        first,
        "this doc comment documents nothing",
    )
    .label("`///` belongs above a declaration or a field")
    .fix(
        "make it a plain comment",
        edits.collect(),
        Applicability::Safe,
    )
}
