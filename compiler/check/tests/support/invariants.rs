//! What every Program without an error has: no `Error` anywhere, and types that match exactly.

#![allow(clippy::panic, reason = "a test says so by a panic")]

use flowright_check::program::{
    Arm, Block, Comparison, Conversion, Expectation, Expression, ExpressionKind, HttpBody,
    HttpTarget, Predicate, Program, Respond, RespondBody, Scalar, Statement, Step, StepKind,
    TextPart, Trigger,
};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

/// Panics where the program breaks its contract.
pub fn check(program: &Program) {
    for function in &program.functions {
        let mut walk = Walk {
            program,
            bindings: function.bindings.iter().map(|one| one.ty.clone()).collect(),
        };
        walk.block(&function.body);
        assert_eq!(
            function.body.ty, function.returns,
            "the value of {}",
            function.name
        );
    }
    for workflow in &program.workflows {
        let mut walk = Walk {
            program,
            bindings: workflow.bindings.iter().map(|one| one.ty.clone()).collect(),
        };
        let Trigger::Webhook(webhook) = &workflow.trigger;
        if let Some(when) = &webhook.when {
            walk.expression(when);
            assert_eq!(when.ty, Type::Bool);
        }
        walk.block(&workflow.body);
        assert_eq!(
            workflow.body.ty,
            Type::Never,
            "the end of {}",
            workflow.name
        );
    }
}

