//! Calls: of the library, and of functions of the program, which are inlined.

use std::collections::HashMap;

use flowright_check::program::{Block, Expression, ExpressionKind, Function, Statement, TextPart};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{Comparison, Instruction, LocalId};

/// The fuel of entering a function, besides what it spends itself.
const ENTRY: u32 = 10;

impl Lowering<'_> {
    pub(super) fn call(
        &mut self,
        function: FunctionId,
        arguments: &[Expression],
        ty: &Type,
        span: Span,
    ) -> Value {
        let mut locals = Value::new();
        for argument in arguments {
            locals.extend(self.expression(argument));
        }
        let receiver = arguments
            .first()
            .map_or(Type::Null, |first| first.ty.clone());
        let receiver = self.pool.ty(self.layouts.stored(&receiver));
        let results = self.code.locals(register_words(ty));
        let site = self.site(span);
        self.code.emit(Instruction::Call {
            function,
            receiver,
            arguments: locals,
            results: results.clone(),
            site,
        });
        results
    }

    /// `headers[name]`
    pub(super) fn header(&mut self, headers: &Expression, name: &Expression, span: Span) -> Value {
        let (headers, name) = (self.expression(headers), self.expression(name));
        let ([headers, pairs], [name, length]) = (&headers[..], &name[..]) else {
            return self.zero(&Type::Text.optional());
        };
        let to = [self.code.local(), self.code.local(), self.code.local()];
        let site = self.site(span);
        self.code.emit(Instruction::Header {
            to,
            headers: [*headers, *pairs],
            name: [*name, *length],
            site,
        });
        to.to_vec()
    }

    pub(super) fn call_function(
        &mut self,
        function: usize,
        arguments: &[Expression],
        ty: &Type,
    ) -> Value {
        let arguments: Vec<Value> = arguments
            .iter()
            .map(|argument| self.expression(argument))
            .collect();
        let program = self.program;
        let Some(function) = program.functions.get(function) else {
            return self.zero(ty);
        };
        let body = self.code.block();
        self.code.fuel(cost(function), body);
        self.code.go_on_in(body);
        let parameters = function.parameters.iter().copied().zip(arguments);
        let outer = std::mem::replace(&mut self.bindings, parameters.collect::<HashMap<_, _>>());
        let value = self.block(&function.body);
        self.bindings = outer;
        value
    }

    /// `value in list`
    pub(super) fn contains(
        &mut self,
        negated: bool,
        value: &Expression,
        list: &Expression,
        span: Span,
    ) -> Value {
        let ty = &value.ty;
        let value_locals = self.expression(value);
        let result = self.code.local();
        let end = self.code.block();
        if let ExpressionKind::List(elements) = &list.kind {
            let elements: Vec<Value> = elements
                .iter()
                .map(|element| self.expression(element))
                .collect();
            for element in &elements {
                self.found(ty, &value_locals, element, result, end, span);
            }
        } else {
            let list = self.expression(list);
            let [address, count] = list[..] else {
                return self.zero(&Type::Bool);
            };
            let stride = self.layouts.words(ty);
            self.each_index(count, span, |lowering, index| {
                let place = lowering.element(address, index, stride);
                let element = lowering.load(place, 0, ty);
                lowering.found(ty, &value_locals, &element, result, end, span);
            });
        }
        self.code.emit(Instruction::Word {
            to: result,
            word: 0,
        });
        self.code.jump(end);
        self.code.go_on_in(end);
        vec![self.negated(negated, result)]
    }

    /// Goes to the end with 1 where two values are equal, else goes on.
    fn found(
        &mut self,
        ty: &Type,
        value: &[LocalId],
        element: &[LocalId],
        result: LocalId,
        end: crate::code::BlockId,
        span: Span,
    ) {
        let equal = self.compare(Comparison::Equal, ty, value, element, span);
        let otherwise = self.code.branch(equal);
        self.code.emit(Instruction::Word {
            to: result,
            word: 1,
        });
        self.code.jump(end);
        self.code.go_on_in(otherwise);
    }
}

/// What entering a function costs: about its size.
fn cost(function: &Function) -> u32 {
    block_cost(&function.body).saturating_add(ENTRY)
}

fn block_cost(block: &Block) -> u32 {
    let statements = block.statements.iter().map(|statement| match statement {
        Statement::Let { value, .. } | Statement::Expression(value) => size(value),
        Statement::Try { body, catch, .. } => block_cost(body).saturating_add(block_cost(catch)),
        Statement::Respond(_) | Statement::Fail { .. } => 1,
    });
    let value = block.value.as_deref().map_or(0, size);
    statements.fold(value, u32::saturating_add)
}

/// The number of expressions in the parts that weigh; a call of another function spends for itself.
fn size(expression: &Expression) -> u32 {
    let sum =
        |parts: &mut dyn Iterator<Item = &Expression>| parts.map(size).fold(1, u32::saturating_add);
    match &expression.kind {
        ExpressionKind::Text(parts) => sum(&mut parts.iter().filter_map(|part| match part {
            TextPart::Value(value) => Some(value),
            TextPart::Literal(_) => None,
        })),
        ExpressionKind::Record(fields) => sum(&mut fields.iter().map(|field| &field.value)),
        ExpressionKind::List(parts)
        | ExpressionKind::Call {
            arguments: parts, ..
        }
        | ExpressionKind::CallFunction {
            arguments: parts, ..
        } => sum(&mut parts.iter()),
        ExpressionKind::If {
            condition,
            then,
            otherwise,
        } => size(condition)
            .saturating_add(block_cost(then))
            .saturating_add(block_cost(otherwise)),
        ExpressionKind::Match { scrutinee, arms } => arms
            .iter()
            .map(|arm| block_cost(&arm.body))
            .fold(size(scrutinee), u32::saturating_add),
        ExpressionKind::And(left, right)
        | ExpressionKind::Or(left, right)
        | ExpressionKind::Arithmetic(_, left, right)
        | ExpressionKind::Compare(_, left, right)
        | ExpressionKind::Coalesce { left, right } => sum(&mut [&**left, right].into_iter()),
        _ => 1,
    }
}
