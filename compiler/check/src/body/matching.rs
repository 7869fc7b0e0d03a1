//! `match`: its arms, and whether they cover every value.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, MatchArm, PatternKind};

use super::patterns::Taken;
use super::{Checker, Use};
use crate::SymbolKind;
use crate::describe::brief;
use crate::program::{Arm, BindingId, Block, Expression, ExpressionKind, Pattern};

impl Checker<'_> {
    pub(super) fn match_expression(
        &mut self,
        scrutinee: &ast::Expression,
        arms: &[MatchArm],
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        let (value, ty) = self.matched(scrutinee);
        let paths = self.not_null_with(&value);
        let mut taken = Taken::default();
        let mut blocks = Vec::with_capacity(arms.len());
        let mut spans = Vec::with_capacity(arms.len());
        let mut heads = Vec::with_capacity(arms.len());
        let null = Pattern::Constant(Constant::Null);
        for arm in arms {
            let mark = self.enter();
            let was_null = taken.has(&null);
            let patterns = self.patterns(&arm.patterns, arm.span, &ty, &mut taken);
            let literal = !patterns.is_empty() && !patterns.contains(&null);
            if ty.is_nullable() && (literal || (was_null && !patterns.contains(&null))) {
                self.know(&paths);
            }
            let binding = self.bind_variant(arm, &patterns, &ty);
            blocks.push(self.block(&arm.body, want));
            self.leave_block(mark, arm.body.span);
            spans.push(arm.body.span);
            heads.push((patterns, binding));
        }
        let last = arms.last().map(|arm| arm.span.after());
        self.covered(&value, &ty, &taken, span, last, "fail \"not handled yet\"");
        let (result, blocks) = self.unify(blocks, &spans, want);
        let result = if arms.is_empty() { Type::Error } else { result };
        let arms = heads.into_iter().zip(blocks);
        let arms = arms.map(|((patterns, binding), body)| Arm {
            patterns,
            binding,
            body,
        });
        Expression {
            kind: ExpressionKind::Match {
                scrutinee: Box::new(value),
                arms: arms.collect(),
            },
            ty: result,
            span,
        }
    }

    /// Arms that each yield a number, such as the arms of `body json by`.
    pub fn choice(
        &mut self,
        scrutinee: &ast::Expression,
        arms: &[(&[ast::Pattern], Span, usize)],
        span: Span,
    ) -> Expression {
        let (value, ty) = self.matched(scrutinee);
        let mut taken = Taken::default();
        let mut typed = Vec::with_capacity(arms.len());
        for (patterns, arm, number) in arms {
            let patterns = self.patterns(patterns, *arm, &ty, &mut taken);
            let number = i64::try_from(*number).unwrap_or(i64::MAX);
            let number = Expression {
                kind: ExpressionKind::Constant(Constant::Int(number)),
                ty: Type::Int,
                span: *arm,
            };
            typed.push(Arm {
                patterns,
                binding: None,
                body: Block {
                    statements: Vec::new(),
                    value: Some(Box::new(number)),
                    ty: Type::Int,
                },
            });
        }
        let last = arms.last().map(|(_, arm, _)| arm.after());
        self.covered(&value, &ty, &taken, span, last, "ignore");
        let is_error = ty == Type::Error || typed.is_empty();
        Expression {
            kind: ExpressionKind::Match {
                scrutinee: Box::new(value),
                arms: typed,
            },
            ty: if is_error { Type::Error } else { Type::Int },
            span,
        }
    }

    /// The value that is matched, and its type; `Error` if it cannot be matched.
    fn matched(&mut self, scrutinee: &ast::Expression) -> (Expression, Type) {
        let value = self.value(scrutinee, None);
        let mut ty = value.ty.clone();
        if self.looked_into(&value, "matched") {
            ty = Type::Error;
        } else if !matches!(ty, Type::Error) && !matchable(ty.without_null()) {
            let report = not_matchable(&value);
            self.report(report);
            ty = Type::Error;
        }
        (value, ty)
    }

    /// Binds the name that an arm gives to its variant.
    fn bind_variant(
        &mut self,
        arm: &MatchArm,
        patterns: &[Pattern],
        ty: &Type,
    ) -> Option<BindingId> {
        let mut named = arm.patterns.iter().filter_map(|one| match &one.kind {
            PatternKind::Variant { name, binding } => Some((name, binding.as_ref()?)),
            PatternKind::Any
            | PatternKind::Null
            | PatternKind::Bool(_)
            | PatternKind::Int(_)
            | PatternKind::Float(_)
            | PatternKind::Text(_)
            | PatternKind::Error => None,
        });
        let (_, binding) = named.next()?;
        let record = match (ty.without_null(), patterns) {
            (Type::Union(union), [Pattern::Variant(index)]) => {
                union.variants.get(*index).map(|variant| variant.ty.clone())
            }
            _ => None,
        };
        if let Some(other) = arm.patterns.get(1) {
            let report = several_with_a_name(binding.span, other.span);
            self.report(report);
        }
        Some(self.bind(binding, SymbolKind::Binding, record.unwrap_or(Type::Error)))
    }

    /// Reports the values that no arm covers.
    fn covered(
        &mut self,
        value: &Expression,
        ty: &Type,
        taken: &Taken,
        span: Span,
        last: Option<Span>,
        arm: &str,
    ) {
        if taken.is_certain() && *ty != Type::Error {
            let missing = taken.missing(ty);
            if !missing.is_empty() {
                let report = missing_case(value, &missing, span, last, arm);
                self.report(report);
            }
        }
    }
}

fn matchable(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool
            | Type::Int
            | Type::Float
            | Type::Decimal
            | Type::Text
            | Type::Literals(_)
            | Type::Union(_)
    )
}

/// `E0032`: an arm with several patterns binds a name.
fn several_with_a_name(name: Span, other: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BadPattern,
        name,
        "an arm with several patterns gives no name",
    )
    .label("which of them it would be is not known")
    .because(other, "another pattern of the same arm")
    .help("write an arm for each variant, or leave out `as`")
}

/// `E0201`: a value that `match` does not support.
fn not_matchable(value: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::Mismatch,
        value.span,
        format!(
            "`match` works on bools, numbers, texts and unions, not on `{}`",
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
    arm: &str,
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
    let arms = missing.iter().map(|case| format!("\n{case} => {arm}"));
    let edit = Edit {
        span,
        text: arms.collect(),
    };
    report.fix(text, vec![edit], Applicability::Unsafe)
}
