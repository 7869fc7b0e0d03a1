//! Characters, comments, and other mistakes between the tokens.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::hidden::is_direction;

/// `E0005`: a character without meaning here. `others` are such characters after it on its line,
/// which belong to the same mistake.
pub(crate) fn bad_character(span: Span, c: char, others: &[(Span, char)]) -> Diagnostic {
    let code = u32::from(c);
    let named = match name_of(c) {
        Some(name) => format!("U+{code:04X} {name}"),
        None if c.is_ascii() => format!("`{c}`"),
        None => format!("`{c}` (U+{code:04X})"),
    };
    let diagnostic = Diagnostic::new(
        Code::BadCharacter,
        span,
        format!("the character {named} has no meaning here"),
    );
    if c == '$' {
        return diagnostic.label("names cannot contain `$`").fix(
            "remove the `$`",
            replace(span, ""),
            Applicability::Safe,
        );
    }
    if c == '&' {
        return diagnostic.label("not part of the language").fix(
            "to combine two conditions, write `and`",
            replace(span, "and"),
            Applicability::Unsafe,
        );
    }
    let Some(ascii) = looks_like(c) else {
        return diagnostic.label("not part of the language");
    };
    diagnostic
        .label(match &*ascii {
            " " => "looks like a space, but is a different character".to_owned(),
            ascii => format!("looks like `{ascii}`, but is a different character"),
        })
        .fix(
            match &*ascii {
                " " => "write a space".to_owned(),
                ascii => format!("write `{ascii}`"),
            },
            std::iter::once((span, c))
                .chain(others.iter().copied())
                .filter_map(|(span, c)| {
                    Some(Edit {
                        span,
                        text: looks_like(c)?,
                    })
                })
                .collect(),
            // Quotes come in pairs, and a dash may be text.
            match c {
                _ if ascii == " " => Applicability::Safe,
                '\u{FF01}'..='\u{FF5E}' => Applicability::Safe,
                _ => Applicability::Unsafe,
            },
        )
}

/// The name of a character that is easily mistaken for another.
fn name_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{00A0}' => "no-break space",
        '\u{2000}'..='\u{200A}' => "space of another width",
        '\u{202F}' => "narrow no-break space",
        '\u{3000}' => "ideographic space",
        '\u{037E}' => "Greek question mark",
        '“' | '”' | '„' | '«' | '»' => "quotation mark",
        '‘' | '’' | '‚' => "single quotation mark",
        '–' => "en dash",
        '—' => "em dash",
        '−' => "minus sign",
        '\u{FF01}'..='\u{FF5E}' => "fullwidth form",
        _ => return None,
    })
}

/// The character of the language that it resembles.
fn looks_like(c: char) -> Option<String> {
    let ascii = match c {
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' => "\"",
        '–' | '—' | '−' => "-",
        '×' => "*",
        '÷' => "/",
        '≠' => "!=",
        '≤' => "<=",
        '≥' => ">=",
        '→' => "->",
        '⇒' => "=>",
        '…' => "...",
        '\u{037E}' => ";",
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => " ",
        // The fullwidth forms have the same order as ASCII.
        '\u{FF01}'..='\u{FF5E}' => {
            return char::from_u32(u32::from(c) - 0xFEE0).map(String::from);
        }
        _ => return None,
    };
    Some(ascii.to_owned())
}

/// `E0005`: an unpaired apostrophe.
pub(crate) fn stray_apostrophe(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadCharacter,
        span,
        "the character `'` has no meaning here",
    )
    .label("not part of the language")
    .help("strings are written in double quotes: `\"…\"`")
}

/// `E0006`: an invisible character.
pub(crate) fn hidden_character(span: Span, c: char, escapable: bool) -> Diagnostic {
    let code = u32::from(c);
    let diagnostic = Diagnostic::new(
        Code::HiddenCharacter,
        span,
        match hidden_name(c) {
            Some(name) => format!("there is a hidden character here, U+{code:04X} {name}"),
            None => format!("there is a hidden character here, U+{code:04X}"),
        },
    )
    .label(if is_direction(c) {
        "it changes the order in which text is displayed"
    } else {
        "it is invisible"
    })
    .note("hidden characters make code look different from what it does");
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

/// The name of an invisible character.
fn hidden_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "null",
        '\u{1B}' => "escape",
        '\u{00AD}' => "soft hyphen",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "text direction control",
        _ => return None,
    })
}

/// `E0011`: a comment in the style of another language.
pub(crate) fn foreign_comment(span: Span, text: &str) -> Diagnostic {
    let body = text.trim_start_matches(['#', '-']);
    let body = body.strip_prefix("/*").unwrap_or(body);
    let body = body.strip_suffix("*/").unwrap_or(body);
    let diagnostic = Diagnostic::new(Code::ForeignComment, span, "comments begin with `//`").label(
        match text.chars().next() {
            Some('#') => "not with `#`",
            Some('-') => "not with `--`",
            _ => "not with `/*`",
        },
    );
    if body.contains('\n') || (text.starts_with("/*") && !text.ends_with("*/")) {
        return diagnostic.help("write `//` at the start of each line");
    }
    diagnostic.fix(
        "write it with `//`",
        replace(span, format!("// {}", body.trim())),
        // The text after a `/* … */` on its line would become part of the comment.
        if text.starts_with(['#', '-']) {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
    )
}

/// `E0012`: `;` at the ends of lines. All such semicolons in a file are one mistake.
pub(crate) fn semicolons(all: &[Span]) -> Option<Diagnostic> {
    let (first, others) = all.split_first()?;
    let edits = all.iter().map(|span| Edit {
        span: *span,
        text: String::new(),
    });
    let diagnostic = Diagnostic::new(Code::Semicolon, *first, "lines end without `;`")
        .label("not needed")
        .fix(
            match others.len() {
                0 => String::from("remove the `;`"),
                more => format!("remove this `;` and {more} more"),
            },
            edits.collect(),
            Applicability::Safe,
        );
    Some(diagnostic)
}

/// `E0012`: `;` between two statements.
pub(crate) fn semicolon_between(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Semicolon,
        span,
        "statements are on lines of their own, without `;`",
    )
    .label("a new line belongs here")
    .fix(
        "begin a new line",
        replace(span, "\n"),
        Applicability::Unsafe,
    )
}

/// `E0030`: letters beyond ASCII in a name.
pub(crate) fn not_ascii(span: Span, name: &str) -> Diagnostic {
    let other = name.chars().find(|c| !c.is_ascii()).unwrap_or_default();
    Diagnostic::new(
        Code::NotAscii,
        span,
        format!("`{name}` contains letters that names cannot have"),
    )
    .label(format!(
        "`{other}` (U+{:04X}) is not one of a to z, A to Z, digits and `_`",
        u32::from(other)
    ))
    .note("letters that look alike could make two names look the same")
    .help("a field name may be a string: `\"größe\": …`")
}

/// `E0031`: a file that is too large.
pub(crate) fn too_large(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, span, "this file is too large to be read")
        .label(format!("a file has at most {} MB", limit / 1_000_000))
}

/// `W0001`: a doc comment that documents nothing, given by its lines.
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
