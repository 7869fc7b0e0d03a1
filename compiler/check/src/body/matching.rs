//! `match` on literals: patterns, exhaustiveness, unreachable arms.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, MatchArm, PatternKind};

use super::{Checker, Use};
use crate::convert;
use crate::describe::brief;
use crate::program::{Arm, Expression, ExpressionKind};
use crate::unbuilt;

/// The values covered by the arms so far.
#[derive(Default)]
struct Taken {
    constants: Vec<(Constant, Span)>,
    any: Option<Span>,
    /// A pattern had an error, so missing cases are not reported.
    poisoned: bool,
}

impl Checker<'_> {
    pub(super) fn match_expression(
        &mut self,
        scrutinee: &ast::Expression,
        arms: &[MatchArm],
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        let value = self.value(scrutinee, None);
        let mut ty = value.ty.clone();
        if self.looked_into(&value, "matched") {
            ty = Type::Error;
        } else if !matches!(ty, Type::Error) && !matchable(ty.without_null()) {
            let report = not_matchable(&value);
            self.report(report);
            ty = Type::Error;
        }
        let paths = self.not_null_with(&value);
        let mut taken = Taken::default();
        let mut blocks = Vec::with_capacity(arms.len());
        let mut spans = Vec::with_capacity(arms.len());
        let mut all_patterns = Vec::with_capacity(arms.len());
        for arm in arms {
            let mark = self.enter();
            let was_null = taken.has(&Constant::Null);
            let patterns = self.patterns(arm, &ty, &mut taken);
            let literal = !patterns.is_empty() && !patterns.contains(&Constant::Null);
            if ty.is_nullable() && (literal || (was_null && !patterns.contains(&Constant::Null))) {
                self.know(&paths);
            }
            blocks.push(self.block(&arm.body, want));
            self.leave(mark);
            spans.push(arm.body.span);
            all_patterns.push(patterns);
        }
        if !taken.poisoned && taken.any.is_none() && ty != Type::Error {
            let missing = taken.missing(&ty);
            if !missing.is_empty() {
                let last = arms.last().map(|arm| arm.span.after());
                let report = missing_case(&value, &missing, span, last);
                self.report(report);
            }
        }
        let (result, blocks) = self.unify(blocks, &spans, want);
        let result = if arms.is_empty() { Type::Error } else { result };
        let arms = all_patterns
            .into_iter()
            .zip(blocks)
            .map(|(patterns, body)| Arm { patterns, body });
        Expression {
            kind: ExpressionKind::Match {
                scrutinee: Box::new(value),
                arms: arms.collect(),
            },
            ty: result,
            span,
        }
    }

    /// The constants that an arm covers; empty if it covers everything.
    fn patterns(&mut self, arm: &MatchArm, ty: &Type, taken: &mut Taken) -> Vec<Constant> {
        let mut constants = Vec::with_capacity(arm.patterns.len());
        let mut any = None;
        let mut fresh = false;
        let mut earlier = taken.any;
        for pattern in &arm.patterns {
            let constant = match &pattern.kind {
                PatternKind::Any => {
                    any = Some(pattern.span);
                    fresh |= taken.any.is_none()
                        && (taken.poisoned || *ty == Type::Error || taken.leaves_something(ty));
                    continue;
                }
                PatternKind::Null => Constant::Null,
                PatternKind::Bool(value) => Constant::Bool(*value),
                PatternKind::Int(value) if *ty.without_null() == Type::Float => {
                    Constant::Float(convert::to_float(*value))
                }
                PatternKind::Int(value) if *ty.without_null() == Type::Decimal => {
                    Constant::Decimal((*value).into())
                }
                PatternKind::Int(value) => Constant::Int(*value),
                PatternKind::Float(literal) => match Decimal::parse(&literal.digits) {
                    Some(decimal) if *ty.without_null() == Type::Decimal => {
                        Constant::Decimal(decimal)
                    }
                    _ => Constant::Float(literal.value),
                },
                PatternKind::Text(text) => Constant::Text(text.clone()),
                PatternKind::NotBuilt(feature) => {
                    self.report(unbuilt::feature(pattern.span, *feature));
                    (taken.poisoned, fresh) = (true, true);
                    continue;
                }
                PatternKind::Error => {
                    (taken.poisoned, fresh) = (true, true);
                    continue;
                }
            };
            if *ty != Type::Error && !possible(&constant, ty) {
                let report = impossible(&constant, pattern.span, ty);
                self.report(report);
                (taken.poisoned, fresh) = (true, true);
                continue;
            }
            let before = taken.constants.iter().find(|(known, _)| *known == constant);
            match before {
                Some((_, span)) => earlier = earlier.or(Some(*span)),
                None if taken.any.is_none() => fresh = true,
                None => {}
            }
            taken.constants.push((constant.clone(), pattern.span));
            constants.push(constant);
        }
        if !fresh && !arm.patterns.is_empty() {
            let first = arm.patterns.first().map_or(arm.span, |first| first.span);
            let report = unreachable_arm(first, earlier);
            self.report(report);
        }
        if any.is_some() {
            taken.any = taken.any.or(any);
            return Vec::new();
        }
        if constants.is_empty() {
            // All patterns had errors: the arm covers nothing, and the program is not built.
            return vec![Constant::Null];
        }
        constants
    }
}

