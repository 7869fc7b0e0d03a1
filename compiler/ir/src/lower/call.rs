//! Calls to the library, and to functions of the program, which are inlined.

use std::collections::HashMap;

use flowright_check::program::{Expression, ExpressionKind, Function, Node};
use flowright_diagnostics::Span;
use flowright_stdlib::functions::{FunctionId, Implementation, Pattern};
use flowright_stdlib::types::{Type, register_words};

use super::bound::Bound;
use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{Comparison, Instruction, LocalId};

/// The fuel for entering a function, in addition to what it spends itself.
const ENTRY: u32 = 10;

impl Lowering<'_> {
    pub(super) fn call(
        &mut self,
        function: FunctionId,
        arguments: &[Expression],
        ty: &Type,
        span: Span,
    ) -> Value {
        if let Some(Implementation::Inline(inlined)) = function.get().map(|one| one.code) {
            return self.inlined(inlined, arguments, ty, span);
        }
        let mut locals = Value::new();
        for argument in arguments {
            locals.extend(self.expression(argument));
        }
        let is_free = function.get().is_some_and(|one| one.on == Pattern::Nothing);
        let receiver = arguments
            .first()
            .filter(|_| !is_free)
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
        let arguments = arguments.into_iter().map(Bound::Value);
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

    /// Jumps to the end with 1 if two values are equal; otherwise continues.
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

/// The fuel for entering a function: roughly its size.
fn cost(function: &Function) -> u32 {
    size(Node::Block(&function.body)).saturating_add(ENTRY)
}

/// The number of nodes that count; a call to another function spends its own fuel.
fn size(node: Node<'_>) -> u32 {
    let (own, parts_weigh) = match node {
        Node::Block(_) | Node::Statement(_) => (0, true),
        Node::Expression(expression) => match &expression.kind {
            ExpressionKind::If { .. }
            | ExpressionKind::Match { .. }
            | ExpressionKind::Lambda(_)
            | ExpressionKind::For(_)
            | ExpressionKind::While(_)
            | ExpressionKind::Try(_)
            | ExpressionKind::Parallel(_)
            | ExpressionKind::Transaction(_) => (0, true),
            ExpressionKind::Text(_)
            | ExpressionKind::Record(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Call { .. }
            | ExpressionKind::CallFunction { .. }
            | ExpressionKind::And(_, _)
            | ExpressionKind::Or(_, _)
            | ExpressionKind::Arithmetic(_, _, _)
            | ExpressionKind::Compare(_, _, _)
            | ExpressionKind::Coalesce { .. } => (1, true),
            ExpressionKind::Error
            | ExpressionKind::Constant(_)
            | ExpressionKind::Binding(_)
            | ExpressionKind::NotNull(_)
            | ExpressionKind::Keep { .. }
            | ExpressionKind::Context(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Field { .. }
            | ExpressionKind::Chain { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Header { .. }
            | ExpressionKind::Not(_)
            | ExpressionKind::Negate(_)
            | ExpressionKind::In { .. }
            | ExpressionKind::Written(_, _)
            | ExpressionKind::Url { .. }
            | ExpressionKind::Now
            | ExpressionKind::Convert(_, _)
            | ExpressionKind::Fail { .. }
            | ExpressionKind::FailAgain { .. }
            | ExpressionKind::Decode(_)
            | ExpressionKind::Step(_) => (1, false),
        },
    };
    let mut size: u32 = own;
    if parts_weigh {
        node.for_each_child(|child| size = size.saturating_add(self::size(child)));
    }
    size
}
