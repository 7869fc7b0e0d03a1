//! Steps: the record of arguments, the return to the engine, and the words it comes back with.

use std::sync::Arc;

use flowright_check::program::{
    ChannelKind, Expression, NotifyStep, RowStep, Step, StepKind as Kind,
};
use flowright_stdlib::query::{Assignment, Predicate};
use flowright_stdlib::types::{Field, RecordLayout, RecordType, Type, register_words};

use super::builder::Value;
use super::constants::word;
use super::query::Parameters;
use super::workflow::Lowering;
use crate::code::{Escape, Instruction, StepId, Suspend, Terminator};
use crate::image::{ReturnedRow, StepKind, StepTemplate};

/// An argument of a step.
pub(super) struct Argument {
    pub(super) name: Box<str>,
    pub(super) ty: Type,
    pub(super) value: Value,
}

impl Argument {
    pub(super) fn new(name: &str, ty: Type, value: Value) -> Argument {
        Argument {
            name: name.into(),
            ty,
            value,
        }
    }
}

impl Lowering<'_> {
    pub(super) fn step(&mut self, step: &Step, ty: &Type) -> Value {
        let (arguments, kind) = match &step.kind {
            Kind::Create(row) => {
                let (arguments, columns) = self.columns(row.collection, &row.fields);
                let collection = row.collection;
                let row = self.returned(collection, ty);
                let kind = StepKind::Create {
                    collection,
                    columns,
                    row,
                };
                (arguments, kind)
            }
            Kind::Upsert {
                row,
                unique,
                on_create,
            } => self.upsert(row, *unique, on_create, ty),
            Kind::FindOne {
                collection,
                condition,
            } => {
                let mut parameters = Parameters::new();
                let predicate = self.predicate(condition, &mut parameters);
                let kind = StepKind::FindOne {
                    collection: *collection,
                    predicate,
                    row: self.returned(*collection, ty),
                };
                (numbered(parameters), kind)
            }
            Kind::Update {
                collection,
                condition,
                set,
            } => {
                let mut parameters = Parameters::new();
                let predicate = match condition {
                    Some(condition) => self.predicate(condition, &mut parameters),
                    None => Predicate::All,
                };
                let set = set
                    .iter()
                    .map(|(field, value)| Assignment {
                        field: *field,
                        value: self.parameter(value, &mut parameters),
                    })
                    .collect();
                let kind = StepKind::Update {
                    collection: *collection,
                    predicate,
                    set,
                };
                (numbered(parameters), kind)
            }
            Kind::Http(http) => {
                let (arguments, template) = self.http(http, step.span);
                (arguments, StepKind::Http(template))
            }
            Kind::Notify(notify) => {
                let arguments = self.notify(notify);
                let channel = notify.channel;
                (arguments, StepKind::Notify { channel })
            }
        };
        self.suspend(step, kind, arguments, ty)
    }

    fn suspend(
        &mut self,
        step: &Step,
        kind: StepKind,
        arguments: Vec<Argument>,
        ty: &Type,
    ) -> Value {
        let (record, values) = arguments_record(arguments);
        let layout = RecordLayout::of(&record);
        let address = self.allocate(layout.words, step.span);
        let fields = record.fields.iter().zip(&layout.offsets);
        for ((field, offset), value) in fields.zip(&values) {
            self.store(address, *offset, &field.ty, value);
        }
        let failure = self.code.catch;
        let failure = failure.map(|catch| self.code.resume_point(catch));
        let id = StepId(word(self.steps.len()));
        self.steps.push(StepTemplate {
            name: step.name.clone(),
            span: step.span,
            arguments: Type::Record(Arc::new(record)),
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
            counters: Vec::new(),
            live: Vec::new(),
        })));
        self.code.go_on_in(after);
        (0..register_words(ty))
            .map(|word| self.code.emit_to(|to| Instruction::StepResult { to, word }))
            .collect()
    }

    /// Written columns as arguments.
    fn columns(
        &mut self,
        collection: usize,
        fields: &[(usize, Expression)],
    ) -> (Vec<Argument>, Vec<usize>) {
        let program = self.program;
        let declared = program.collections.get(collection);
        let mut arguments = Vec::new();
        let mut columns = Vec::new();
        for (column, value) in fields {
            let name = declared.and_then(|one| one.value.fields.get(*column));
            let name = name.map_or("", |field| &*field.name);
            let locals = self.expression(value);
            arguments.push(Argument::new(name, value.ty.clone(), locals));
            columns.push(*column);
        }
        (arguments, columns)
    }

    fn upsert(
        &mut self,
        row: &RowStep,
        unique: usize,
        on_create: &[(usize, Expression)],
        ty: &Type,
    ) -> (Vec<Argument>, StepKind) {
        let collection = row.collection;
        let (mut arguments, columns) = self.columns(collection, &row.fields);
        let (more, on_create) = self.columns(collection, on_create);
        arguments.extend(more);
        let row = self.returned(collection, ty);
        let kind = StepKind::Upsert {
            collection,
            unique,
            columns,
            on_create,
            row,
        };
        (arguments, kind)
    }

    /// What of a row is given back: its type has the fields of the collection in order, and for an upsert `created` after them.
    fn returned(&self, collection: usize, ty: &Type) -> ReturnedRow {
        let declared = self.program.collections.get(collection);
        let count = declared.map_or(0, |one| one.value.fields.len());
        let read: Vec<usize> = match ty.without_null() {
            Type::Record(record) => self
                .layouts
                .read_fields(record)
                .map(|(index, _)| index)
                .collect(),
            _ => Vec::new(),
        };
        ReturnedRow {
            created: read.contains(&count),
            columns: read.into_iter().filter(|index| *index < count).collect(),
        }
    }

    fn notify(&mut self, notify: &NotifyStep) -> Vec<Argument> {
        let program = self.program;
        let channel = program.channels.get(notify.channel);
        let is_slack =
            channel.is_some_and(|channel| matches!(channel.kind, ChannelKind::Slack { .. }));
        let (names, escape): (&[&str], _) = if is_slack {
            (&["text"], Escape::Slack)
        } else {
            (&["to", "subject", "text"], Escape::None)
        };
        let mut arguments = Vec::new();
        for (name, argument) in names.iter().zip(&notify.arguments) {
            let pieces = self.escaped(argument, escape);
            let value = self.text_of(pieces, argument.span);
            arguments.push(Argument::new(name, Type::Text, value));
        }
        arguments
    }
}

fn numbered(parameters: Parameters) -> Vec<Argument> {
    let numbered = parameters.into_iter().enumerate();
    numbered
        .map(|(index, (ty, value))| Argument::new(&index.to_string(), ty, value))
        .collect()
}

fn arguments_record(arguments: Vec<Argument>) -> (RecordType, Vec<Value>) {
    let mut fields = Vec::new();
    let mut values = Vec::new();
    for argument in arguments {
        fields.push(Field {
            name: argument.name,
            ty: argument.ty,
        });
        values.push(argument.value);
    }
    (RecordType { name: None, fields }, values)
}
