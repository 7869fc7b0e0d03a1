//! Reports on fields that a value does not have.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::{Origin, RecordType, Type};
use flowright_syntax::ast::Name;

use crate::describe::{brief, brief_record};
use crate::program::Expression;

/// `E0107`: an unknown field of a record.
pub(crate) fn unknown_field(record: &RecordType, name: &Name) -> Diagnostic {
    let what = match record.origin {
        Origin::Failure => "a failure".to_owned(),
        Origin::Anonymous | Origin::Named(_) | Origin::Row(_) | Origin::Response | Origin::File => {
            format!("`{}`", brief_record(record))
        }
    };
    let report = Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!("{what} has no field `{}`", name.text),
    )
    .label("not a field of it")
    .did_you_mean(name.span, &name.text, record.names());
    if &*name.text == "body" && record.origin == Origin::Response {
        return report.help("declare the body of the response in the step: `expect { id: int }`, `expect json` or `expect text`");
    }
    if !report.helps.is_empty() {
        return report;
    }
    if let Some(member) = group_member(record, &name.text) {
        return report.fix(
            format!("in a group, it is called `.{member}`"),
            vec![Edit {
                span: name.span,
                text: member.to_owned(),
            }],
            Applicability::Unsafe,
        );
    }
    if record.origin == Origin::Failure && matches!(&*name.text, "body" | "response" | "data") {
        return report.help(
            "a failure keeps no body: write `accept any` in the step, and read its `.status` and `.body`",
        );
    }
    if let Some(member) = record.is_file().then(|| file_member(&name.text)).flatten() {
        return report.fix(
            format!("it is called `.{member}`"),
            vec![Edit {
                span: name.span,
                text: member.to_owned(),
            }],
            Applicability::Safe,
        );
    }
    if let Some(help) = inner_field(record, &name.text) {
        return report.help(help);
    }
    if let Some(part) = part_of(record, &name.text) {
        return report.fix(
            format!("did you mean `{part}`?"),
            vec![Edit {
                span: name.span,
                text: part.to_owned(),
            }],
            Applicability::Unsafe,
        );
    }
    // The message has already named the fields of a small record.
    if record.origin.title().is_none() && record.fields.len() <= 3 {
        return report;
    }
    let names: Vec<&str> = record.names().collect();
    report.note(format!("its fields are `{}`", names.join("`, `")))
}

/// The name used here for a member of a group of a query, or of `group_by`.
fn group_member(record: &RecordType, name: &str) -> Option<&'static str> {
    let mut names = record.names();
    let (first, second) = (names.next()?, names.next()?);
    if first != "key" || names.next().is_some() {
        return None;
    }
    let is_value = matches!(
        name,
        "count"
            | "n"
            | "total"
            | "sum"
            | "avg"
            | "min"
            | "max"
            | "number"
            | "amount"
            | "length"
            | "result"
    );
    let are_values = matches!(
        name,
        "items" | "rows" | "list" | "elements" | "members" | "group" | "entries" | "data"
    );
    match second {
        "value" if is_value => Some("value"),
        "values" if are_values => Some("values"),
        "value" | "values" => Some("key"),
        _ => None,
    }
}

/// The only field that shares a whole word with the name, such as `document_key` for `key`.
fn part_of<'r>(record: &'r RecordType, name: &str) -> Option<&'r str> {
    let is_common = |field: &str| {
        field
            .split('_')
            .any(|one| one.len() > 1 && name.split('_').any(|other| one == other))
    };
    let mut fields = record.names().filter(|field| is_common(field));
    fields.next().filter(|_| fields.next().is_none())
}

/// The name used here for a member of a file that has another name elsewhere.
fn file_member(name: &str) -> Option<&'static str> {
    Some(match name {
        "filename" | "file_name" | "fileName" | "originalname" | "title" => "name",
        "type" | "mime" | "mimetype" | "mime_type" | "mimeType" | "contentType" | "media_type" => {
            "content_type"
        }
        "length" | "len" | "byteLength" => "size",
        "content" | "contents" | "data" | "buffer" | "body" | "raw" => "bytes",
        _ => return None,
    })
}

