//! `x.f`, `x?.f`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions;
use flowright_stdlib::types::{Origin, RecordType, Type};
use flowright_syntax::ast::{self, Name};
use flowright_syntax::habits::{HabitPlace, habit};

use super::Checker;
use super::scope::error;
use crate::describe::{brief, brief_record};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn field(
        &mut self,
        base: &ast::Expression,
        field: &Name,
        optional: bool,
        span: Span,
    ) -> Expression {
        if let Some(value) = self.global_member(base, field, span) {
            return value;
        }
        if let Some(value) = self.foreign_member(base, field, span) {
            return value;
        }
        if let Some(value) = self.field_behind_wrapper(base, field, span) {
            return value;
        }
        let base = self.value(base, None);
        if optional {
            return self.chain(base, ".", span, |checker, value| {
                checker.field_of(value, field, span)
            });
        }
        self.field_of(base, field, span)
    }

    /// `E0107`: `made.body.id`, where `made` is the record with the `id`; `None` for anything else.
    fn field_behind_wrapper(
        &mut self,
        base: &ast::Expression,
        field: &Name,
        span: Span,
    ) -> Option<Expression> {
        let ast::ExpressionKind::Field {
            base: outer,
            field: wrapper,
            optional: false,
        } = &base.kind
        else {
            return None;
        };
        let ast::ExpressionKind::Name(name) = &outer.kind else {
            return None;
        };
        let is_wrapper = matches!(
            &*wrapper.text,
            "body" | "data" | "result" | "value" | "json" | "fields" | "row"
        );
        let binding = self.binding(self.visible(&name.text)?)?;
        let Type::Record(record) = &binding.ty else {
            return None;
        };
        if !is_wrapper
            || record.field(&wrapper.text).is_some()
            || record.field(&field.text).is_none()
        {
            return None;
        }
        let report = Diagnostic::new(
            Code::UnknownField,
            wrapper.span,
            format!("`{}` has no field `{}`", brief_record(record), wrapper.text),
        )
        .label("not a field of it")
        .fix(
            format!(
                "`{0}` has the field itself: `{0}.{1}`",
                name.text, field.text
            ),
            vec![Edit {
                span: wrapper.span.to(field.span),
                text: field.text.to_string(),
            }],
            Applicability::Safe,
        );
        self.report(report);
        let base = self.value(outer, None);
        Some(self.field_of(base, field, span))
    }

    /// `secrets.x`, `config.x`, `context.x`, `context.params.x`.
    fn global_member(
        &mut self,
        base: &ast::Expression,
        field: &Name,
        span: Span,
    ) -> Option<Expression> {
        if let ast::ExpressionKind::Name(name) = &base.kind {
            return match &*name.text {
                "secrets" => Some(self.secret(field, span)),
                "config" => Some(self.config(field, span)),
                "context" => Some(self.context_member(name, field, span)),
                _ => None,
            };
        }
        if let ast::ExpressionKind::Field {
            base, field: group, ..
        } = &base.kind
            && let ast::ExpressionKind::Name(name) = &base.kind
            && &*name.text == "context"
        {
            return self.context_group(name, group, field, span);
        }
        None
    }

    fn secret(&mut self, name: &Name, span: Span) -> Expression {
        if self.pure(
            span,
            "`secrets`",
            "use the secret in a `service`, a `channel` or `verify`",
        ) {
            return error(span);
        }
        match self.globals.secret(name, self.reports) {
            Some(secret) => {
                self.reports.use_secret(secret, &self.user);
                Expression {
                    kind: ExpressionKind::Secret(secret),
                    ty: Type::Secret,
                    span,
                }
            }
            None => error(span),
        }
    }

    fn config(&mut self, name: &Name, span: Span) -> Expression {
        let Some(config) = self.globals.config(name, self.reports) else {
            return error(span);
        };
        let ty = self.globals.program.configs.get(config);
        Expression {
            kind: ExpressionKind::Config(config),
            ty: ty.map_or(Type::Error, |config| config.ty.clone()),
            span,
        }
    }

    /// A field of a value that is not null.
    pub(super) fn field_of(&mut self, base: Expression, name: &Name, span: Span) -> Expression {
        match &base.ty {
            Type::Error => error(span),
            Type::Record(record) => {
                let Some((index, field)) = record.field(&name.text) else {
                    let report = unknown_field(record, name);
                    self.report(report);
                    return error(span);
                };
                let ty = field.ty.clone();
                let declared = &self.globals.found.index;
                self.reports.index.field(declared, record, name);
                self.narrowed(Expression {
                    kind: ExpressionKind::Field {
                        record: Box::new(base),
                        field: index,
                    },
                    ty,
                    span,
                })
            }
            Type::Union(union)
                if union.shared_field(&name.text).is_some()
                    || functions::named(&name.text).all(|(_, one)| !one.on.accepts(&base.ty)) =>
            {
                let union = union.clone();
                self.field_of_union(base, &union, name, span)
            }
            Type::Optional(inner) => {
                let report = self.null_field(&base, inner, name);
                self.report(report);
                error(span)
            }
            Type::Map(_)
                if functions::named(&name.text).all(|(_, one)| !one.on.accepts(&base.ty))
                    && habit(HabitPlace::Method, &name.text).is_none() =>
            {
                let report = field_of_map(&base, name);
                self.report(report);
                error(span)
            }
            Type::Headers
                if functions::named(&name.text).all(|(_, one)| !one.on.accepts(&base.ty)) =>
            {
                let report = field_of_headers(name);
                self.report(report);
                error(span)
            }
            Type::Json
                if functions::named(&name.text).all(|(_, one)| !one.on.accepts(&base.ty)) =>
            {
                let report = field_of_json(&base, name);
                self.report(report);
                error(span)
            }
            _ => self.method_on(base, name, None, span),
        }
    }

    /// `E0203`: a field of a value that may be null.
    fn null_field(&self, base: &Expression, inner: &Type, name: &Name) -> Diagnostic {
        let report = Diagnostic::new(
            Code::NullUsed,
            base.span,
            format!("this may be null: check it before reading `.{}`", name.text),
        )
        .label(format!("`{}` may be null", brief(&base.ty)));
        let known = match inner {
            Type::Record(record) => record.field(&name.text).is_some(),
            Type::Union(union) => union.shared_field(&name.text).is_some(),
            _ => functions::named(&name.text).any(|(_, one)| one.on.accepts(inner)),
        };
        let look = self.look_first(base);
        if *inner == Type::Json && !known {
            return report.fix(
                "write `?.get`, which is null if this is null",
                vec![as_path(name, "?.")],
                Applicability::Unsafe,
            );
        }
        if !known {
            return report.help(look);
        }
        report
            .fix(
                format!("write `?.{}`, which is null if this is null", name.text),
                vec![question_mark(name)],
                Applicability::Unsafe,
            )
            .help(format!("or {look}"))
    }
}

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

