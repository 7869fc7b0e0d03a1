//! The two operands of an operator, and which of them determines the type of the other.

use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Block, ExpressionKind, StatementKind};

use super::Checker;
use crate::operator::Operator;
use crate::program::Expression;

impl Checker<'_> {
    /// Both operands. Literals take the type of the other operand; if only one operand has a type
    /// of its own, it is therefore checked first. A literal with a fraction is never an int; if the
    /// other operand is an int, the literal takes the expected type.
    pub(super) fn two_values(
        &mut self,
        left: &ast::Expression,
        right: &ast::Expression,
        hint: Option<&Type>,
    ) -> (Expression, Expression) {
        if !has_own_type(left) && has_own_type(right) {
            let second = self.value(right, hint);
            let hint = match second.ty {
                Type::Int if number_literal(left).is_none() => hint.or(Some(&second.ty)),
                _ => beside(&second.ty, left, hint).or(Some(&second.ty)),
            };
            return (self.value(left, hint), second);
        }
        let first = self.value(left, hint);
        let both_literal = number_literal(left).is_some() && number_literal(right).is_some();
        let second_hint = match first.ty {
            _ if both_literal => hint,
            // If one operand is a float or a decimal, the other one must have the same type.
            Type::Float | Type::Decimal => Some(&first.ty),
            _ => beside(&first.ty, right, hint),
        };
        let second = self.value(right, second_hint.or(Some(&first.ty)));
        (first, second)
    }
}

/// The number literal in an expression, without the minus that may precede it.
fn number_literal(e: &ast::Expression) -> Option<&ExpressionKind> {
    if let ExpressionKind::Unary {
        operator: ast::UnaryOperator::Negate,
        operand,
    } = &e.kind
    {
        return number_literal(operand);
    }
    let is_number = matches!(e.kind, ExpressionKind::Int(_) | ExpressionKind::Float(_));
    is_number.then_some(&e.kind)
}

/// Whether the type of an expression is independent of the expected type. It is not for literals,
/// and for expressions computed from literals alone.
fn has_own_type(e: &ast::Expression) -> bool {
    if let ExpressionKind::Unary { operand, .. } = &e.kind {
        return has_own_type(operand);
    }
    if let ExpressionKind::Binary {
        operator,
        left,
        right,
        ..
    } = &e.kind
    {
        return match Operator::from(*operator) {
            Operator::Arithmetic(_) => has_own_type(left) || has_own_type(right),
            Operator::Coalesce => has_own_type(left),
            Operator::And | Operator::Or | Operator::In { .. } | Operator::Compare(_) => true,
        };
    }
    if let ExpressionKind::If {
        then, otherwise, ..
    } = &e.kind
    {
        return ends_in_own_type(then) || otherwise.as_ref().is_some_and(ends_in_own_type);
    }
    if let ExpressionKind::Branch { arms, otherwise } = &e.kind {
        return arms.iter().any(|arm| ends_in_own_type(&arm.body))
            || otherwise.as_ref().is_some_and(ends_in_own_type);
    }
    if let ExpressionKind::Match { arms, .. } = &e.kind {
        return arms.iter().any(|arm| ends_in_own_type(&arm.body));
    }
    number_literal(e).is_none()
}

fn ends_in_own_type(block: &Block) -> bool {
    let last = block.statements.last().map(|last| &last.kind);
    if let Some(StatementKind::Expression(value)) = last {
        return has_own_type(value);
    }
    false
}

/// The type expected of an operand if the other operand has that type.
fn beside<'t>(other: &'t Type, e: &ast::Expression, hint: Option<&'t Type>) -> Option<&'t Type> {
    let Some(literal) = number_literal(e) else {
        return if has_own_type(e) { hint } else { Some(other) };
    };
    let has_fraction = matches!(literal, ExpressionKind::Float(_));
    if has_fraction && *other.without_null() == Type::Int {
        return hint;
    }
    Some(other)
}