/// `E0107`: a field of data of unknown shape, with the fields behind it, the outermost first.
pub(super) fn field_of_json(base: &Expression, name: &Name, behind: &[Name]) -> Diagnostic {
    let last = behind.first().unwrap_or(name);
    let mut names = vec![&*name.text];
    names.extend(behind.iter().rev().map(|one| &*one.text));
    let path = names.join(".");
    let shape = names.iter().rev().fold("text".to_owned(), |inner, name| {
        format!("{{ {name}: {inner} }}")
    });
    let edit = Edit {
        span: Span {
            start: name.span.start.saturating_sub(1),
            ..name.span
        }
        .to(last.span),
        text: format!(".get(\"{path}\")"),
    };
    Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!("`json` has no fields, so it has no `{}`", name.text),
    )
    .label("not a field of it")
    .because(base.span, "this is `json`, data of unknown shape")
    .fix(
        format!("take it out by its path: `.get(\"{path}\")`"),
        vec![edit],
        Applicability::Unsafe,
    )
    .help(format!("or decode the data: `decode x as {shape}`"))
}

/// `E0107`: a header, written as a field.
pub(super) fn field_of_headers(name: &Name) -> Diagnostic {
    let header = name.text.replace('_', "-");
    let key = format!("[{header:?}]");
    let edit = Edit {
        span: Span {
            start: name.span.start.saturating_sub(1),
            ..name.span
        },
        text: key.clone(),
    };
    Diagnostic::new(
        Code::UnknownField,
        name.span,
        "a header is read by its name in brackets",
    )
    .label("not a field")
    .fix(format!("write `{key}`"), vec![edit], Applicability::Safe)
}

/// `E0107`: a field of a map.
pub(super) fn field_of_map(base: &Expression, name: &Name) -> Diagnostic {
    let edit = Edit {
        span: Span {
            start: name.span.start.saturating_sub(1),
            ..name.span
        },
        text: format!("[\"{}\"]", name.text),
    };
    Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!("a map has no fields, so it has no `{}`", name.text),
    )
    .label("not a field of it")
    .because(base.span, format!("this is `{}`", brief(&base.ty)))
    .fix(
        format!("write the key in brackets: `[\"{}\"]`", name.text),
        vec![edit],
        Applicability::Unsafe,
    )
}

/// Replaces `.name` with a call to `get`.
pub(super) fn as_path(name: &Name, dot: &str) -> Edit {
    Edit {
        span: Span {
            start: name.span.start.saturating_sub(1),
            ..name.span
        },
        text: format!("{dot}get(\"{}\")", name.text),
    }
}

/// Where the field is, if the body of a response or the value of a branch has it.
fn inner_field(record: &RecordType, name: &str) -> Option<String> {
    let of = |record: &RecordType, outer: &str| {
        let (_, field) = record.field(outer)?;
        Some(field.ty.without_null().clone())
    };
    let holds = |ty: &Type| match ty {
        Type::Record(inner) => {
            inner.field(name).is_some() || inner.origin == Origin::Response && name == "body"
        }
        _ => false,
    };
    if record.origin == Origin::Response {
        if matches!(name, "ok" | "success" | "is_ok" | "succeeded") {
            return Some(
                "a status outside of 200 to 299 fails the step; to check it, write `accept any` in the step, and compare `.status`"
                    .to_owned(),
            );
        }
        let body = of(record, "body")?;
        if matches!(name, "data" | "json" | "content" | "text") {
            return Some("the body of the response is `.body`".to_owned());
        }
        return holds(&body).then(|| format!("it is a field of the body: `.body.{name}`"));
    }
    let is_outcome = record.fields.len() == 2 && record.field("error").is_some();
    let value = of(record, "value").filter(|_| is_outcome)?;
    holds(&value).then(|| {
        format!("the branch may have failed: write `.value?.{name}`, which is null in that case, or check `.error`")
    })
}
