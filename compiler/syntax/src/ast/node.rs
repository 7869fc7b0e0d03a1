//! A node of the tree, of any kind.
//!
//! Names, doc comments and the parts of a string are not nodes of their own: they are fields of the
//! node that holds them.

use flowright_diagnostics::Span;

use super::{
    Block, BranchArm, Clause, CollectionField, CollectionKey, Expression, Item, MatchArm,
    Parameter, PathSegment, Pattern, RecordEntry, Setting, Statement, Step, Trigger,
    TypeExpression, TypeField,
};

/// A node of the tree.
#[derive(Clone, Copy, Debug)]
pub enum Node<'t> {
    /// A declaration.
    Item(&'t Item),
    /// A field of a collection.
    Column(&'t CollectionField),
    /// `unique (…)` or `index (…)` of a collection.
    Key(&'t CollectionKey),
    /// A parameter of a function.
    Parameter(&'t Parameter),
    /// A trigger of a workflow.
    Trigger(&'t Trigger),
    /// A segment of a webhook's path.
    Segment(&'t PathSegment),
    /// A type as written.
    Type(&'t TypeExpression),
    /// A field of a record type.
    TypeField(&'t TypeField),
    /// A setting.
    Setting(&'t Setting),
    /// Statements between braces, or the one expression after `=>`.
    Block(&'t Block),
    /// A statement.
    Statement(&'t Statement),
    /// An expression.
    Expression(&'t Expression),
    /// A step.
    Step(&'t Step),
    /// A clause of a query.
    Clause(&'t Clause),
    /// `name: value` of a record or of a step.
    Entry(&'t RecordEntry),
    /// An arm of a `match`.
    MatchArm(&'t MatchArm),
    /// A `when` arm of a `branch`.
    BranchArm(&'t BranchArm),
    /// A pattern of a `match` arm.
    Pattern(&'t Pattern),
}

impl<'t> Node<'t> {
    /// The expression, if this is an expression.
    #[must_use]
    pub fn as_expression(self) -> Option<&'t Expression> {
        if let Node::Expression(expression) = self {
            Some(expression)
        } else {
            None
        }
    }

    /// The statement, if this is a statement.
    #[must_use]
    pub fn as_statement(self) -> Option<&'t Statement> {
        if let Node::Statement(statement) = self {
            Some(statement)
        } else {
            None
        }
    }

    /// Its span.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Node::Item(item) => item.span,
            Node::Column(column) => column.span,
            Node::Key(key) => key.span,
            Node::Parameter(parameter) => parameter.name.span.to(parameter.ty.span),
            Node::Trigger(trigger) => trigger.span(),
            Node::Segment(PathSegment::Literal(name)) => name.span,
            Node::Segment(PathSegment::Parameter { name, ty }) => {
                ty.as_ref().map_or(name.span, |ty| name.span.to(ty.span))
            }
            Node::Type(ty) => ty.span,
            Node::TypeField(field) => field.name.span.to(field.ty.span),
            Node::Setting(setting) => setting.span,
            Node::Block(block) => block.span,
            Node::Statement(statement) => statement.span,
            Node::Expression(expression) => expression.span,
            Node::Step(step) => step.span,
            Node::Clause(clause) => clause.span,
            Node::Entry(entry) => entry.span,
            Node::MatchArm(arm) => arm.span,
            Node::BranchArm(arm) => arm.condition.span.to(arm.body.span),
            Node::Pattern(pattern) => pattern.span,
        }
    }
}
