//! Statements and expressions.

use flowright_check::program::{
    Block, Conversion, Expression, ExpressionKind, Statement, TextPart,
};
use flowright_stdlib::functions::{FunctionId, Pattern};
use flowright_stdlib::types::Type;

use super::Usage;
use crate::lower::json_form::{JsonForm, json_form};
use crate::lower::operators::is_null;

impl Usage {
    pub(super) fn block(&mut self, block: &Block) {
        for statement in &block.statements {
            self.statement(statement);
        }
        if let Some(value) = &block.value {
            self.expression(value);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Let { value, .. } | Statement::Expression(value) => self.expression(value),
            Statement::Try { body, catch, .. } => {
                self.block(body);
                self.block(catch);
            }
            Statement::Respond(respond) => self.respond(respond),
            Statement::Fail { message, .. } => self.expression(message),
        }
    }

    pub(super) fn all<'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expression>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    pub(super) fn parts(&mut self, parts: &[TextPart]) {
        for part in parts {
            if let TextPart::Value(value) = part {
                self.expression(value);
            }
        }
    }

    /// A value of which everything is looked at.
    fn whole(&mut self, expression: &Expression) {
        self.expression(expression);
        self.layouts.mark_whole(&expression.ty);
    }

    /// A value that is written as JSON.
    pub(super) fn json(&mut self, expression: &Expression) {
        match json_form(expression) {
            JsonForm::Record(_, fields) => {
                for field in fields {
                    self.json(&field.value);
                }
            }
            JsonForm::List(elements) => {
                for element in elements {
                    self.json(element);
                }
            }
            JsonForm::Constant(_) => {}
            JsonForm::Value(value) => self.whole(value),
        }
    }

    pub(super) fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Error
            | ExpressionKind::Constant(_)
            | ExpressionKind::Binding(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Now => {}
            ExpressionKind::Context(member) => {
                if !self.members.contains(member) {
                    self.members.push(member.clone());
                }
            }
            ExpressionKind::NotNull(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Negate(inner) => self.expression(inner),
            ExpressionKind::Field { record, field } => {
                self.expression(record);
                if let Type::Record(record) = &record.ty {
                    self.layouts.mark(record, *field);
                }
            }
            ExpressionKind::Chain { base, then, .. } => self.all([&**base, then]),
            ExpressionKind::Index { list, index } => self.all([&**list, index]),
            ExpressionKind::Header { headers, name } => self.all([&**headers, name]),
            ExpressionKind::Coalesce { left, right }
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right)
            | ExpressionKind::Arithmetic(_, left, right) => self.all([&**left, right]),
            ExpressionKind::Compare(_, left, right) => self.compare(left, right),
            ExpressionKind::In { value, list, .. } => {
                self.whole(value);
                self.expression(list);
            }
            ExpressionKind::Text(parts) => self.parts(parts),
            ExpressionKind::Record(fields) => self.all(fields.iter().map(|field| &field.value)),
            ExpressionKind::List(elements) => self.all(elements),
            ExpressionKind::Call {
                function,
                arguments,
            } => self.call(*function, arguments),
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => {
                self.all(arguments);
                if self.functions.insert(*function) {
                    self.waiting.push(*function);
                }
            }
            ExpressionKind::Convert(conversion, inner) => {
                self.expression(inner);
                if *conversion == Conversion::Copy {
                    let copy = (inner.ty.clone(), expression.ty.clone());
                    self.copies.insert(copy);
                }
            }
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expression(condition);
                self.block(then);
                self.block(otherwise);
            }
            ExpressionKind::Match { scrutinee, arms } => {
                self.expression(scrutinee);
                for arm in arms {
                    self.block(&arm.body);
                }
            }
            ExpressionKind::Step(step) => self.step(step),
        }
    }

    fn compare(&mut self, left: &Expression, right: &Expression) {
        // With null, only the tag is looked at.
        if is_null(left) || is_null(right) {
            self.all([left, right]);
        } else {
            self.whole(left);
            self.whole(right);
        }
    }

    fn call(&mut self, function: FunctionId, arguments: &[Expression]) {
        // A function that only counts looks at no field; what others look at is their own affair.
        let counts = function.get().is_some_and(|function| {
            function.parameters.is_empty()
                && matches!(function.returns, Pattern::Int | Pattern::Bool)
        });
        for argument in arguments {
            if counts {
                self.expression(argument);
            } else {
                self.whole(argument);
            }
        }
    }
}
