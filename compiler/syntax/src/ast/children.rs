//! The direct children of a node.
//!
//! Children come in source order, except for those that the tree keeps in separate lists (the keys
//! of a collection after its fields, the body of a workflow after its triggers, the fields of `on
//! create` after the other fields): these lists come one after the other.
//!
//! Invariant: every field of every node is named here and every variant has an arm, so a new field
//! or variant cannot be forgotten.

use super::{
    Block, BodyArm, BodyBy, BodySetting, BranchArm, CallStep, CallTrigger, ChannelItem, Clause,
    ClauseKind, CollectionField, CollectionItem, CollectionKey, ConfigItem, CreateStep, DeleteStep,
    Expression, ExpressionKind, ForLoop, FunctionItem, HttpStep, HttpTarget, Item, ItemKind,
    LogStatement, MatchArm, Node, NotifyStep, OrderKey, Parallel, ParallelBranch, Parameter,
    PathSegment, Pattern, PatternKind, QueryStep, RecordEntry, RespondStatement, SecretItem,
    ServiceItem, Setting, SettingTail, Statement, StatementKind, Step, StepKind, TextPart, Trigger,
    TryCatch, TypeExpression, TypeField, TypeItem, TypeKind, TypedField, UpdateStep, UpsertStep,
    WebhookTrigger, WhileLoop, WorkflowItem,
};

