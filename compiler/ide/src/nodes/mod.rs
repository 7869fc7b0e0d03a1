//! One walk over the syntax tree, for everything that looks at all of it.
//!
//! Invariant: the walk keeps a stack of its own, so that no tree is too deep for it.

mod children;

use flowright_diagnostics::Span;
use flowright_syntax::ast::{
    Block, BranchArm, Clause, CollectionField, CollectionKey, Expression, File, Item, ItemKind,
    MatchArm, Name, Parameter, PathSegment, Pattern, RecordEntry, Setting, Statement, Step,
    Trigger, TypeExpression, TypeField,
};

use children::{of_expression, of_item, of_setting, of_statement, of_step, of_type};

/// A part of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'t> {
    Item(&'t Item),
    Column(&'t CollectionField),
    Key(&'t CollectionKey),
    Parameter(&'t Parameter),
    Trigger(&'t Trigger),
    Segment(&'t PathSegment),
    Type(&'t TypeExpression),
    TypeField(&'t TypeField),
    Setting(&'t Setting),
    Block(&'t Block),
    Statement(&'t Statement),
    Expression(&'t Expression),
    Step(&'t Step),
    Clause(&'t Clause),
    Entry(&'t RecordEntry),
    MatchArm(&'t MatchArm),
    BranchArm(&'t BranchArm),
    Pattern(&'t Pattern),
}

/// All parts of a file, each before those inside of it.
pub(crate) fn all(file: &File) -> impl Iterator<Item = Node<'_>> {
    Walk {
        next: file
            .items
            .iter()
            .rev()
            .map(|item| Node::Item(item))
            .collect(),
    }
}

/// The parts that cover a span, the outermost first.
pub(crate) fn covering(file: &File, span: Span) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    let mut next: Vec<Node<'_>> = file.items.iter().map(|item| Node::Item(item)).collect();
    let covers = |node: &Node<'_>| {
        let own = node.span();
        own.start <= span.start && span.end <= own.end
    };
    while let Some(node) = next.iter().copied().find(covers) {
        nodes.push(node);
        next.clear();
        node.children(&mut next);
    }
    nodes
}

struct Walk<'t> {
    /// What is still to be seen, the next one last.
    next: Vec<Node<'t>>,
}

impl<'t> Iterator for Walk<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let node = self.next.pop()?;
        let known = self.next.len();
        node.children(&mut self.next);
        self.next.get_mut(known..).unwrap_or_default().reverse();
        Some(node)
    }
}

impl<'t> Node<'t> {
    /// The node, then all that is inside of it.
    pub(crate) fn walk(self) -> impl Iterator<Item = Node<'t>> {
        Walk { next: vec![self] }
    }

    /// Where it stands.
    pub(crate) fn span(self) -> Span {
        match self {
            Node::Item(item) => item.span,
            Node::Column(column) => column.span,
            Node::Key(key) => key.span,
            Node::Parameter(parameter) => parameter.name.span.to(parameter.ty.span),
            Node::Trigger(Trigger::Webhook(webhook)) => webhook.span,
            Node::Trigger(Trigger::NotBuilt(_, span) | Trigger::Error(span)) => *span,
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

    /// Adds what stands directly inside of it.
    pub(crate) fn children(self, to: &mut Vec<Node<'t>>) {
        match self {
            Node::Item(item) => of_item(item, to),
            Node::Column(column) => {
                to.push(Node::Type(&column.ty));
                to.extend(column.default.as_ref().map(Node::Expression));
            }
            Node::Parameter(parameter) => to.push(Node::Type(&parameter.ty)),
            Node::Trigger(Trigger::Webhook(webhook)) => {
                to.extend(webhook.path.iter().flatten().map(Node::Segment));
                to.extend(webhook.settings.iter().map(Node::Setting));
            }
            Node::Segment(PathSegment::Parameter { ty, .. }) => {
                to.extend(ty.as_ref().map(Node::Type));
            }
            Node::Type(ty) => of_type(ty, to),
            Node::TypeField(field) => to.push(Node::Type(&field.ty)),
            Node::Setting(setting) => of_setting(setting, to),
            Node::Block(block) => to.extend(block.statements.iter().map(Node::Statement)),
            Node::Statement(statement) => of_statement(statement, to),
            Node::Expression(expression) => of_expression(expression, to),
            Node::Step(step) => of_step(step, to),
            Node::Entry(entry) => to.extend(entry.value.as_ref().map(Node::Expression)),
            Node::MatchArm(arm) => {
                to.extend(arm.patterns.iter().map(Node::Pattern));
                to.push(Node::Block(&arm.body));
            }
            Node::BranchArm(arm) => {
                to.push(Node::Expression(&arm.condition));
                to.push(Node::Block(&arm.body));
            }
            Node::Key(_)
            | Node::Trigger(Trigger::NotBuilt(..) | Trigger::Error(_))
            | Node::Segment(PathSegment::Literal(_))
            | Node::Clause(_)
            | Node::Pattern(_) => {}
        }
    }
}

/// The name that a declaration gives, as far as it can be read.
pub(crate) fn item_name(item: &Item) -> Option<&Name> {
    Some(match &item.kind {
        ItemKind::Secret(item) => &item.name,
        ItemKind::Config(item) => &item.name,
        ItemKind::Type(item) => &item.name,
        ItemKind::Collection(item) => &item.name,
        ItemKind::Service(item) => &item.name,
        ItemKind::Channel(item) => &item.name,
        ItemKind::Function(item) => &item.name,
        ItemKind::Workflow(item) => &item.name,
        ItemKind::NotBuilt { name, .. } | ItemKind::Error { name } => return name.as_ref(),
    })
}