impl Taken {
    fn has(&self, constant: &Constant) -> bool {
        self.constants.iter().any(|(known, _)| known == constant)
    }

    fn leaves_something(&self, ty: &Type) -> bool {
        !self.missing(ty).is_empty()
    }

    /// The uncovered cases, as written in source.
    fn missing(&self, ty: &Type) -> Vec<String> {
        let mut missing = Vec::new();
        match ty.without_null() {
            Type::Bool => {
                for value in [true, false] {
                    if !self.has(&Constant::Bool(value)) {
                        missing.push(value.to_string());
                    }
                }
            }
            Type::Literals(texts) => {
                for text in texts.iter() {
                    if !self.has(&Constant::Text(text.into())) {
                        missing.push(format!("{text:?}"));
                    }
                }
            }
            Type::Null => {}
            _ => missing.push("_".to_owned()),
        }
        if ty.is_nullable() && !self.has(&Constant::Null) {
            missing.push("null".to_owned());
        }
        missing
    }
}

fn matchable(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool | Type::Int | Type::Float | Type::Decimal | Type::Text | Type::Literals(_)
    )
}

fn possible(constant: &Constant, ty: &Type) -> bool {
    match (constant, ty.without_null()) {
        (Constant::Null, _) => ty.is_nullable(),
        (Constant::Bool(_), Type::Bool)
        | (Constant::Int(_), Type::Int)
        | (Constant::Float(_), Type::Float)
        | (Constant::Decimal(_), Type::Decimal)
        | (Constant::Text(_), Type::Text) => true,
        (Constant::Text(text), Type::Literals(texts)) => texts.contains(text),
        _ => false,
    }
}

/// `E0201`: a pattern that can never match.
fn impossible(constant: &Constant, span: Span, ty: &Type) -> Diagnostic {
    let found = match constant {
        Constant::Null => "null".to_owned(),
        Constant::Bool(_) => "bool".to_owned(),
        Constant::Int(_) => "int".to_owned(),
        Constant::Float(_) => "float".to_owned(),
        Constant::Decimal(_) => "decimal".to_owned(),
        Constant::Time(_) => "time".to_owned(),
        Constant::Date(_) => "date".to_owned(),
        Constant::Duration(_) => "duration".to_owned(),
        Constant::Text(text) => match ty.without_null() {
            Type::Literals(_) => format!("{text:?}"),
            _ => "text".to_owned(),
        },
    };
    let report = Diagnostic::new(
        Code::Mismatch,
        span,
        format!(
            "expected `{}`, found `{found}`: this pattern never matches",
            brief(ty)
        ),
    )
    .label("never matches");
    if let (Constant::Text(text), Type::Literals(texts)) = (constant, ty.without_null()) {
        let near = flowright_diagnostics::near(text, texts.iter());
        return report.propose_as(span, &near, |name| format!("{name:?}"));
    }
    report
}

/// `E0201`: a value that `match` does not support.
fn not_matchable(value: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        value.span,
        format!(
            "`match` works on bools, numbers and texts, not on `{}`",
            brief(&value.ty)
        ),
    )
    .label(format!("this is `{}`", brief(&value.ty)))
    .help("match on one of its fields, or use `if`")
}

/// `E0207`: a match that is not exhaustive.
fn missing_case(
    value: &Expression,
    missing: &[String],
    span: Span,
    last_arm: Option<Span>,
) -> Diagnostic {
    let open = missing == ["_"];
    let names = missing.join("`, `");
    let message = if open {
        format!(
            "this match does not cover all other values of `{}`",
            brief(&value.ty)
        )
    } else {
        format!("this match does not cover `{names}`")
    };
    let report = Diagnostic::new(Code::MissingCase, value.span, message).label(if open {
        "may be anything else".to_owned()
    } else {
        format!("may also be `{names}`")
    });
    let end = Span {
        start: span.end.saturating_sub(1),
        end: span.end.saturating_sub(1),
        ..span
    };
    let report = report.because(end, "no arm before this brace covers it");
    let text = if open {
        "add an arm for all other values: `_ => …`".to_owned()
    } else {
        let arms: Vec<String> = missing.iter().map(|case| format!("{case} => …")).collect();
        format!(
            "add an arm: `{}`, or `_ => …` for all other values",
            arms.join("`, `")
        )
    };
    let Some(span) = last_arm else {
        return report.help(text);
    };
    // `fail` fits any expected type.
    let arms = missing
        .iter()
        .map(|case| format!("\n{case} => fail \"not handled yet\""));
    let edit = Edit {
        span,
        text: arms.collect(),
    };
    report.fix(text, vec![edit], Applicability::Unsafe)
}

/// `W0201`: an unreachable arm.
fn unreachable_arm(span: Span, earlier: Option<Span>) -> Diagnostic {
    let report = Diagnostic::new(Code::UnreachableArm, span, "this arm is never reached")
        .label("never reached");
    match earlier {
        Some(earlier) if earlier != span => {
            report.because(earlier, "this arm already covers the value")
        }
        _ => report.note("the arms before it cover every value"),
    }
}
