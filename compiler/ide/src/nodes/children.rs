//! What stands directly inside of what.

use flowright_syntax::ast::{
    BodySetting, Expression, ExpressionKind, HttpTarget, Item, ItemKind, Setting, SettingTail,
    Statement, StatementKind, Step, StepKind, TextPart, TypeExpression, TypeKind,
};

use super::Node;

pub(super) fn of_item<'t>(item: &'t Item, to: &mut Vec<Node<'t>>) {
    match &item.kind {
        ItemKind::Config(item) => {
            to.push(Node::Type(&item.ty));
            to.extend(item.default.as_ref().map(Node::Expression));
        }
        ItemKind::Type(item) => to.push(Node::Type(&item.ty)),
        ItemKind::Collection(item) => {
            to.extend(item.fields.iter().map(Node::Column));
            to.extend(item.keys.iter().map(Node::Key));
        }
        ItemKind::Service(item) => to.extend(item.settings.iter().map(Node::Setting)),
        ItemKind::Channel(item) => to.extend(item.settings.iter().map(Node::Setting)),
        ItemKind::Function(item) => {
            to.extend(item.parameters.iter().map(Node::Parameter));
            to.extend(item.returns.as_ref().map(Node::Type));
            to.push(Node::Block(&item.body));
        }
        ItemKind::Workflow(item) => {
            to.extend(item.triggers.iter().map(Node::Trigger));
            to.push(Node::Block(&item.body));
        }
        ItemKind::Secret(_) | ItemKind::NotBuilt { .. } | ItemKind::Error { .. } => {}
    }
}

pub(super) fn of_type<'t>(ty: &'t TypeExpression, to: &mut Vec<Node<'t>>) {
    match &ty.kind {
        TypeKind::Optional(inner) | TypeKind::List(inner) => to.push(Node::Type(inner)),
        TypeKind::Record(fields) => to.extend(fields.iter().map(Node::TypeField)),
        TypeKind::Union(types) => to.extend(types.iter().map(Node::Type)),
        TypeKind::Name(_) | TypeKind::Literal(_) | TypeKind::NotBuilt(_) | TypeKind::Error => {}
    }
}

pub(super) fn of_setting<'t>(setting: &'t Setting, to: &mut Vec<Node<'t>>) {
    match &setting.tail {
        SettingTail::Operands { operands, block } => {
            to.extend(operands.iter().map(Node::Expression));
            to.extend(block.iter().flatten().map(Node::Setting));
        }
        SettingTail::Type(ty)
        | SettingTail::Body(BodySetting::Json(Some(ty)) | BodySetting::Form(Some(ty))) => {
            to.push(Node::Type(ty));
        }
        SettingTail::Body(_) | SettingTail::NotBuilt(_) | SettingTail::Error => {}
    }
}

pub(super) fn of_statement<'t>(statement: &'t Statement, to: &mut Vec<Node<'t>>) {
    match &statement.kind {
        StatementKind::Let { ty, value, .. } => {
            to.extend(ty.as_ref().map(Node::Type));
            to.push(Node::Expression(value));
        }
        StatementKind::Expression(value) => to.push(Node::Expression(value)),
        StatementKind::Try { body, catch, .. } => {
            to.push(Node::Block(body));
            to.extend(catch.as_ref().map(Node::Block));
        }
        StatementKind::Respond(respond) => {
            to.extend(respond.status.as_ref().map(Node::Expression));
            to.extend(respond.settings.iter().map(Node::Setting));
        }
        StatementKind::Fail { message } => to.push(Node::Expression(message)),
        StatementKind::NotBuilt { .. } | StatementKind::Error => {}
    }
}

pub(super) fn of_expression<'t>(expression: &'t Expression, to: &mut Vec<Node<'t>>) {
    match &expression.kind {
        ExpressionKind::Text(parts) => to.extend(parts.iter().filter_map(|part| match part {
            TextPart::Literal(_) => None,
            TextPart::Interpolation(inner) => Some(Node::Expression(inner)),
        })),
        ExpressionKind::Field { base, .. } => to.push(Node::Expression(base)),
        ExpressionKind::MethodCall {
            base, arguments, ..
        } => {
            to.push(Node::Expression(base));
            to.extend(arguments.iter().map(Node::Expression));
        }
        ExpressionKind::Call { arguments, .. } => {
            to.extend(arguments.iter().map(Node::Expression));
        }
        ExpressionKind::Index { base, index } => {
            to.extend([Node::Expression(base), Node::Expression(index)]);
        }
        ExpressionKind::Unary { operand, .. } => to.push(Node::Expression(operand)),
        ExpressionKind::Binary { left, right, .. } => {
            to.extend([Node::Expression(left), Node::Expression(right)]);
        }
        ExpressionKind::Record(entries) => to.extend(entries.iter().map(Node::Entry)),
        ExpressionKind::List(items) => to.extend(items.iter().map(Node::Expression)),
        ExpressionKind::If {
            condition,
            then,
            otherwise,
        } => {
            to.extend([Node::Expression(condition), Node::Block(then)]);
            to.extend(otherwise.as_ref().map(Node::Block));
        }
        ExpressionKind::Branch { arms, otherwise } => {
            to.extend(arms.iter().map(Node::BranchArm));
            to.extend(otherwise.as_ref().map(Node::Block));
        }
        ExpressionKind::Match { scrutinee, arms } => {
            to.push(Node::Expression(scrutinee));
            to.extend(arms.iter().map(Node::MatchArm));
        }
        ExpressionKind::Step(step) => to.push(Node::Step(step)),
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

pub(super) fn of_step<'t>(step: &'t Step, to: &mut Vec<Node<'t>>) {
    match &step.kind {
        StepKind::Create(step) => to.extend(step.entries.iter().map(Node::Entry)),
        StepKind::Upsert(step) => {
            to.extend(step.entries.iter().map(Node::Entry));
            to.extend(step.on_create.iter().map(Node::Entry));
        }
        StepKind::FindOne(step) => {
            to.extend(step.condition.as_ref().map(Node::Expression));
            to.extend(step.clauses.iter().map(Node::Clause));
        }
        StepKind::Update(step) => {
            to.extend(step.condition.as_ref().map(Node::Expression));
            to.extend(step.entries.iter().map(Node::Entry));
        }
        StepKind::Http(step) => {
            match &step.target {
                HttpTarget::Url(url) => to.push(Node::Expression(url)),
                HttpTarget::Service { path, .. } => {
                    to.extend(path.as_ref().map(Node::Expression));
                }
            }
            to.extend(step.settings.iter().map(Node::Setting));
        }
        StepKind::Notify(step) => {
            to.extend(step.text.as_ref().map(Node::Expression));
            to.extend(step.settings.iter().map(Node::Setting));
        }
        StepKind::NotBuilt(_) => {}
    }
}
