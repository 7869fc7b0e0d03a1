//! Walks over all expressions of a block.

use flowright_syntax::ast::{
    Block, Expression, ExpressionKind, HttpTarget, RecordEntry, Setting, SettingTail, Statement,
    StatementKind, Step, StepKind, TextPart,
};

/// Calls `see` with every expression of the block, those inside others too.
pub(crate) fn block<'a>(block: &'a Block, see: &mut dyn FnMut(&'a Expression)) {
    for one in &block.statements {
        statement(one, see);
    }
}

fn statement<'a>(statement: &'a Statement, see: &mut dyn FnMut(&'a Expression)) {
    match &statement.kind {
        StatementKind::Let { value, .. } => expression(value, see),
        StatementKind::Expression(value) => expression(value, see),
        StatementKind::Try { body, catch, .. } => {
            block(body, see);
            if let Some(catch) = catch {
                block(catch, see);
            }
        }
        StatementKind::Respond(respond) => {
            if let Some(status) = &respond.status {
                expression(status, see);
            }
            settings(&respond.settings, see);
        }
        StatementKind::Fail { message } => expression(message, see),
        StatementKind::NotBuilt { .. } | StatementKind::Error => {}
    }
}

fn expression<'a>(whole: &'a Expression, see: &mut dyn FnMut(&'a Expression)) {
    see(whole);
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
        ExpressionKind::Record(entries) => record(entries, see),
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
        ExpressionKind::Step(one) => step(one, see),
        _ => {}
    }
}

fn record<'a>(entries: &'a [RecordEntry], see: &mut dyn FnMut(&'a Expression)) {
    for entry in entries {
        if let Some(value) = &entry.value {
            expression(value, see);
        }
    }
}

fn settings<'a>(settings: &'a [Setting], see: &mut dyn FnMut(&'a Expression)) {
    for setting in settings {
        if let SettingTail::Operands { operands, .. } = &setting.tail {
            operands.iter().for_each(|one| expression(one, see));
        }
    }
}

fn step<'a>(step: &'a Step, see: &mut dyn FnMut(&'a Expression)) {
    match &step.kind {
        StepKind::Create(create) => record(&create.entries, see),
        StepKind::Upsert(upsert) => {
            record(&upsert.entries, see);
            record(&upsert.on_create, see);
        }
        StepKind::FindOne(find) => find.condition.iter().for_each(|one| expression(one, see)),
        StepKind::Update(update) => {
            update.condition.iter().for_each(|one| expression(one, see));
            record(&update.entries, see);
        }
        StepKind::Http(http) => {
            match &http.target {
                HttpTarget::Url(url) => expression(url, see),
                HttpTarget::Service { path, .. } => {
                    path.iter().for_each(|one| expression(one, see));
                }
            }
            settings(&http.settings, see);
        }
        StepKind::Notify(notify) => {
            notify.text.iter().for_each(|one| expression(one, see));
            settings(&notify.settings, see);
        }
        StepKind::NotBuilt(_) => {}
    }
}
