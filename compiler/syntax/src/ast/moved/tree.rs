//! The parts of each node and of each diagnostic that move with it.
//!
//! Invariant: every field of every node is named here, so that a new one cannot be forgotten.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Help, Label, Severity};

use super::Moved;
use crate::ast::*;

/// What has no place.
macro_rules! placeless {
    ($($name:ty),* $(,)?) => {
        $(impl Moved for $name {
            fn move_by(&mut self, _: u32) {}
        })*
    };
}

macro_rules! records {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Moved for $name {
            fn move_by(&mut self, by: u32) {
                let $name { $($field),* } = self;
                $($field.move_by(by);)*
            }
        })*
    };
}

macro_rules! choices {
    ($($name:ident { $($variant:ident $(( $($at:ident),* ))? $({ $($field:ident),* })?,)* })*) => {
        $(impl Moved for $name {
            fn move_by(&mut self, by: u32) {
                match self {
                    $($name::$variant $(( $($at),* ))? $({ $($field),* })? => {
                        $($($at.move_by(by);)*)?
                        $($($field.move_by(by);)*)?
                    })*
                }
            }
        })*
    };
}

placeless! {
    bool, i64, u64, f64, str, String, Identity, Feature, UnaryOperator, BinaryOperator, KeyKind, Code, Severity, Applicability,
}

records! {
    Diagnostic { code, severity, message, primary, reasons, notes, helps }
    Label { span, text }
    Help { text, edits, applicability }
    Edit { span, text }

    Name { text, span }
    Doc { text, span }
    Item { doc, kind, span, identity }
    SecretItem { name }
    ConfigItem { name, ty, default }
    TypeItem { name, ty }
    CollectionItem { name, fields, keys }
    CollectionField { doc, name, ty, default, span }
    CollectionKey { kind, fields, span }
    ServiceItem { name, settings }
    ChannelItem { name, kind, settings }
    FunctionItem { name, parameters, returns, body }
    Parameter { name, ty }
    WorkflowItem { name, triggers, body, guessed }
    WebhookTrigger { method, path, path_span, settings, span }
    Setting { name, tail, span }
    TypeExpression { kind, span }
    TypeField { doc, name, ty }

    Block { statements, span }
    Statement { kind, span }
    RespondStatement { status, settings }
    BranchArm { condition, body }
    Step { kind, span }
    CreateStep { collection, entries }
    UpsertStep { collection, by, entries, on_create }
    FindStep { collection, condition, clauses }
    Clause { feature, span }
    UpdateStep { collection, condition, all, entries }
    HttpStep { method, target, settings }
    NotifyStep { channel, text, settings }

    Expression { kind, span }
    RecordEntry { name, value, omit_null, span }
    MatchArm { patterns, body, span }
    Pattern { kind, span }
}

choices! {
    ItemKind {
        Secret(item), Config(item), Type(item), Collection(item), Service(item), Channel(item), Function(item), Workflow(item),
        NotBuilt { feature, name }, Error { name },
    }
    Trigger { Webhook(trigger), NotBuilt(feature, span), Error(span), }
    PathSegment { Literal(name), Parameter { name, ty }, }
    SettingTail { Operands { operands, block }, Body(body), Type(ty), NotBuilt(feature), Error, }
    BodySetting { Json(ty), Form(ty), Text, Bytes, None, NotBuilt(feature, span), Unknown(name), }
    TypeKind {
        Name(name), Optional(inner), List(inner), Record(fields), Literal(name), Union(members), NotBuilt(feature), Error,
    }
    StatementKind {
        Let { name, ty, value }, Expression(value), Try { body, error, catch }, Respond(respond), Fail { message },
        NotBuilt { feature, binds }, Error,
    }
    StepKind {
        Create(step), Upsert(step), FindOne(step), Update(step), Http(step), Notify(step), NotBuilt(feature),
    }
    HttpTarget { Url(url), Service { service, path }, }
    ExpressionKind {
        Null, Bool(value), Int(value), Float(value), Text(parts), Duration(value), Size(value), Name(name), Column(name),
        Field { base, field, optional }, MethodCall { base, function, arguments, optional }, Call { function, arguments },
        Index { base, index }, Unary { operator, operand }, Binary { operator, operator_span, left, right },
        Record(entries), List(items), If { condition, then, otherwise }, Branch { arms, otherwise },
        Match { scrutinee, arms }, Step(step), NotBuilt(feature), Error,
    }
    TextPart { Literal(text), Interpolation(value), }
    PatternKind { Any, Null, Bool(value), Int(value), Float(value), Text(text), NotBuilt(feature), Error, }
}