struct Walk<'p> {
    program: &'p Program,
    bindings: Vec<Type>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            self.statement(statement);
        }
        match &block.value {
            Some(value) => {
                self.expression(value);
                assert_eq!(value.ty, block.ty, "the value of a block");
            }
            None => assert!(
                matches!(block.ty, Type::Null | Type::Never),
                "a block without value"
            ),
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Let { binding, value } => {
                self.expression(value);
                let bound = self.bindings.get(binding.0 as usize).expect("a binding");
                assert!(*bound == value.ty || value.ty == Type::Never, "a let");
            }
            Statement::Expression(value) => self.expression(value),
            Statement::Try { body, catch, .. } => {
                self.block(body);
                self.block(catch);
            }
            Statement::Respond(respond) => self.respond(respond),
            Statement::Fail { message, .. } => {
                self.expression(message);
                assert_eq!(message.ty, Type::Text);
            }
        }
    }

    fn respond(&mut self, respond: &Respond) {
        self.expression(&respond.status);
        assert_eq!(respond.status.ty, Type::Int);
        for (_, value) in &respond.headers {
            self.expression(value);
            assert_eq!(value.ty, Type::Text);
        }
        match &respond.body {
            RespondBody::None => {}
            RespondBody::Json(value) => self.expression(value),
            RespondBody::Text(value) | RespondBody::Html(value) => {
                self.expression(value);
                assert_eq!(value.ty, Type::Text);
            }
            RespondBody::Bytes(value) => {
                self.expression(value);
                assert_eq!(value.ty, Type::Bytes);
            }
        }
    }

    fn branch(&mut self, block: &Block, ty: &Type) {
        self.block(block);
        assert!(
            block.ty == *ty || block.ty == Type::Never,
            "a branch of {ty} is {}",
            block.ty
        );
    }

    fn expression(&mut self, e: &Expression) {
        assert_ne!(e.ty, Type::Error, "{e:?}");
        let ty = &e.ty;
        match &e.kind {
            ExpressionKind::Error => panic!("an error in a program without one: {e:?}"),
            ExpressionKind::Constant(constant) => {
                let fits = match (constant, ty) {
                    (Constant::Null, Type::Null)
                    | (Constant::Bool(_), Type::Bool)
                    | (Constant::Int(_), Type::Int)
                    | (Constant::Float(_), Type::Float)
                    | (Constant::Text(_), Type::Text) => true,
                    (Constant::Text(text), Type::Literals(texts)) => texts.contains(text),
                    _ => false,
                };
                assert!(fits, "{constant:?} as {ty}");
            }
            ExpressionKind::Binding(id) => {
                assert_eq!(self.bindings.get(id.0 as usize), Some(ty), "a binding");
            }
            ExpressionKind::NotNull(inner) => {
                self.expression(inner);
                assert_eq!(inner.ty, ty.clone().optional());
                assert!(!ty.is_nullable());
            }
            ExpressionKind::Context(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Now => {}
            ExpressionKind::Field { record, field } => {
                self.expression(record);
                let Type::Record(fields) = &record.ty else {
                    panic!("a field of {}", record.ty);
                };
                assert_eq!(fields.fields.get(*field).map(|one| &one.ty), Some(ty));
            }
            ExpressionKind::Chain {
                base,
                binding,
                then,
            } => {
                self.expression(base);
                let bound = self.bindings.get(binding.0 as usize);
                assert_eq!(bound, Some(base.ty.without_null()));
                assert!(base.ty.is_nullable());
                self.expression(then);
                assert_eq!(*ty, then.ty.clone().optional());
            }
            ExpressionKind::Coalesce { left, right } => {
                self.expression(left);
                self.expression(right);
                assert!(matches!(left.ty, Type::Optional(_)));
                assert_eq!(*ty, right.ty);
                assert_eq!(left.ty, ty.clone().optional());
            }
            ExpressionKind::Index { list, index } => {
                self.expression(list);
                self.expression(index);
                assert_eq!(index.ty, Type::Int);
                let Type::List(element) = &list.ty else {
                    panic!("an index into {}", list.ty);
                };
                assert_eq!(*ty, (**element).clone().optional());
            }
            ExpressionKind::Header { headers, name } => {
                self.expression(headers);
                self.expression(name);
                assert_eq!((&headers.ty, &name.ty), (&Type::Headers, &Type::Text));
            }
            ExpressionKind::Not(inner) => {
                self.expression(inner);
                assert_eq!(inner.ty, Type::Bool);
            }
            ExpressionKind::And(left, right) | ExpressionKind::Or(left, right) => {
                self.expression(left);
                self.expression(right);
                assert_eq!((&left.ty, &right.ty), (&Type::Bool, &Type::Bool));
            }
            ExpressionKind::Negate(inner) => {
                self.expression(inner);
                assert_eq!(*ty, inner.ty);
            }
            ExpressionKind::Arithmetic(_, left, right) => {
                self.expression(left);
                self.expression(right);
                assert!(matches!(ty, Type::Int | Type::Float));
                assert_eq!((&left.ty, &right.ty), (ty, ty));
            }
            ExpressionKind::Compare(comparison, left, right) => {
                self.expression(left);
                self.expression(right);
                assert_eq!(left.ty, right.ty);
                let ordered = matches!(left.ty, Type::Int | Type::Float | Type::Time | Type::Text);
                assert!(ordered || matches!(comparison, Comparison::Equal | Comparison::NotEqual));
            }
            ExpressionKind::In { value, list, .. } => {
                self.expression(value);
                self.expression(list);
                assert_eq!(list.ty, value.ty.clone().list());
            }
            ExpressionKind::Text(parts) => {
                self.parts(parts);
                assert!(matches!(ty, Type::Text | Type::Secret));
            }
            ExpressionKind::Record(values) => {
                let Type::Record(record) = ty else {
                    panic!("a record of type {ty}");
                };
                assert_eq!(record.fields.len(), values.len());
                for (field, value) in record.fields.iter().zip(values) {
                    self.expression(&value.value);
                    assert_eq!(field.ty, value.value.ty, "the field {}", field.name);
                }
            }
            ExpressionKind::List(values) => {
                for value in values {
                    self.expression(value);
                    assert_eq!(*ty, value.ty.clone().list());
                }
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                let function = function.get().expect("a function");
                for argument in arguments {
                    self.expression(argument);
                }
                let receiver = arguments.first().expect("a receiver");
                assert_eq!(function.on.resolve(&receiver.ty), receiver.ty);
                assert_eq!(function.parameters.len() + 1, arguments.len());
                for (parameter, argument) in
                    function.parameters.iter().zip(arguments.iter().skip(1))
                {
                    assert_eq!(parameter.ty.resolve(&receiver.ty), argument.ty);
                }
                assert_eq!(function.returns.resolve(&receiver.ty), *ty);
            }
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => {
                let function = self.program.functions.get(*function).expect("a function");
                assert_eq!(function.parameters.len(), arguments.len());
                for (parameter, argument) in function.parameters.iter().zip(arguments) {
                    self.expression(argument);
                    let bound = function
                        .bindings
                        .get(parameter.0 as usize)
                        .expect("a parameter");
                    assert_eq!(bound.ty, argument.ty);
                }
                assert_eq!(function.returns, *ty);
            }
            ExpressionKind::Convert(conversion, inner) => {
                self.expression(inner);
                conversion_fits(*conversion, &inner.ty, ty);
            }
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expression(condition);
                assert_eq!(condition.ty, Type::Bool);
                self.branch(then, ty);
                self.branch(otherwise, ty);
            }
            ExpressionKind::Match { scrutinee, arms } => {
                self.expression(scrutinee);
                for Arm { body, .. } in arms {
                    self.branch(body, ty);
                }
            }
            ExpressionKind::Step(step) => self.step(step),
        }
    }

    fn parts(&mut self, parts: &[TextPart]) {
        for part in parts {
            if let TextPart::Value(value) = part {
                self.expression(value);
                assert!(!value.ty.is_nullable());
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match &step.kind {
            StepKind::Create(row) => self.fields(row.collection, &row.fields),
            StepKind::Upsert { row, on_create, .. } => {
                self.fields(row.collection, &row.fields);
                self.fields(row.collection, on_create);
            }
            StepKind::FindOne { condition, .. } => self.predicate(condition),
            StepKind::Update { condition, set, .. } => {
                condition.iter().for_each(|one| self.predicate(one));
                set.iter().for_each(|(_, value)| self.scalar(value));
                assert!(!set.is_empty());
            }
            StepKind::Http(http) => {
                match &http.target {
                    HttpTarget::Url { base, rest } => {
                        assert!(!base.parts.is_empty());
                        self.parts(rest);
                    }
                    HttpTarget::Service { path, .. } => self.parts(path),
                }
                for (_, value) in http.headers.iter().chain(&http.query) {
                    self.expression(value);
                }
                match &http.body {
                    HttpBody::None => {}
                    HttpBody::Json(value) | HttpBody::Text(value) => self.expression(value),
                }
                if let Expectation::Json(ty) = &http.expect {
                    assert_ne!(*ty, Type::Error);
                }
            }
            StepKind::Notify(notify) => {
                for argument in &notify.arguments {
                    self.expression(argument);
                    assert_eq!(argument.ty, Type::Text);
                }
            }
        }
    }

    fn fields(&mut self, collection: usize, fields: &[(usize, Expression)]) {
        for (field, value) in fields {
            self.expression(value);
            let collection = &self
                .program
                .collections
                .get(collection)
                .expect("a collection")
                .value;
            assert_eq!(
                collection.fields.get(*field).map(|one| &one.ty),
                Some(&value.ty)
            );
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::Compare(_, left, right) => {
                self.scalar(left);
                self.scalar(right);
            }
            Predicate::IsTrue(scalar) => self.scalar(scalar),
            Predicate::And(left, right) | Predicate::Or(left, right) => {
                self.predicate(left);
                self.predicate(right);
            }
            Predicate::Not(inner) => self.predicate(inner),
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        match scalar {
            Scalar::Column(_) => {}
            Scalar::Value(value) => self.expression(value),
            Scalar::Arithmetic(_, left, right) => {
                self.scalar(left);
                self.scalar(right);
            }
        }
    }
}

fn conversion_fits(conversion: Conversion, from: &Type, to: &Type) {
    let fits = match conversion {
        Conversion::Same => from.is_text() && to.is_text(),
        Conversion::ToOptional => from.clone().optional() == *to && !from.is_nullable(),
        Conversion::NullToOptional => *from == Type::Null && matches!(to, Type::Optional(_)),
        Conversion::Copy => matches!(
            (from, to),
            (Type::Optional(_), Type::Optional(_))
                | (Type::Record(_), Type::Record(_))
                | (Type::List(_), Type::List(_))
        ),
    };
    assert!(fits, "{conversion:?} from {from} to {to}");
    assert_ne!(from, to, "a conversion of nothing");
}
