//! The parts of a tree from the outside in.

use flowright_diagnostics::Span;
use flowright_syntax::ast::{
    Block, Expression, ExpressionKind, File, HttpTarget, Item, ItemKind, RecordEntry, Setting,
    SettingTail, Statement, StatementKind, Step, StepKind, TextPart, Trigger, WebhookTrigger,
};

/// A part of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'t> {
    Item(&'t Item),
    Trigger(&'t WebhookTrigger),
    Setting(&'t Setting),
    Block(&'t Block),
    Statement(&'t Statement),
    Expression(&'t Expression),
    Step(&'t Step),
    Entry(&'t RecordEntry),
}

impl Node<'_> {
    pub fn span(self) -> Span {
        match self {
            Node::Item(one) => one.span,
            Node::Trigger(one) => one.span,
            Node::Setting(one) => one.span,
            Node::Block(one) => one.span,
            Node::Statement(one) => one.span,
            Node::Expression(one) => one.span,
            Node::Step(one) => one.span,
            Node::Entry(one) => one.span,
        }
    }
}

/// The parts that cover a span, the outermost first.
pub(crate) fn covering(file: &File, span: Span) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    walk(file, &mut |node| {
        let own = node.span();
        if own.start <= span.start && span.end <= own.end {
            nodes.push(node);
        }
    });
    nodes
}

/// Shows all parts, each before those inside of it.
pub(crate) fn walk<'t>(file: &'t File, see: &mut dyn FnMut(Node<'t>)) {
    for one in &file.items {
        item(one, see);
    }
}

fn item<'t>(item: &'t Item, see: &mut dyn FnMut(Node<'t>)) {
    see(Node::Item(item));
    match &item.kind {
        ItemKind::Config(config) => {
            if let Some(default) = &config.default {
                expression(default, see);
            }
        }
        ItemKind::Collection(collection) => {
            let defaults = collection
                .fields
                .iter()
                .filter_map(|one| one.default.as_ref());
            defaults.for_each(|one| expression(one, see));
        }
        ItemKind::Service(service) => settings(&service.settings, see),
        ItemKind::Channel(channel) => settings(&channel.settings, see),
        ItemKind::Function(function) => block(&function.body, see),
        ItemKind::Workflow(workflow) => {
            for trigger in &workflow.triggers {
                if let Trigger::Webhook(webhook) = trigger {
                    see(Node::Trigger(webhook));
                    settings(&webhook.settings, see);
                }
            }
            block(&workflow.body, see);
        }
        ItemKind::Secret(_)
        | ItemKind::Type(_)
        | ItemKind::NotBuilt { .. }
        | ItemKind::Error { .. } => {}
    }
}

fn settings<'t>(settings: &'t [Setting], see: &mut dyn FnMut(Node<'t>)) {
    for one in settings {
        see(Node::Setting(one));
        if let SettingTail::Operands { operands, block } = &one.tail {
            operands.iter().for_each(|one| expression(one, see));
            self::settings(block.as_deref().unwrap_or_default(), see);
        }
    }
}

fn block<'t>(block: &'t Block, see: &mut dyn FnMut(Node<'t>)) {
    see(Node::Block(block));
    for one in &block.statements {
        statement(one, see);
    }
}

fn statement<'t>(statement: &'t Statement, see: &mut dyn FnMut(Node<'t>)) {
    see(Node::Statement(statement));
    match &statement.kind {
        StatementKind::Let { value, .. } | StatementKind::Expression(value) => {
            expression(value, see);
        }
        StatementKind::Try { body, catch, .. } => {
            block(body, see);
            catch.iter().for_each(|one| block(one, see));
        }
        StatementKind::Respond(respond) => {
            respond.status.iter().for_each(|one| expression(one, see));
            settings(&respond.settings, see);
        }
        StatementKind::Fail { message } => expression(message, see),
        StatementKind::NotBuilt { .. } | StatementKind::Error => {}
    }
}

fn entries<'t>(entries: &'t [RecordEntry], see: &mut dyn FnMut(Node<'t>)) {
    for one in entries {
        see(Node::Entry(one));
        one.value.iter().for_each(|one| expression(one, see));
    }
}

fn expression<'t>(whole: &'t Expression, see: &mut dyn FnMut(Node<'t>)) {
    see(Node::Expression(whole));
    match &whole.kind {
        ExpressionKind::Text(parts) => {
            for part in parts {
                if let TextPart::Interpolation(value) = part {
                    expression(value, see);
                }
            }
        }
        ExpressionKind::Field { base, .. } => expression(base, see),
        ExpressionKind::MethodCall {
            base, arguments, ..
        } => {
            expression(base, see);
            arguments.iter().for_each(|one| expression(one, see));
        }
        ExpressionKind::Call { arguments, .. } | ExpressionKind::List(arguments) => {
            arguments.iter().for_each(|one| expression(one, see));
        }
        ExpressionKind::Index { base, index } => {
            expression(base, see);
            expression(index, see);
        }
        ExpressionKind::Unary { operand, .. } => expression(operand, see),
        ExpressionKind::Binary { left, right, .. } => {
            expression(left, see);
            expression(right, see);
        }
        ExpressionKind::Record(inner) => entries(inner, see),
        ExpressionKind::If {
            condition,
            then,
            otherwise,
        } => {
            expression(condition, see);
            block(then, see);
            otherwise.iter().for_each(|one| block(one, see));
        }
        ExpressionKind::Branch { arms, otherwise } => {
            for arm in arms {
                expression(&arm.condition, see);
                block(&arm.body, see);
            }
            otherwise.iter().for_each(|one| block(one, see));
        }
        ExpressionKind::Match { scrutinee, arms } => {
            expression(scrutinee, see);
            arms.iter().for_each(|arm| block(&arm.body, see));
        }
        ExpressionKind::Step(inner) => step(inner, see),
        ExpressionKind::Null
        | ExpressionKind::Bool(_)
        | ExpressionKind::Int(_)
        | ExpressionKind::Float(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Size(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Column(_)
        | ExpressionKind::NotBuilt(_)
        | ExpressionKind::Error => {}
    }
}

fn step<'t>(step: &'t Step, see: &mut dyn FnMut(Node<'t>)) {
    see(Node::Step(step));
    match &step.kind {
        StepKind::Create(one) => entries(&one.entries, see),
        StepKind::Upsert(one) => {
            entries(&one.entries, see);
            entries(&one.on_create, see);
        }
        StepKind::FindOne(one) => one.condition.iter().for_each(|one| expression(one, see)),
        StepKind::Update(one) => {
            one.condition.iter().for_each(|one| expression(one, see));
            entries(&one.entries, see);
        }
        StepKind::Http(one) => {
            match &one.target {
                HttpTarget::Url(url) => expression(url, see),
                HttpTarget::Service { path, .. } => {
                    path.iter().for_each(|one| expression(one, see));
                }
            }
            settings(&one.settings, see);
        }
        StepKind::Notify(one) => {
            one.text.iter().for_each(|one| expression(one, see));
            settings(&one.settings, see);
        }
        StepKind::NotBuilt(_) => {}
    }
}
