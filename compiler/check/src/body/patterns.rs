//! The patterns of an arm: what they cover, and whether an arm is reached.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, PatternKind};

use super::Checker;
use crate::convert;
use crate::describe::brief;
use crate::program::Pattern;

/// The values covered by the arms so far.
#[derive(Default)]
pub(super) struct Taken {
    patterns: Vec<(Pattern, Span)>,
    any: Option<Span>,
    /// A pattern had an error, so missing cases are not reported.
    poisoned: bool,
}

impl Checker<'_> {
    /// The patterns of an arm; empty if it covers everything.
    pub(super) fn patterns(
        &mut self,
        written: &[ast::Pattern],
        arm: Span,
        ty: &Type,
        taken: &mut Taken,
    ) -> Vec<Pattern> {
        let mut patterns = Vec::with_capacity(written.len());
        let mut any = None;
        let mut fresh = false;
        let mut earlier = taken.any;
        for pattern in written {
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
                PatternKind::Variant { name, binding: _ } => {
                    match self.variant_pattern(name, ty) {
                        Some(index) => {
                            fresh |=
                                taken.take(Pattern::Variant(index), pattern.span, &mut earlier);
                            patterns.push(Pattern::Variant(index));
                        }
                        None => (taken.poisoned, fresh) = (true, true),
                    }
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
            let constant = Pattern::Constant(constant);
            fresh |= taken.take(constant.clone(), pattern.span, &mut earlier);
            patterns.push(constant);
        }
        if !fresh && !written.is_empty() {
            let first = written.first().map_or(arm, |first| first.span);
            let report = unreachable_arm(first, earlier);
            self.report(report);
        }
        if any.is_some() {
            taken.any = taken.any.or(any);
            return Vec::new();
        }
        if patterns.is_empty() {
            // All patterns had errors: the arm covers nothing, and the program is not built.
            return vec![Pattern::Constant(Constant::Null)];
        }
        patterns
    }
}

impl Taken {
    /// Whether an earlier arm has the pattern.
    pub(super) fn has(&self, pattern: &Pattern) -> bool {
        self.patterns.iter().any(|(known, _)| known == pattern)
    }

    /// Whether it is known what the arms cover, and no arm covers everything with `_`.
    pub(super) fn is_certain(&self) -> bool {
        !self.poisoned && self.any.is_none()
    }

    /// Adds a pattern. Returns whether it covers something new; if not, `earlier` may become the
    /// span of an equal pattern.
    fn take(&mut self, pattern: Pattern, span: Span, earlier: &mut Option<Span>) -> bool {
        let before = self.patterns.iter().find(|(known, _)| *known == pattern);
        let fresh = before.is_none() && self.any.is_none();
        if let Some((_, before)) = before {
            *earlier = earlier.or(Some(*before));
        }
        self.patterns.push((pattern, span));
        fresh
    }

    fn has_constant(&self, constant: Constant) -> bool {
        self.has(&Pattern::Constant(constant))
    }

    fn leaves_something(&self, ty: &Type) -> bool {
        !self.missing(ty).is_empty()
    }

    /// The uncovered cases, as written in source.
    pub(super) fn missing(&self, ty: &Type) -> Vec<String> {
        let mut missing = Vec::new();
        match ty.without_null() {
            Type::Bool => {
                for value in [true, false] {
                    if !self.has_constant(Constant::Bool(value)) {
                        missing.push(value.to_string());
                    }
                }
            }
            Type::Literals(texts) if !texts.is_open() => {
                for text in texts.iter() {
                    if !self.has_constant(Constant::Text(text.into())) {
                        missing.push(format!("{text:?}"));
                    }
                }
            }
            Type::Union(union) => {
                for (index, variant) in union.variants.iter().enumerate() {
                    if !self.has(&Pattern::Variant(index)) {
                        missing.push(variant.name.to_string());
                    }
                }
            }
            Type::Null => {}
            _ => missing.push("_".to_owned()),
        }
        if ty.is_nullable() && !self.has_constant(Constant::Null) {
            missing.push("null".to_owned());
        }
        missing
    }
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
    if let Type::Union(union) = ty.without_null() {
        return report.help(super::unions::name_the_variant(union));
    }
    if let (Constant::Text(text), Type::Literals(texts)) = (constant, ty.without_null()) {
        let near = flowright_diagnostics::near(text, texts.iter());
        return report.propose_as(span, &near, |name| format!("{name:?}"));
    }
    report
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
