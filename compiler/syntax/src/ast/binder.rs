//! The names that nodes bind.

use super::code::{ExpressionKind, StatementKind};
use super::{Name, Node, PatternKind, TypeExpression};

/// A name that a node binds.
#[derive(Clone, Copy, Debug)]
pub enum Binder<'t> {
    /// A value, bound for the lines after it.
    Value {
        /// The name.
        name: &'t Name,
        /// The type, if written.
        ty: Option<&'t TypeExpression>,
    },
    /// A variable that may be reassigned, bound for the lines after it.
    Variable {
        /// The name.
        name: &'t Name,
        /// The type, if written.
        ty: Option<&'t TypeExpression>,
    },
    /// A variant of a union, bound in the arm that matches it.
    Variant(&'t Name),
    /// A failure, bound in the block that catches it.
    Failure(&'t Name),
    /// An element of a list, its index or its key, bound in the block of a loop.
    Element(&'t Name),
    /// A lambda parameter, bound in its body.
    Parameter(&'t Name),
}

impl<'t> Node<'t> {
    /// Calls `see` with each name that the node itself binds.
    pub fn for_each_binder(self, mut see: impl FnMut(Binder<'t>)) {
        match self {
            Node::Statement(statement) => match &statement.kind {
                StatementKind::Let { name, ty, value: _ } => see(Binder::Value {
                    name,
                    ty: ty.as_ref(),
                }),
                StatementKind::Var { name, ty, value: _ } => see(Binder::Variable {
                    name,
                    ty: ty.as_ref(),
                }),
                StatementKind::Assign { name: _, value: _ }
                | StatementKind::Expression(_)
                | StatementKind::Break
                | StatementKind::Continue
                | StatementKind::Respond(_)
                | StatementKind::Log(_)
                | StatementKind::NotBuilt(_)
                | StatementKind::Error => {}
            },
            Node::Expression(expression) => of_expression(&expression.kind, &mut see),
            Node::Pattern(pattern) => match &pattern.kind {
                PatternKind::Variant { name: _, binding } => {
                    binding.iter().map(Binder::Variant).for_each(see);
                }
                PatternKind::Any
                | PatternKind::Null
                | PatternKind::Bool(_)
                | PatternKind::Int(_)
                | PatternKind::Float(_)
                | PatternKind::Text(_)
                | PatternKind::Error => {}
            },
            Node::Item(_)
            | Node::Column(_)
            | Node::Key(_)
            | Node::Parameter(_)
            | Node::Trigger(_)
            | Node::Segment(_)
            | Node::Type(_)
            | Node::TypeField(_)
            | Node::Setting(_)
            | Node::Block(_)
            | Node::Step(_)
            | Node::Clause(_)
            | Node::Entry(_)
            | Node::MatchArm(_)
            | Node::BranchArm(_) => {}
        }
    }
}

fn of_expression<'t>(kind: &'t ExpressionKind, see: &mut impl FnMut(Binder<'t>)) {
    match kind {
        ExpressionKind::Lambda {
            parameters,
            body: _,
        } => parameters.iter().map(Binder::Parameter).for_each(see),
        ExpressionKind::For(one) => {
            let names = one.index.iter().chain([&one.element]);
            names.map(Binder::Element).for_each(see);
        }
        ExpressionKind::Try(one) => one.error.iter().map(Binder::Failure).for_each(see),
        ExpressionKind::Null
        | ExpressionKind::Bool(_)
        | ExpressionKind::Int(_)
        | ExpressionKind::Float(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Size(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Column(_)
        | ExpressionKind::Field { .. }
        | ExpressionKind::MethodCall { .. }
        | ExpressionKind::Call { .. }
        | ExpressionKind::Index { .. }
        | ExpressionKind::Unary { .. }
        | ExpressionKind::Binary { .. }
        | ExpressionKind::Record(_)
        | ExpressionKind::List(_)
        | ExpressionKind::If { .. }
        | ExpressionKind::Branch { .. }
        | ExpressionKind::Match { .. }
        | ExpressionKind::While(_)
        | ExpressionKind::Parallel(_)
        | ExpressionKind::Fail(_)
        | ExpressionKind::Step(_)
        | ExpressionKind::Decode { .. }
        | ExpressionKind::NotBuilt(_)
        | ExpressionKind::Error => {}
    }
}
