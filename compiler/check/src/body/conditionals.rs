//! `if` and `branch`.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::{Origin, RecordType, Type};
use flowright_syntax::ast::{self, BranchArm};

use super::scope::error;
use super::{Checker, Use};
use crate::convert;
use crate::describe::found;
use crate::program::{Block, Expression, ExpressionKind, Statement};

impl Checker<'_> {
    pub(super) fn if_expression(
        &mut self,
        condition: &ast::Expression,
        then: &ast::Block,
        otherwise: Option<&ast::Block>,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        let condition = self.condition(condition);
        let facts = self.facts(&condition);
        // The condition may have checked for null.
        self.unsure |= condition.ty == Type::Error;
        let mark = self.enter();
        self.know(&facts.holds);
        let typed_then = self.block(then, want);
        self.leave(mark);
        let typed_otherwise = match otherwise {
            Some(block) => {
                let mark = self.enter();
                self.know(&facts.fails);
                let block = self.block(block, want);
                self.leave(mark);
                block
            }
            None => self.no_else(want, span),
        };
        let spans = [then.span, otherwise.map_or(span, |block| block.span)];
        let (ty, blocks) = self.unify(vec![typed_then, typed_otherwise], &spans, want);
        let mut blocks = blocks.into_iter();
        match (blocks.next(), blocks.next()) {
            (Some(then), Some(otherwise)) => Expression {
                kind: ExpressionKind::If {
                    condition: Box::new(condition),
                    then,
                    otherwise,
                },
                ty,
                span,
            },
            _ => error(span),
        }
    }

    /// The implicit block of a missing `else`.
    fn no_else(&mut self, want: Use<'_>, span: Span) -> Block {
        let ty = match want {
            Use::Nothing => Type::Null,
            _ => {
                let report = super::blocks::no_value(span, "there is no `else`")
                    .help("add `else { … }` with the value for the other case");
                self.report(report);
                Type::Error
            }
        };
        Block {
            statements: Vec::new(),
            value: None,
            ty,
        }
    }

    pub(super) fn branch(
        &mut self,
        arms: &[BranchArm],
        otherwise: Option<&ast::Block>,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        let whole = self.enter();
        let mut conditions = Vec::with_capacity(arms.len());
        let mut blocks = Vec::with_capacity(arms.len() + 1);
        let mut spans = Vec::with_capacity(arms.len() + 1);
        for arm in arms {
            let condition = self.condition(&arm.condition);
            let facts = self.facts(&condition);
            let mark = self.enter();
            self.know(&facts.holds);
            blocks.push(self.block(&arm.body, want));
            self.leave(mark);
            self.know(&facts.fails);
            conditions.push(condition);
            spans.push(arm.body.span);
        }
        blocks.push(match otherwise {
            Some(block) => self.block(block, want),
            None => self.no_else(want, span),
        });
        spans.push(otherwise.map_or(span, |block| block.span));
        self.leave(whole);
        let (ty, mut blocks) = self.unify(blocks, &spans, want);
        let Some(mut rest) = blocks.pop() else {
            return error(span);
        };
        for (condition, then) in conditions.into_iter().zip(blocks).rev() {
            let ty = if then.ty == Type::Never && rest.ty == Type::Never {
                Type::Never
            } else {
                ty.clone()
            };
            let one = Expression {
                kind: ExpressionKind::If {
                    condition: Box::new(condition),
                    then,
                    otherwise: rest,
                },
                ty: ty.clone(),
                span,
            };
            rest = if matches!(want, Use::Nothing) {
                Block {
                    statements: vec![Statement::Expression(one)],
                    value: None,
                    ty,
                }
            } else {
                Block {
                    statements: Vec::new(),
                    value: Some(Box::new(one)),
                    ty,
                }
            };
        }
        if let Some(value) = rest.value {
            return *value;
        }
        if let Some(Statement::Expression(value)) = rest.statements.pop() {
            return value;
        }
        error(span)
    }

    /// The common type of all blocks, and the blocks converted to it.
    pub(super) fn unify(
        &mut self,
        blocks: Vec<Block>,
        spans: &[Span],
        want: Use<'_>,
    ) -> (Type, Vec<Block>) {
        if blocks.iter().all(|block| block.ty == Type::Never) {
            return (Type::Never, blocks);
        }
        match want {
            Use::Nothing => (Type::Null, blocks),
            Use::Must(ty, _) => (ty.clone(), blocks),
            Use::Value(hint) => {
                let mut common = Type::Never;
                let mut first: Option<(Span, Type)> = None;
                for (block, span) in blocks.iter().zip(spans) {
                    let place = block.value.as_ref().map_or(*span, |value| value.span);
                    let next = match &block.value {
                        // `Never` accepts any value, so a value with an error must be handled
                        // first.
                        Some(value) if value.ty == Type::Error => Some(Type::Error),
                        Some(value) if convert::value_fits(value, &common) => Some(common.clone()),
                        _ => literal_floats(&blocks, &common, &block.ty)
                            .or_else(|| convert::common(&common, &block.ty))
                            .or_else(|| one_union(hint, &common, &block.ty)),
                    };
                    match next {
                        Some(next) => common = next,
                        None => {
                            let report = branches_differ(&first, place, &common, &block.ty);
                            self.report(report);
                            common = Type::Error;
                        }
                    }
                    if first.is_none() && block.ty != Type::Never {
                        first = Some((place, block.ty.clone()));
                    }
                }
                let blocks = blocks.into_iter().map(|block| retype(block, &common));
                let blocks = blocks.collect();
                (common, blocks)
            }
        }
    }
}

