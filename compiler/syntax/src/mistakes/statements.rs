//! Statements, arms and steps.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};

use super::replace;
use crate::ast::Name;

/// `E0003`: `for x in xs at most 4 { … }`
pub(crate) fn at_most_without_at_once(list: Option<Span>, most: Span, written: &str) -> Diagnostic {
    let report = Diagnostic::new(Code::Syntax, most, "`at most` of a `for` needs `at once`")
        .label("`at once` is missing after this")
        .fix(
            format!("to run {written} iterations side by side, write `at most {written} at once`"),
            replace(most.after(), " at once"),
            Applicability::Unsafe,
        );
    match list {
        Some(list) => report.fix(
            format!("to iterate over the first {written} elements, write `.take({written})`"),
            replace(list.after().to(most), format!(".take({written})")),
            Applicability::Unsafe,
        ),
        None => report,
    }
}

/// How to count up to an end.
#[must_use]
pub fn to_count(name: &str, end: &str) -> String {
    let most = if end.bytes().all(|byte| byte.is_ascii_digit()) && !end.is_empty() {
        end
    } else {
        "1000"
    };
    format!(
        "to count, write `var {name} = 0`, then `while {name} < {end} at most {most} {{ … }}` with `{name} = {name} + 1` as its last line"
    )
}

/// `E0017`: `elif`
pub(crate) fn else_if(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(Code::ElseIf, span, format!("`{written}` is not a keyword"))
        .label("two words")
        .fix(
            "write `else if`",
            replace(span, "else if"),
            Applicability::Safe,
        )
}

/// `E0003`: `"a": 1`
pub(crate) fn arm_sign(span: Span, written: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        span,
        format!("an arm has `=>` between its pattern and its value, not `{written}`"),
    )
    .label("`=>` belongs here")
    .fix(
        "write `=>`",
        replace(span, if written == ":" { " =>" } else { "=>" }),
        Applicability::Safe,
    )
}

/// `E0003`: `respond 200 { ok: true }`
pub(crate) fn record_for_settings(span: Span, meant: &str, insert: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::Syntax,
        span,
        "a `respond` must declare the kind of its body",
    )
    .label("parsed as settings, but these are not settings");
    let help = format!("write `{meant}`");
    match insert {
        Some(before) => diagnostic.fix(help, replace(before, "json "), Applicability::Safe),
        None => diagnostic.help(help),
    }
}

/// `E0003`: `http POST api "/x" { id: 1 }`
pub(crate) fn record_for_request(span: Span) -> Diagnostic {
    let inside = |at| Span {
        start: at,
        end: at,
        ..span
    };
    Diagnostic::new(
        Code::Syntax,
        span,
        "an `http` must declare the kind of its body",
    )
    .label("parsed as settings, but these are not settings")
    .fix(
        "to send it as JSON, write `{ json { … } }`",
        vec![
            Edit {
                span: inside(span.start),
                text: "{ json ".to_owned(),
            },
            Edit {
                span: span.after(),
                text: " }".to_owned(),
            },
        ],
        Applicability::Unsafe,
    )
}

/// `E0024`: `=> { a, b }`
pub(crate) fn shorthand_after_arrow(span: Span, names: &[&Name]) -> Diagnostic {
    let fields: Vec<String> = names
        .iter()
        .map(|name| format!("{0}: {0}", name.text))
        .collect();
    let diagnostic = Diagnostic::new(
        Code::RecordAfterArrow,
        span,
        "this may be a record or a block",
    )
    .label("after `=>` it is parsed as a record")
    .help("for a block, remove the `=>`");
    if fields.is_empty() {
        return diagnostic.help("for no value, write `null`");
    }
    let record = format!("{{ {} }}", fields.join(", "));
    diagnostic.fix(
        format!("for a record, write `{record}`"),
        replace(span, record),
        Applicability::Unsafe,
    )
}

/// `E0029`: `row.status = "x"`
pub(crate) fn assigned_field(field: Span, sign: Span, whole: Span, text: &str) -> Diagnostic {
    let report = Diagnostic::new(
        Code::AssignedField,
        sign,
        format!("`{text}` cannot be assigned to"),
    )
    .label("values are immutable")
    .because(field, "part of a value");
    let entry = text
        .strip_suffix(']')
        .and_then(|text| text.split_once('['))
        .filter(|(map, key)| !map.contains(['.', '(', '?']) && !key.contains(['[', '(']));
    if let Some((map, key)) = entry.filter(|(_, key)| key.starts_with('"')) {
        let edits = vec![
            Edit {
                span: field.to(sign),
                text: format!("{map} = {map}.set({key},"),
            },
            Edit {
                span: whole.after(),
                text: ")".to_owned(),
            },
        ];
        return report.fix(
            format!("for an entry of a map in a `var`, write `{map} = {map}.set({key}, …)`"),
            edits,
            Applicability::Unsafe,
        );
    }
    report.help("to change a row, write `update … where … set { … }`; to compare, write `==`")
}

/// `E0032`: `Push(push) => …`
pub(crate) fn fields_of_pattern(span: Span, text: &str) -> Diagnostic {
    let report = Diagnostic::new(Code::BadPattern, span, "a pattern takes no fields apart")
        .label("not part of a pattern");
    let inside = text.trim_start_matches('(').trim_end_matches(')').trim();
    if inside.is_empty() || inside.contains(',') {
        return report.help(
            "name the whole value with `as`, and read its fields: `Push as push => push.ref`",
        );
    }
    report.fix(
        format!("name the whole value: `as {inside}`"),
        replace(span, format!(" as {inside}")),
        Applicability::Unsafe,
    )
}

/// `E0032`: a name for a constant.
pub(crate) fn named_constant(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BadPattern,
        span,
        format!("`{text}` is not given a name by `as`"),
    )
    .label("no name belongs here")
    .help("`as` names a variant of a union: `Push as push`; for any other value, bind it before with `let`")
}

/// `E0032`: a pattern that is not a literal, `null`, `_` or a type.
pub(crate) fn bad_pattern(span: Span, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadPattern, span, format!("`{text}` is not a pattern"))
        .label("a pattern must be a literal, a type, `null` or `_`");
    match text {
        "default" | "else" | "other" | "otherwise" => diagnostic.fix(
            "for all other values, write `_`",
            replace(span, "_"),
            Applicability::Safe,
        ),
        _ if text.starts_with(|c: char| c.is_ascii_digit()) => diagnostic,
        _ => diagnostic.fix(
            format!("for the text, write `\"{text}\"`"),
            replace(span, format!("\"{text}\"")),
            Applicability::Unsafe,
        ),
    }
}
