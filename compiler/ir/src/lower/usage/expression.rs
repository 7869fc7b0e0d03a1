//! What an expression itself reads, apart from its children.

use std::sync::Arc;

use flowright_check::program::{Conversion, Expression, ExpressionKind, Format, StepKind};
use flowright_stdlib::functions::{Function, FunctionId, INDEX, Implementation, Inlined, Pattern};
use flowright_stdlib::types::{RecordType, Type, UnionType};

use super::{Called, Usage};
use crate::lower::json_form::{JsonForm, json_form};
use crate::lower::operators::is_null;

impl Usage {
    pub(super) fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Context(member) => {
                if !self.members.contains(member) {
                    self.members.push(member.clone());
                }
            }
            ExpressionKind::Field { record, field } => {
                if let Type::Record(record) = &record.ty {
                    self.layouts.mark(record, *field);
                }
                if let Type::Union(union) = &record.ty {
                    self.shared_field(union, *field);
                }
            }
            ExpressionKind::Compare(_, left, right) => {
                // A comparison with null only reads the tag.
                if !is_null(left) && !is_null(right) {
                    self.whole(left);
                    self.whole(right);
                }
            }
            ExpressionKind::In { value, .. } => self.whole(value),
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                self.call(*function, arguments);
                let is_entries =
                    |one: &Function| matches!(one.code, Implementation::Inline(Inlined::Entries));
                // The entries have the same memory layout as the map.
                if function.get().is_some_and(is_entries)
                    && let Type::List(entry) = &expression.ty
                    && let Type::Record(entry) = &**entry
                {
                    self.all_fields(entry);
                }
            }
            ExpressionKind::CallFunction { function, .. } => {
                self.calls(Called::Function(*function));
            }
            ExpressionKind::Step(step) => match step.kind {
                StepKind::Call { workflow } => self.calls(Called::Workflow(workflow)),
                // The engine reads the arguments by their declared types.
                StepKind::Row(_) | StepKind::Http(_) | StepKind::Notify { .. } => {
                    step.operands.iter().for_each(|one| self.whole(one));
                }
            },
            ExpressionKind::Convert(conversion, inner) => {
                if *conversion == Conversion::Copy {
                    let copy = (inner.ty.clone(), expression.ty.clone());
                    self.copies.insert(copy);
                }
                if let (Conversion::ToMap, Type::Record(record)) = (conversion, &inner.ty) {
                    self.all_fields(record);
                }
            }
            ExpressionKind::Written(format, value) => match format {
                Format::Json => self.json(value),
                Format::Html | Format::Slack | Format::UrlPath => {}
            },
            ExpressionKind::Error
            | ExpressionKind::Constant(_)
            | ExpressionKind::Binding(_)
            | ExpressionKind::NotNull(_)
            | ExpressionKind::Keep { .. }
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Chain { .. }
            | ExpressionKind::Coalesce { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Header { .. }
            | ExpressionKind::Not(_)
            | ExpressionKind::And(_, _)
            | ExpressionKind::Or(_, _)
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(_, _, _)
            | ExpressionKind::Text(_)
            | ExpressionKind::Url { .. }
            | ExpressionKind::Record(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Now
            | ExpressionKind::If { .. }
            | ExpressionKind::Match { .. }
            | ExpressionKind::Lambda(_)
            | ExpressionKind::For(_)
            | ExpressionKind::While(_)
            | ExpressionKind::Try(_)
            | ExpressionKind::Parallel(_)
            | ExpressionKind::Transaction(_)
            | ExpressionKind::Fail { .. }
            | ExpressionKind::FailAgain { .. }
            | ExpressionKind::Decode(_) => {}
        }
    }

    /// A field of whatever variant the value is.
    fn shared_field(&mut self, union: &UnionType, field: usize) {
        let first = union.variants.first();
        let Some(field) = first.and_then(|first| first.record.fields.get(field)) else {
            return;
        };
        for variant in &union.variants {
            if let Some((index, _)) = variant.record.field(&field.name) {
                self.layouts.mark(&variant.record, index);
            }
        }
    }

    /// A record of which all fields are read, but not necessarily everything nested in them.
    fn all_fields(&mut self, record: &Arc<RecordType>) {
        for field in 0..record.fields.len() {
            self.layouts.mark(record, field);
        }
    }

    /// A value that is read completely.
    fn whole(&mut self, expression: &Expression) {
        self.layouts.mark_whole(&expression.ty);
    }

    /// A value that is written as JSON.
    fn json(&mut self, expression: &Expression) {
        match json_form(expression) {
            JsonForm::Record(_, fields) => fields.iter().for_each(|field| self.json(&field.value)),
            JsonForm::List(elements) => elements.iter().for_each(|element| self.json(element)),
            JsonForm::Constant(_) => {}
            JsonForm::Value(value) => self.whole(value),
        }
    }

    fn call(&mut self, function: FunctionId, arguments: &[Expression]) {
        // An inlined function reads what its lambdas read; keys are simple values.
        if let Some(Implementation::Inline(inlined)) = function.get().map(|one| one.code) {
            if inlined == Inlined::ToJson {
                arguments.iter().for_each(|argument| self.json(argument));
            }
            return;
        }
        // A function that only counts reads no fields; assume that others read everything.
        let counts = function.get().is_some_and(|function| {
            function.parameters.is_empty()
                && matches!(function.returns, Pattern::Int | Pattern::Bool)
                // The same holds for a function that only looks for a key.
                || function.on == Pattern::Map && function.name == INDEX
        });
        if !counts {
            arguments.iter().for_each(|argument| self.whole(argument));
        }
    }
}