/// The expected union, if each of the two types is null or one of its variants.
fn one_union(hint: Option<&Type>, common: &Type, next: &Type) -> Option<Type> {
    let union = hint.map(Type::without_null)?;
    let is_variant = |ty: &Type| convert::fits(ty.without_null(), union);
    if !matches!(union, Type::Union(_)) || !is_variant(common) || !is_variant(next) {
        return None;
    }
    Some(if common.is_nullable() || next.is_nullable() {
        union.clone().optional()
    } else {
        union.clone()
    })
}

/// Treats int literals before a float as floats.
fn literal_floats(blocks: &[Block], common: &Type, next: &Type) -> Option<Type> {
    if *next != Type::Float || *common != Type::Int {
        return None;
    }
    let fits = |block: &Block| {
        block.ty != Type::Int
            || block
                .value
                .as_ref()
                .is_some_and(|value| convert::value_fits(value, &Type::Float))
    };
    blocks.iter().all(fits).then_some(Type::Float)
}

/// The block, with its value converted to that type.
fn retype(mut block: Block, ty: &Type) -> Block {
    if block.ty == Type::Never {
        return block;
    }
    if let Some(value) = block.value {
        block.value = Some(Box::new(convert::apply(*value, ty)));
        block.ty = ty.clone();
    }
    block
}

/// `E0206`: branches with different types.
fn branches_differ(
    first: &Option<(Span, Type)>,
    place: Span,
    common: &Type,
    next: &Type,
) -> Diagnostic {
    let a = found(common, next);
    let b = found(next, common);
    let report = Diagnostic::new(
        Code::BranchesDiffer,
        place,
        format!("the branches have different types: `{a}` and `{b}`"),
    )
    .label(format!("this is `{b}`"));
    let report = match first {
        Some((span, _)) => report.because(*span, format!("the previous branch is `{a}`")),
        None => report,
    };
    if let (Type::Record(first), Type::Record(second)) = (common, next) {
        let is_variant = |one: &RecordType| matches!(one.origin, Origin::Named(_));
        if !is_variant(first) && !is_variant(second) {
            let is_row = |one: &RecordType| matches!(one.origin, Origin::Row(_));
            return report.help(match (is_row(first), is_row(second)) {
                (false, true) => {
                    "a step gives its row: write the value for this case on a line after it"
                }
                (true, _) | (false, false) => {
                    "all branches must have the same type: end each with the same fields"
                }
            });
        }
        return report.help(
            "all branches must have the same type; if both are variants of a union, declare it: `let x: Event = …`",
        );
    }
    report.help("all branches must have the same type; a type and null combine to an optional")
}
