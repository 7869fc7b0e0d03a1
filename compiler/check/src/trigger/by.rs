//! `body json by EXPR { "push" => Push, _ => ignore }`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::{Origin, Type, UnionType, Variant};
use flowright_syntax::ast::{BodyArm, BodyBy, ExpressionKind, Name, TypeExpression, TypeKind};

use crate::body::{Checker, Place, Request};
use crate::convert;
use crate::declare::Globals;
use crate::declare::size::Size;
use crate::program::Expression;
use crate::reports::Reports;

/// What an arm makes of the body.
enum Choice {
    /// `ignore`
    Ignore,
    /// The body is a record of that type.
    Of(Variant),
}

/// Which variant the body is, counted from 1, or 0 to ignore the request; and the union.
pub(super) fn read(
    by: &BodyBy,
    request: &mut Request,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<(Expression, Type)> {
    let mut variants: Vec<Variant> = Vec::new();
    let mut numbers = Vec::with_capacity(by.arms.len());
    let mut sound = true;
    for arm in &by.arms {
        numbers.push(match choice(arm, globals, reports) {
            Some(Choice::Ignore) => 0,
            Some(Choice::Of(variant)) => {
                let known = variants.iter().position(|one| one.name == variant.name);
                known.unwrap_or_else(|| {
                    variants.push(variant);
                    variants.len() - 1
                }) + 1
            }
            None => {
                sound = false;
                0
            }
        });
    }
    if variants.is_empty() && sound {
        reports.push(nothing_read(by));
        sound = false;
    }
    if let Some(report) = literal(by) {
        reports.push(report);
        return None;
    }
    let union = Type::Union(std::sync::Arc::new(UnionType {
        origin: Origin::Anonymous,
        tag: None,
        variants,
    }));
    if let Some(report) = Size::of(&union).report("the union of these types", by.span) {
        reports.push(report);
        sound = false;
    }
    let mut checker = Checker::new(globals, reports, Place::When, user.into());
    checker.request = Some(&*request);
    checker.begin_after(&request.before);
    let arms = by.arms.iter().zip(numbers);
    let arms: Vec<_> = arms
        .map(|(arm, number)| (&arm.patterns[..], arm.span, number))
        .collect();
    let value = checker.choice(&by.by, &arms, by.span);
    let bindings = checker.bindings;
    request.before = bindings;
    let sound = sound && !convert::holds_error(&value.ty);
    sound.then_some((value, union))
}

/// What an arm makes of the body; `None`, with an error reported, if the arm is invalid.
fn choice(arm: &BodyArm, globals: &Globals, reports: &mut Reports) -> Option<Choice> {
    let TypeKind::Name(name) = &arm.ty.kind else {
        if !matches!(arm.ty.kind, TypeKind::Error) {
            reports.push(match quoted(&arm.ty, globals) {
                Some(report) => report,
                None => not_named(&arm.ty),
            });
        }
        return None;
    };
    if let Some(report) = nothing(name, globals) {
        reports.push(report);
        return None;
    }
    if &*name.text == "ignore" && !globals.types.is_declared(&name.text) {
        return Some(Choice::Ignore);
    }
    match globals.types.resolve(&arm.ty, reports) {
        Type::Record(record) => Some(Choice::Of(Variant::new(name.text.clone(), None, record))),
        ty if convert::holds_error(&ty) => None,
        _ => {
            reports.push(not_named(&arm.ty));
            None
        }
    }
}

/// `E0307`: a word that is meant as `ignore`; `None` for other names.
fn nothing(name: &Name, globals: &Globals) -> Option<Diagnostic> {
    let is_meant = matches!(
        &*name.text,
        "null"
            | "None"
            | "nil"
            | "none"
            | "nothing"
            | "ignored"
            | "ignores"
            | "Ignore"
            | "skip"
            | "drop"
            | "pass"
            | "never"
            | "void"
            | "stop"
    );
    (is_meant && !globals.types.is_declared(&name.text)).then(|| {
        Diagnostic::new(
            Code::SettingValue,
            name.span,
            "an arm of `body json by` names a record type, or `ignore`",
        )
        .label("not a type")
        .fix(
            "to answer such requests without running, write `ignore`",
            vec![Edit {
                span: name.span,
                text: "ignore".to_owned(),
            }],
            Applicability::Safe,
        )
    })
}

/// `E0307`: the name of a declared type in quotes; `None` for anything else.
fn quoted(ty: &TypeExpression, globals: &Globals) -> Option<Diagnostic> {
    let TypeKind::Literal(name) = &ty.kind else {
        return None;
    };
    let text = &name.text;
    let is_meant = &**text == "ignore" || globals.types.is_declared(text);
    is_meant.then(|| {
        let mut report = not_named(ty);
        report.helps.clear();
        report.fix(
            format!("write it without quotes: `{text}`"),
            vec![Edit {
                span: ty.span,
                text: text.to_string(),
            }],
            Applicability::Safe,
        )
    })
}

/// `E0307`: a literal in the place of the value that selects the arm; `None` for anything else.
fn literal(by: &BodyBy) -> Option<Diagnostic> {
    let ExpressionKind::Text(_) = &by.by.kind else {
        return None;
    };
    let text = crate::settings::plain(&by.by)?;
    let report = Diagnostic::new(
        Code::SettingValue,
        by.by.span,
        "`by` takes a value of the request, not a fixed text",
    )
    .label("always the same");
    let meant = format!("context.headers[\"{text}\"]");
    Some(if text.contains(' ') || text.is_empty() {
        report.help("write the header that tells: `by context.headers[\"x-event\"]`")
    } else {
        report.fix(
            format!("for the header, write `{meant}`"),
            vec![Edit {
                span: by.by.span,
                text: meant,
            }],
            Applicability::Unsafe,
        )
    })
}

/// `E0307`: an arm that is not a declared record type.
fn not_named(ty: &TypeExpression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::SettingValue,
        ty.span,
        "an arm of `body json by` names a record type, or `ignore`",
    )
    .label("not a declared record type");
    if let TypeKind::Record(_) = ty.kind {
        return report.help(
            "declare it, `type Push = { … }`, and write its name here: `match` needs the name",
        );
    }
    report.help("declare a record type, `type Push = { … }`, and write its name here")
}

/// `E0307`: every request is ignored.
fn nothing_read(by: &BodyBy) -> Diagnostic {
    let at = Span {
        end: by.span.start,
        ..by.span
    };
    Diagnostic::new(
        Code::SettingValue,
        at,
        "no arm of this `body json by` names a type",
    )
    .label("every request would be ignored")
    .help("name the type of at least one body: `\"push\" => Push`")
}
