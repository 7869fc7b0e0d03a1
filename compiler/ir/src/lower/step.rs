//! Steps: the argument record, the return to the engine, and the words of the result.

use std::sync::Arc;

use flowright_check::program::{AuthScheme, HttpBodyKind, Step, StepKind as Kind};
use flowright_diagnostics::Span;
use flowright_stdlib::query::{RowOperation, RowOperationKind};
use flowright_stdlib::types::{
    Field, Origin, RecordLayout, RecordType, Structure, Type, register_words,
};

use super::builder::Value;
use super::constants::word;
use super::workflow::Lowering;
use crate::code::{Instruction, LocalId, StepId, Suspend, Terminator};
use crate::image::{ReturnedRow, StepKind, StepTemplate};

/// An argument of a step.
struct Argument {
    name: Box<str>,
    ty: Type,
    value: Value,
}

impl Lowering<'_> {
    pub(super) fn step(&mut self, step: &Step, ty: &Type) -> Value {
        let kind = match &step.kind {
            Kind::Row(operation) => StepKind::Row {
                operation: operation.clone(),
                returned: self.returned(operation, ty),
            },
            Kind::Http(http) => StepKind::Http(self.http(http)),
            Kind::Notify { channel, .. } => StepKind::Notify { channel: *channel },
            Kind::Call { workflow } => return self.call_workflow(*workflow, step, ty),
        };
        let arguments = self.arguments(step);
        let (record, values) = arguments_record(arguments);
        let layout = RecordLayout::of(&record);
        let address = self.allocate(layout.words, step.span);
        let fields = record.fields.iter().zip(&layout.offsets);
        for ((field, offset), value) in fields.zip(&values) {
            self.store(address, *offset, &field.ty, value);
        }
        let arguments = Type::Record(Arc::new(record));
        self.suspend(&step.name, step.span, kind, arguments, address, ty)
    }

    /// The values of the operands with their names.
    fn arguments(&mut self, step: &Step) -> Vec<Argument> {
        let names = self.names(step);
        let operands = names.into_iter().zip(&step.operands);
        operands
            .map(|(name, operand)| Argument {
                name,
                ty: self.layouts.owned(&operand.ty),
                value: self.expression(operand),
            })
            .collect()
    }

    fn names(&self, step: &Step) -> Vec<Box<str>> {
        match &step.kind {
            Kind::Row(operation) => {
                let mut names = self.columns(operation.collection, &operation.kind.written());
                let parameters = names.len()..step.operands.len();
                names.extend(parameters.map(|number| number.to_string().into()));
                names
            }
            Kind::Http(http) => {
                let body = match http.body {
                    HttpBodyKind::None | HttpBodyKind::Form | HttpBodyKind::Multipart => None,
                    HttpBodyKind::Json | HttpBodyKind::Text | HttpBodyKind::Bytes => {
                        Some("body".into())
                    }
                };
                let fixed = ["target".into()].into_iter().chain(body);
                let auth = http.auth.map_or(&[][..], AuthScheme::operands);
                let auth = auth.iter().map(|name| (*name).into());
                let headers = http.headers.iter().cloned();
                let fixed = fixed.chain(http.form.iter().cloned());
                fixed.chain(headers).chain(auth).collect()
            }
            Kind::Notify { parts, .. } => parts.iter().map(|name| (*name).into()).collect(),
            // A call has the arguments of its part.
            Kind::Call { .. } => Vec::new(),
        }
    }

    /// The names of the columns.
    fn columns(&self, collection: usize, columns: &[usize]) -> Vec<Box<str>> {
        let declared = self.program.collections.get(collection);
        let name = |column: &usize| {
            let field = declared.and_then(|one| one.value.fields.get(*column));
            field.map_or("".into(), |field| field.name.clone())
        };
        columns.iter().map(name).collect()
    }

    /// Returns to the engine for a step whose arguments are at an address, and yields its result,
    /// of type `ty`.
    pub(super) fn suspend(
        &mut self,
        name: &str,
        span: Span,
        kind: StepKind,
        arguments: Type,
        address: LocalId,
        ty: &Type,
    ) -> Value {
        let failure = self.code.catch;
        let failure = failure.map(|catch| self.code.resume_point(catch));
        let id = StepId(word(self.steps.len()));
        self.steps.push(StepTemplate {
            name: name.into(),
            span,
            arguments,
            kind,
            result: self.layouts.stored(ty),
        });
        let after = self.code.block();
        let result = self.code.resume_point(after);
        self.code.end(Terminator::Suspend(Box::new(Suspend {
            step: id,
            arguments: address,
            result,
            failure,
            counters: self.loops.iter().map(|one| one.counter).collect(),
            live: Vec::new(),
        })));
        self.code.go_on_in(after);
        (0..register_words(ty))
            .map(|word| self.code.emit_to(|to| Instruction::StepResult { to, word }))
            .collect()
    }

    /// The part of a row to return. Its type has the fields of the collection in order, followed by
    /// `created` and `changed` for an upsert; for groups, its type has the key and the value. Empty
    /// if the step returns no row.
    fn returned(&self, operation: &RowOperation, ty: &Type) -> ReturnedRow {
        let row = match ty.structure() {
            Structure::Optional(row) | Structure::List(row) => &**row,
            Structure::Record(_) | Structure::Union(_) | Structure::Map(_) | Structure::Leaf => ty,
        };
        let read: Vec<usize> = match row.structure() {
            Structure::Record(record) => self
                .layouts
                .read_fields(record)
                .map(|(index, _)| index)
                .collect(),
            Structure::Leaf
            | Structure::Optional(_)
            | Structure::List(_)
            | Structure::Map(_)
            | Structure::Union(_) => Vec::new(),
        };
        let declared = self.program.collections.get(operation.collection);
        let columns = match operation.kind {
            RowOperationKind::Groups { .. } => usize::MAX,
            _ => declared.map_or(0, |one| one.value.fields.len()),
        };
        let told = |index: usize| read.contains(&columns.saturating_add(index));
        ReturnedRow {
            created: told(0),
            changed: told(1),
            columns: read
                .iter()
                .copied()
                .filter(|index| *index < columns)
                .collect(),
        }
    }
}

fn arguments_record(arguments: Vec<Argument>) -> (RecordType, Vec<Value>) {
    let mut fields = Vec::with_capacity(arguments.len());
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        fields.push(Field {
            name: argument.name,
            ty: argument.ty,
        });
        values.push(argument.value);
    }
    let origin = Origin::Anonymous;
    (RecordType { origin, fields }, values)
}