/// What a member of a group of a query, or of `group_by`, is called here.
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

/// The only field that shares a whole word with the name, as `key` and `document_key`.
fn part_of<'r>(record: &'r RecordType, name: &str) -> Option<&'r str> {
    let is_common = |field: &str| {
        field
            .split('_')
            .any(|one| one.len() > 1 && name.split('_').any(|other| one == other))
    };
    let mut fields = record.names().filter(|field| is_common(field));
    fields.next().filter(|_| fields.next().is_none())
}

/// What a member of a file is called here that has another name elsewhere.
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

/// `E0107`: a field of data of unknown shape.
fn field_of_json(base: &Expression, name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!("`json` has no fields, so it has no `{}`", name.text),
    )
    .label("not a field of it")
    .because(base.span, "this is `json`, data of unknown shape")
    .fix(
        "take it out by its path",
        vec![as_path(name, ".")],
        Applicability::Unsafe,
    )
    .help(format!(
        "or decode the data: `decode x as {{ {}: text }}`",
        name.text
    ))
}

/// `E0107`: a header, written as a field.
fn field_of_headers(name: &Name) -> Diagnostic {
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
fn field_of_map(base: &Expression, name: &Name) -> Diagnostic {
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

/// Replaces `.name` by a call of `get`.
fn as_path(name: &Name, dot: &str) -> Edit {
    Edit {
        span: Span {
            start: name.span.start.saturating_sub(1),
            ..name.span
        },
        text: format!("{dot}get(\"{}\")", name.text),
    }
}

/// Where a field is that belongs to the body of a response, or to the value of a branch.
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
        format!("the branch may have failed: write `.value?.{name}`, which is null then, or check `.error`")
    })
}

/// Replaces the `.` before a name with `?.`.
pub(super) fn question_mark(name: &Name) -> Edit {
    let at = name.span.start.saturating_sub(1);
    Edit {
        span: Span {
            start: at,
            end: at,
            ..name.span
        },
        text: "?".to_owned(),
    }
}

/// `E0509`: a field of a collection outside a step.
pub(super) fn column(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ColumnPlace,
        span,
        format!("`.{}` is only valid inside a step", name.text),
    )
    .label("no collection here")
    .help(format!("write the row before it: `row.{}`", name.text))
}
