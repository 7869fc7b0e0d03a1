//! Parts: the branches of `parallel`, the iterations of `for … at once`, transactions, and called
//! workflows.
//!
//! Each part has its own code, frame and memory. For the code around it, the parts together are one
//! step, whose arguments are the values that they read.

use std::mem;
use std::sync::Arc;

use flowright_check::program::{
    BindingId, Block, Expression, ExpressionKind, For, Node, Parallel, Step, Transaction,
};
use flowright_diagnostics::Span;
use flowright_stdlib::types::{Field, Origin, RecordType, Type};

use super::builder::{Builder, Value};
use super::workflow::Lowering;
use crate::code::{Instruction, LocalId, Terminator};
use crate::image::{ForkTemplate, PartTemplate, StepKind};

/// The values that parts read from the code around them, as the fields of a record.
#[derive(Default)]
struct Captures {
    /// The values bound in the code around the parts, with their offsets in the record.
    bound: Vec<(BindingId, Type, u32)>,
    fields: Vec<Field>,
    /// The declared types and the values of the fields.
    values: Vec<(Type, Value, u32)>,
    words: u32,
}

impl Lowering<'_> {
    /// `parallel { a { … }, b { … } }`
    pub(super) fn parallel(&mut self, one: &Parallel, ty: &Type, span: Span) -> Value {
        let bodies: Vec<&Block> = one.branches.iter().map(|branch| &branch.body).collect();
        let captures = self.captures(&bodies);
        let branches = one.branches.iter().map(|branch| {
            let part = self.part(&branch.body, one.gives, &captures, |_, _| {}, span);
            (branch.name.clone(), part)
        });
        let template = ForkTemplate::Branches {
            branches: branches.collect(),
            settled: one.settled,
        };
        self.fork("parallel", template, captures, ty, span)
    }

    /// `for x in list at most n at once { … }`
    pub(super) fn at_once(&mut self, one: &For, most: &Expression, ty: &Type, span: Span) -> Value {
        let list = self.expression(&one.list);
        let most = self.expression(most);
        let Type::List(element) = &one.list.ty else {
            return self.zero(ty);
        };
        let mut captures = self.captures(&[&one.body]);
        let at = self.capture(&mut captures, "list", &one.list.ty, list);
        self.capture(&mut captures, "at_once", &Type::Int, most);
        let stride = self.layouts.words(element);
        let prologue = |lowering: &mut Self, record: LocalId| {
            let list = lowering.load(record, at, &one.list.ty);
            let index = lowering.code.emit_to(|to| Instruction::PartNumber { to });
            lowering.code.declare(&Type::Int, &[index]);
            if let [address, _] = list[..] {
                let place = lowering.element(address, index, stride);
                let value = lowering.load(place, 0, element);
                lowering.code.declare(element, &value);
                lowering.bind(one.element, value);
            }
            if let Some(name) = one.index {
                lowering.bind(name, vec![index]);
            }
        };
        let part = self.part(&one.body, one.gives, &captures, prologue, span);
        let template = ForkTemplate::Iterations { part };
        self.fork("for … at once", template, captures, ty, span)
    }

    /// `transaction { … }`
    pub(super) fn transaction(&mut self, one: &Transaction, ty: &Type, span: Span) -> Value {
        let captures = self.captures(&[&one.body]);
        let part = self.part(&one.body, one.gives, &captures, |_, _| {}, span);
        let template = ForkTemplate::Transaction { part };
        self.fork("transaction", template, captures, ty, span)
    }

    /// `call other(a)`: the called workflow is a part of this one, and its captures are the
    /// arguments. A workflow of an image is therefore complete without the others, whatever it
    /// calls. All calls to the same workflow share one part.
    pub(super) fn call_workflow(&mut self, workflow: usize, step: &Step, ty: &Type) -> Value {
        let operands = step.operands.iter();
        let values: Vec<Value> = operands.map(|one| self.expression(one)).collect();
        let program = self.program;
        let Some(called) = program.called.get(workflow) else {
            return self.zero(ty);
        };
        let mut captures = Captures::default();
        for (parameter, value) in called.parameters.iter().zip(values) {
            if let Some(binding) = called.bindings.get(parameter.0 as usize) {
                let offset = self.capture(&mut captures, &binding.name, &binding.ty, value);
                captures
                    .bound
                    .push((*parameter, binding.ty.clone(), offset));
            }
        }
        let part = match self.called.get(&workflow) {
            Some(part) => *part,
            None => {
                let part = self.part(&called.body, true, &captures, |_, _| {}, called.span);
                self.called.insert(workflow, part);
                part
            }
        };
        let template = ForkTemplate::Call { part };
        self.fork(&step.name, template, captures, ty, step.span)
    }

    /// The values that the blocks read but that are bound outside of them.
    fn captures(&mut self, bodies: &[&Block]) -> Captures {
        let mut captures = Captures::default();
        let nodes = bodies.iter().flat_map(|body| Node::Block(body).walk());
        let read: Vec<(BindingId, &Type)> = nodes
            .filter_map(|node| {
                if let Node::Expression(expression) = node
                    && let ExpressionKind::Binding(binding) = &expression.kind
                {
                    Some((*binding, &expression.ty))
                } else {
                    None
                }
            })
            .collect();
        for (binding, ty) in read {
            let is_new = captures.bound.iter().all(|(known, ..)| *known != binding);
            if is_new && self.bindings.contains_key(&binding) {
                let value = self.bound(binding, ty);
                let name = captures.fields.len().to_string();
                let offset = self.capture(&mut captures, &name, ty, value);
                captures.bound.push((binding, ty.clone(), offset));
            }
        }
        captures
    }

    /// Adds a value to the record, and returns its offset.
    fn capture(&self, captures: &mut Captures, name: &str, ty: &Type, value: Value) -> u32 {
        let offset = captures.words;
        captures.words = offset.saturating_add(self.layouts.words(ty));
        captures.fields.push(Field {
            name: name.into(),
            ty: self.layouts.stored(ty),
        });
        captures.values.push((ty.clone(), value, offset));
        offset
    }

    /// Lowers a part to its own code; returns the index of the part.
    fn part(
        &mut self,
        body: &Block,
        gives: bool,
        captures: &Captures,
        prologue: impl FnOnce(&mut Self, LocalId),
        span: Span,
    ) -> usize {
        let code = mem::replace(&mut self.code, Builder::new());
        let bindings = mem::take(&mut self.bindings);
        let loops = mem::take(&mut self.loops);
        let record = self.code.emit_to(|to| Instruction::Captures { to });
        for (binding, ty, offset) in &captures.bound {
            let value = self.load(record, *offset, ty);
            self.code.declare(ty, &value);
            self.bind(*binding, value);
        }
        prologue(self, record);
        let value = self.block(body);
        let ty = if gives && body.ty != Type::Never {
            &body.ty
        } else {
            &Type::Null
        };
        let words = self.layouts.words(ty);
        let address = self.allocate(words, span);
        self.store(address, 0, ty, &value);
        self.code.end(Terminator::Return(address));
        let part = self.finish();
        self.code = code;
        self.bindings = bindings;
        self.loops = loops;
        let template = PartTemplate {
            result: self.layouts.stored(ty),
        };
        self.parts.push((template, part));
        self.parts.len() - 1
    }

    /// Returns to the engine, which runs the parts.
    fn fork(
        &mut self,
        name: &str,
        template: ForkTemplate,
        captures: Captures,
        ty: &Type,
        span: Span,
    ) -> Value {
        let address = self.allocate(captures.words, span);
        for (ty, value, offset) in &captures.values {
            self.store(address, *offset, ty, value);
        }
        let arguments = Type::Record(Arc::new(RecordType {
            origin: Origin::Anonymous,
            fields: captures.fields,
        }));
        self.suspend(name, span, StepKind::Fork(template), arguments, address, ty)
    }
}