impl<'t> Node<'t> {
    /// Calls `see` with each direct child of this node.
    pub fn for_each_child(self, mut see: impl FnMut(Node<'t>)) {
        let see = &mut see;
        match self {
            Node::Item(item) => of_item(item, see),
            Node::Column(CollectionField {
                doc: _,
                name: _,
                ty,
                default,
                on_delete: _,
                was: _,
                span: _,
            }) => {
                see(Node::Type(ty));
                all(default, Node::Expression, see);
            }
            Node::Key(CollectionKey {
                kind: _,
                fields: _,
                span: _,
            }) => {}
            Node::Parameter(Parameter { name: _, ty }) => see(Node::Type(ty)),
            Node::Trigger(trigger) => of_trigger(trigger, see),
            Node::Segment(PathSegment::Literal(_)) => {}
            Node::Segment(PathSegment::Parameter { name: _, ty }) => all(ty, Node::Type, see),
            Node::Type(ty) => of_type(ty, see),
            Node::TypeField(TypeField {
                doc: _,
                name: _,
                ty,
            }) => see(Node::Type(ty)),
            Node::Setting(setting) => of_setting(setting, see),
            Node::Block(Block {
                statements,
                span: _,
            }) => all(statements, Node::Statement, see),
            Node::Statement(statement) => of_statement(statement, see),
            Node::Expression(expression) => of_expression(expression, see),
            Node::Step(step) => of_step(step, see),
            Node::Clause(Clause { kind, span: _ }) => of_clause(kind, see),
            Node::Entry(RecordEntry {
                name: _,
                value,
                spread: _,
                omit_null: _,
                span: _,
            }) => all(value, Node::Expression, see),
            Node::MatchArm(MatchArm {
                patterns,
                body,
                span: _,
            }) => {
                all(patterns, Node::Pattern, see);
                see(Node::Block(body));
            }
            Node::BranchArm(BranchArm { condition, body }) => {
                see(Node::Expression(condition));
                see(Node::Block(body));
            }
            Node::Pattern(pattern) => of_pattern(pattern),
        }
    }
}

/// Calls `see` with each of several nodes of one kind.
fn all<'t, T: 't>(
    nodes: impl IntoIterator<Item = &'t T>,
    node: fn(&'t T) -> Node<'t>,
    see: &mut impl FnMut(Node<'t>),
) {
    nodes.into_iter().map(node).for_each(see);
}

fn of_item<'t>(item: &'t Item, see: &mut impl FnMut(Node<'t>)) {
    let Item {
        doc: _,
        kind,
        span: _,
    } = item;
    match kind {
        ItemKind::Config(ConfigItem {
            name: _,
            ty,
            default,
        }) => {
            see(Node::Type(ty));
            all(default, Node::Expression, see);
        }
        ItemKind::Type(TypeItem { name: _, ty }) => see(Node::Type(ty)),
        ItemKind::Collection(CollectionItem {
            name: _,
            fields,
            keys,
        }) => {
            all(fields, Node::Column, see);
            all(keys, Node::Key, see);
        }
        ItemKind::Service(ServiceItem { name: _, settings })
        | ItemKind::Channel(ChannelItem {
            name: _,
            kind: _,
            settings,
        }) => all(settings, Node::Setting, see),
        ItemKind::Function(FunctionItem {
            name: _,
            parameters,
            returns,
            body,
        }) => {
            all(parameters, Node::Parameter, see);
            all(returns, Node::Type, see);
            see(Node::Block(body));
        }
        ItemKind::Workflow(WorkflowItem {
            name: _,
            triggers,
            body,
            guessed: _,
        }) => {
            all(triggers, Node::Trigger, see);
            see(Node::Block(body));
        }
        ItemKind::Secret(SecretItem { name: _ })
        | ItemKind::NotBuilt {
            feature: _,
            name: _,
        }
        | ItemKind::Error { name: _ } => {}
    }
}

fn of_trigger<'t>(trigger: &'t Trigger, see: &mut impl FnMut(Node<'t>)) {
    match trigger {
        Trigger::Webhook(WebhookTrigger {
            method: _,
            path,
            path_span: _,
            settings,
            span: _,
        }) => {
            all(path.iter().flatten(), Node::Segment, see);
            all(settings, Node::Setting, see);
        }
        Trigger::Call(CallTrigger {
            parameters,
            returns,
            settings,
            span: _,
        }) => {
            all(parameters, Node::Parameter, see);
            all(returns, Node::Type, see);
            all(settings, Node::Setting, see);
        }
        Trigger::NotBuilt(_, _) | Trigger::Error(_) => {}
    }
}

fn of_type<'t>(ty: &'t TypeExpression, see: &mut impl FnMut(Node<'t>)) {
    let TypeExpression { kind, span: _ } = ty;
    match kind {
        TypeKind::Optional(inner) | TypeKind::List(inner) | TypeKind::Map(inner) => {
            see(Node::Type(inner));
        }
        TypeKind::Record(fields) => all(fields, Node::TypeField, see),
        TypeKind::Union(members) => all(members, Node::Type, see),
        TypeKind::Name(_)
        | TypeKind::Reference(_)
        | TypeKind::Literal(_)
        | TypeKind::NotBuilt(_)
        | TypeKind::Error => {}
    }
}

fn of_setting<'t>(setting: &'t Setting, see: &mut impl FnMut(Node<'t>)) {
    let Setting {
        name: _,
        tail,
        span: _,
    } = setting;
    match tail {
        SettingTail::Operands { operands, block } => {
            all(operands, Node::Expression, see);
            all(block.iter().flatten(), Node::Setting, see);
        }
        SettingTail::Body(
            BodySetting::Json(ty) | BodySetting::Form(ty) | BodySetting::Multipart(ty),
        ) => {
            all(ty, Node::Type, see);
        }
        SettingTail::Body(BodySetting::JsonBy(BodyBy { by, arms, span: _ })) => {
            see(Node::Expression(by));
            for BodyArm {
                patterns,
                ty,
                span: _,
            } in arms
            {
                all(patterns, Node::Pattern, see);
                see(Node::Type(ty));
            }
        }
        SettingTail::Type(ty) => see(Node::Type(ty)),
        SettingTail::Fields(fields) => {
            for TypedField { field, default } in fields {
                see(Node::TypeField(field));
                all(default, Node::Expression, see);
            }
        }
        SettingTail::Body(
            BodySetting::Text
            | BodySetting::Bytes
            | BodySetting::None
            | BodySetting::NotBuilt(_, _)
            | BodySetting::Unknown(_),
        )
        | SettingTail::NotBuilt(_)
        | SettingTail::Error => {}
    }
}

fn of_statement<'t>(statement: &'t Statement, see: &mut impl FnMut(Node<'t>)) {
    let Statement { kind, span: _ } = statement;
    match kind {
        StatementKind::Let { name: _, ty, value } | StatementKind::Var { name: _, ty, value } => {
            all(ty, Node::Type, see);
            see(Node::Expression(value));
        }
        StatementKind::Assign { name: _, value } | StatementKind::Expression(value) => {
            see(Node::Expression(value));
        }
        StatementKind::Log(LogStatement {
            level: _,
            message,
            fields,
        }) => {
            see(Node::Expression(message));
            all(fields, Node::Entry, see);
        }
        StatementKind::Respond(RespondStatement { status, settings }) => {
            all(status, Node::Expression, see);
            all(settings, Node::Setting, see);
        }
        StatementKind::Break
        | StatementKind::Continue
        | StatementKind::NotBuilt(_)
        | StatementKind::Error => {}
    }
}

fn of_expression<'t>(expression: &'t Expression, see: &mut impl FnMut(Node<'t>)) {
    let Expression { kind, span: _ } = expression;
    match kind {
        ExpressionKind::Text(parts) => {
            for part in parts {
                match part {
                    TextPart::Literal(_) => {}
                    TextPart::Interpolation(value) => see(Node::Expression(value)),
                }
            }
        }
        ExpressionKind::Field {
            base,
            field: _,
            optional: _,
        } => see(Node::Expression(base)),
        ExpressionKind::MethodCall {
            base,
            function: _,
            arguments,
            optional: _,
        } => {
            see(Node::Expression(base));
            all(arguments, Node::Expression, see);
        }
        ExpressionKind::Call {
            function: _,
            arguments,
        } => all(arguments, Node::Expression, see),
        ExpressionKind::Index {
            base,
            index,
            optional: _,
        } => {
            see(Node::Expression(base));
            see(Node::Expression(index));
        }
        ExpressionKind::Unary {
            operator: _,
            operand,
        } => see(Node::Expression(operand)),
        ExpressionKind::Binary {
            operator: _,
            operator_span: _,
            left,
            right,
        } => {
            see(Node::Expression(left));
            see(Node::Expression(right));
        }
        ExpressionKind::Record(entries) => all(entries, Node::Entry, see),
        ExpressionKind::List(items) => all(items, Node::Expression, see),
        ExpressionKind::If {
            condition,
            then,
            otherwise,
        } => {
            see(Node::Expression(condition));
            see(Node::Block(then));
            all(otherwise, Node::Block, see);
        }
        ExpressionKind::Branch { arms, otherwise } => {
            all(arms, Node::BranchArm, see);
            all(otherwise, Node::Block, see);
        }
        ExpressionKind::Match { scrutinee, arms } => {
            see(Node::Expression(scrutinee));
            all(arms, Node::MatchArm, see);
        }
        ExpressionKind::Lambda {
            parameters: _,
            body,
        } => see(Node::Expression(body)),
        ExpressionKind::For(one) => {
            let ForLoop {
                index: _,
                element: _,
                list,
                at_once,
                body,
            } = &**one;
            see(Node::Expression(list));
            all(at_once, Node::Expression, see);
            see(Node::Block(body));
        }
        ExpressionKind::While(one) => {
            let WhileLoop {
                condition,
                at_most,
                body,
            } = &**one;
            see(Node::Expression(condition));
            all(at_most, Node::Expression, see);
            see(Node::Block(body));
        }
        ExpressionKind::Try(one) => {
            let TryCatch {
                body,
                error: _,
                catch,
            } = &**one;
            see(Node::Block(body));
            all(catch, Node::Block, see);
        }
        ExpressionKind::Parallel(one) => {
            let Parallel {
                settled: _,
                branches,
            } = &**one;
            for ParallelBranch { name: _, body } in branches {
                see(Node::Block(body));
            }
        }
        ExpressionKind::Fail(why) => see(Node::Expression(why)),
        ExpressionKind::Decode { value, ty } => {
            see(Node::Expression(value));
            see(Node::Type(ty));
        }
        ExpressionKind::Step(step) => see(Node::Step(step)),
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

fn of_clause<'t>(clause: &'t ClauseKind, see: &mut impl FnMut(Node<'t>)) {
    match clause {
        ClauseKind::Where(value)
        | ClauseKind::GroupBy(value)
        | ClauseKind::Limit(value)
        | ClauseKind::Offset(value) => {
            see(Node::Expression(value));
        }
        ClauseKind::OrderBy(keys) => {
            for OrderKey {
                value,
                descending: _,
            } in keys
            {
                see(Node::Expression(value));
            }
        }
    }
}

fn of_step<'t>(step: &'t Step, see: &mut impl FnMut(Node<'t>)) {
    let Step { kind, span: _ } = step;
    match kind {
        StepKind::Create(CreateStep {
            collection: _,
            from,
            entries,
        }) => {
            all(from, Node::Expression, see);
            all(entries, Node::Entry, see);
        }
        StepKind::Upsert(UpsertStep {
            collection: _,
            by: _,
            condition,
            from,
            entries,
            on_create,
        }) => {
            all(condition, Node::Expression, see);
            all(from, Node::Expression, see);
            all(entries, Node::Entry, see);
            all(on_create, Node::Entry, see);
        }
        StepKind::Query(QueryStep {
            verb: _,
            field,
            collection: _,
            clauses,
        }) => {
            all(field, Node::Expression, see);
            all(clauses, Node::Clause, see);
        }
        StepKind::Update(UpdateStep {
            collection: _,
            condition,
            all: _,
            entries,
        }) => {
            all(condition, Node::Expression, see);
            all(entries, Node::Entry, see);
        }
        StepKind::Delete(DeleteStep {
            collection: _,
            condition,
            all: _,
        }) => all(condition, Node::Expression, see),
        StepKind::Http(HttpStep {
            method: _,
            target,
            settings,
        }) => {
            match target {
                HttpTarget::Url(url) => see(Node::Expression(url)),
                HttpTarget::Service { service: _, path } => all(path, Node::Expression, see),
            }
            all(settings, Node::Setting, see);
        }
        StepKind::Notify(NotifyStep {
            channel: _,
            text,
            settings,
        }) => {
            all(text, Node::Expression, see);
            all(settings, Node::Setting, see);
        }
        StepKind::Transaction(body) => see(Node::Block(body)),
        StepKind::Call(CallStep {
            workflow: _,
            arguments,
        }) => all(arguments, Node::Expression, see),
        StepKind::NotBuilt(_) => {}
    }
}

/// Patterns have no child nodes; a new variant that has child nodes needs an arm here.
fn of_pattern(pattern: &Pattern) {
    let Pattern { kind, span: _ } = pattern;
    match kind {
        PatternKind::Any
        | PatternKind::Null
        | PatternKind::Bool(_)
        | PatternKind::Int(_)
        | PatternKind::Float(_)
        | PatternKind::Text(_)
        | PatternKind::Variant {
            name: _,
            binding: _,
        }
        | PatternKind::Error => {}
    }
}
