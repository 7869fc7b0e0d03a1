//! `body json by EXPR { "push" => Push, _ => ignore }`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Origin, Type, UnionType, Variant};
use flowright_syntax::ast::{BodyArm, BodyBy, TypeExpression, TypeKind};

use crate::body::{Checker, Place, Request};
use crate::convert;
use crate::declare::Globals;
use crate::declare::size::Size;
use crate::program::Expression;
use crate::reports::Reports;

/// What an arm says about the body.
enum Choice {
    /// `ignore`
    Ignore,
    /// It is a record of that type.
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

/// What an arm says; `None` if it has an error, which is reported.
fn choice(arm: &BodyArm, globals: &Globals, reports: &mut Reports) -> Option<Choice> {
    let TypeKind::Name(name) = &arm.ty.kind else {
        if !matches!(arm.ty.kind, TypeKind::Error) {
            reports.push(not_named(&arm.ty));
        }
        return None;
    };
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
