//! `x.f`, `x?.f`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};
use flowright_syntax::habits::{HabitPlace, habit};

use super::Checker;
use super::scope::error;
use super::unknown_field::{as_path, field_of_headers, field_of_json, field_of_map, unknown_field};
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
        let base = self.base_of_field(base, field);
        if optional {
            return self.chain(base, ".", span, |checker, value| {
                checker.field_of(value, field, span)
            });
        }
        self.field_of(base, field, span)
    }

    /// The value whose field is read; while it is checked, the field is behind it.
    fn base_of_field(&mut self, base: &ast::Expression, field: &Name) -> Expression {
        if matches!(base.kind, ast::ExpressionKind::Field { .. }) {
            self.behind.push(field.clone());
            let value = self.value(base, None);
            self.behind.pop();
            return value;
        }
        let behind = std::mem::take(&mut self.behind);
        let value = self.value(base, None);
        self.behind = behind;
        value
    }

    /// `E0107`: `made.body.id`, where `made` is the record with the field `id`; `None` for anything
    /// else.
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
                let report = field_of_json(&base, name, &self.behind);
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
