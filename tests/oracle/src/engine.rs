//! One execution by one engine, with the oracle's step results as input.

use std::borrow::Cow;
use std::string::FromUtf8Error;
use std::sync::Arc;

use bytes::Bytes;
use flowright_check::program::ContextMember;
use flowright_compile::JitError;
use flowright_ir::activation::{Activation, FailureOrigin, PartResult, Progress, Uncaught};
use flowright_ir::image::{BodyDecoder, MembersDecoder, Trigger, Workflow};
use flowright_ir::{Executable, Linked, ValidImage};
use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::decode::{Charset, DecodeError, Shape};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::log::LogLine;
use flowright_stdlib::memory::{BodyKind, Globals, Limits, Place, Response, View};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use crate::decimal::Exact;
use crate::fixed;
use crate::outcome::{Answered, End, Failed, Outcome, STEP_MESSAGE, StepAnswer, StepRecord};
use crate::parts;
use crate::request::{self, Operator, Request};
use crate::value::Value;

pub use flowright_compile::Engine;

/// The first workflow of an image, linked for an engine.
///
/// # Errors
/// The errors of code generation.
pub(crate) fn linked(
    image: &ValidImage,
    engine: Engine,
    operator: &Operator,
) -> Result<Arc<Linked>, JitError> {
    let executables = flowright_compile::executables(image, engine)?;
    let executable: Executable = match executables.into_iter().next() {
        Some(executable) => executable,
        None => unreachable!("a program has a workflow"),
    };
    let types = executable.workflow().globals.clone();
    let values = operator.configs.iter().chain(&operator.secrets);
    let values: Vec<(Type, Constant)> = types.iter().cloned().zip(values.map(constant)).collect();
    match executable.link(Arc::new(Globals::new(&values))) {
        Ok(linked) => Ok(Arc::new(linked)),
        Err(error) => unreachable!("{error}"),
    }
}

fn constant(value: &Value) -> Constant {
    match value {
        Value::Bool(value) => Constant::Bool(*value),
        Value::Int(value) => Constant::Int(*value),
        Value::Float(value) => Constant::Float(*value),
        Value::Duration(value) => Constant::Duration(*value),
        Value::Time(value) => Constant::Time(*value),
        Value::Date(day) => Constant::Date(*day),
        Value::Decimal(value) => Constant::Decimal(decimal(value)),
        Value::Text(text) => Constant::Text((**text).into()),
        Value::Null
        | Value::Bytes(_)
        | Value::Json(_)
        | Value::Headers(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Record(_)
        | Value::Variant(..) => unreachable!("a config or secret of {value:?}"),
    }
}

fn decimal(value: &Exact) -> Decimal {
    match Decimal::parse(&value.to_string()) {
        Some(decimal) => decimal,
        None => unreachable!("{value} is no decimal"),
    }
}

/// Runs a workflow; its steps return the given answers, in order.
///
/// # Errors
/// If something is wrong that no flow can observe: a refused body, an argument that cannot be read,
/// too many steps.
pub(crate) fn run(
    linked: &Arc<Linked>,
    request: &Request,
    answers: &[StepAnswer],
    limits: Limits,
) -> Result<Outcome, Failure> {
    let body = Bytes::copy_from_slice(&request.body);
    let mut activation = Activation::new(Arc::clone(linked), limits, None, body)?;
    input(&mut activation, linked.workflow(), request)?;
    activation.set_now(request.now(0));
    activation.set_seed(request::SEED);
    let mut driver = Driver {
        request,
        answers,
        steps: Vec::new(),
        log: Vec::new(),
    };
    let wanted = loop {
        match activation.condition() {
            Ok(None) => {}
            Ok(Some(wanted)) => break Ok(wanted),
            Err(uncaught) => break Err(uncaught),
        }
    };
    let end = match wanted {
        Ok(1..) => {
            let progress = activation.start();
            match driver.drive(&mut activation, progress)? {
                Ok(()) => End::Answered(answered(activation.response())),
                Err(uncaught) => End::Failed(failed(uncaught, linked.workflow())),
            }
        }
        Ok(0) => End::Unwanted,
        Err(uncaught) => End::Failed(failed(uncaught, linked.workflow())),
    };
    let Driver { steps, log, .. } = driver;
    Ok(Outcome { steps, log, end })
}

/// Replaces the engine.
struct Driver<'a> {
    request: &'a Request,
    answers: &'a [StepAnswer],
    steps: Vec<StepRecord>,
    log: Vec<LogLine>,
}

impl Driver<'_> {
    /// Runs an execution, or a part, to its end.
    fn drive(
        &mut self,
        activation: &mut Activation,
        mut progress: Progress,
    ) -> Result<Result<(), Uncaught>, Failure> {
        loop {
            self.log.extend(activation.take_log());
            progress = match progress {
                Progress::Preempted => activation.resume(),
                Progress::Suspended(_) if activation.forks() => self.fork(activation)?,
                Progress::Suspended(_) => {
                    self.steps.push(step(activation)?);
                    let answer = self.answers.get(self.steps.len() - 1);
                    let answer = answer.ok_or_else(|| Failure::internal("a step too many"))?;
                    activation.set_now(self.now());
                    activation.resume_with(|place| resume(place, answer))
                }
                Progress::Done => return Ok(Ok(())),
                Progress::Failed(uncaught) => return Ok(Err(uncaught)),
            };
        }
    }

    /// Runs the parts one after the other.
    fn fork(&mut self, activation: &mut Activation) -> Result<Progress, Failure> {
        let fork = match activation.fork() {
            Ok(fork) => fork,
            Err(failure) => return Ok(activation.resume_failed(failure)),
        };
        let mut results = Vec::new();
        for number in 0..fork.count() {
            let mut part = fork.part(number, self.now(), None)?;
            let progress = part.start();
            results.push(match self.drive(&mut part, progress)? {
                Ok(()) => part.part_result()?,
                Err(uncaught) if fork.is_settled() => PartResult::Failed(uncaught.failure),
                Err(uncaught) => {
                    drop(part);
                    activation.set_now(self.now());
                    return Ok(activation.join_failed(fork, uncaught));
                }
            });
        }
        activation.set_now(self.now());
        Ok(activation.join(fork, &results))
    }

    fn now(&self) -> i64 {
        self.request.now(self.steps.len())
    }
}

fn resume(place: Place<'_>, answer: &StepAnswer) -> Result<(), Failure> {
    match answer {
        StepAnswer::Gives(value) => put(place, value),
        StepAnswer::Fails(code, status) => {
            let mut failure = Failure::new(*code, STEP_MESSAGE);
            failure.status = *status;
            Err(failure)
        }
    }
}

fn step(activation: &Activation) -> Result<StepRecord, Failure> {
    let (Some(template), Some(arguments)) = (activation.step(), activation.arguments()) else {
        return Err(Failure::internal("a step without a template"));
    };
    let Type::Record(record) = &template.arguments else {
        return Err(Failure::internal("arguments that are no record"));
    };
    let mut values = Vec::new();
    for (field, view) in record.fields.iter().zip(arguments.fields()?) {
        values.push((field.name.to_string(), read(view)?));
    }
    Ok(StepRecord {
        name: template.name.to_string(),
        span: template.span,
        fixed: fixed::of_image(&template.kind),
        arguments: values,
    })
}

fn failed(uncaught: Uncaught, workflow: &Workflow) -> Failed {
    let span = match uncaught.origin {
        FailureOrigin::Site(site) => workflow.sites.get(site.0 as usize).map(|site| site.span),
        FailureOrigin::Step(step) => workflow.steps.get(step.0 as usize).map(|step| step.span),
        FailureOrigin::Unknown => None,
    };
    let failure = uncaught.failure;
    Failed {
        code: failure.code.as_str().to_owned(),
        message: failure.message,
        step: failure.step.into(),
        status: failure.status,
        span: span.unwrap_or_default(),
    }
}

fn answered(response: &Response) -> Answered {
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_string()));
    Answered {
        status: response.status.into(),
        headers: headers.collect(),
        kind: match response.kind {
            BodyKind::None => "",
            BodyKind::Json => "json",
            BodyKind::Text => "text",
            BodyKind::Html => "html",
            BodyKind::Bytes => "bytes",
        },
        body: String::from_utf8(response.body.clone()).map_err(FromUtf8Error::into_bytes),
    }
}

/// The value of a view.
fn read(view: View<'_>) -> Result<Value, Failure> {
    Ok(match view.ty() {
        Type::Null => Value::Null,
        Type::Bool => Value::Bool(view.bool()?),
        Type::Int => Value::Int(view.int()?),
        Type::Float => Value::Float(view.float()?),
        Type::Decimal => Value::decimal(view.decimal()?),
        Type::Time => Value::Time(view.int()?),
        Type::Date => Value::Date(view.int()?),
        Type::Duration => Value::Duration(view.int()?),
        Type::Text | Type::Literals(_) | Type::Secret => Value::text(view.text()?),
        Type::Json => Value::Json(view.text()?.into()),
        Type::Bytes => Value::Bytes(view.bytes()?.into()),
        Type::Optional(_) => match view.optional()? {
            Some(view) => read(view)?,
            None => Value::Null,
        },
        Type::List(_) => {
            let elements: Result<Vec<Value>, Failure> = view.elements()?.map(read).collect();
            Value::List(elements?.into())
        }
        Type::Map(_) => {
            let mut entries = Vec::new();
            for [key, value] in view.entries()? {
                entries.push((key.text()?.into(), read(value)?));
            }
            Value::map(entries)
        }
        Type::Record(record) => {
            let mut fields = Vec::new();
            for (field, view) in record.fields.iter().zip(view.fields()?) {
                fields.push((field.name.clone(), read(view)?));
            }
            Value::Record(fields.into())
        }
        Type::Union(_) => {
            let (index, record) = view.variant()?;
            Value::Variant(index, Arc::new(read(record)?))
        }
        Type::Headers | Type::Never | Type::Error => {
            return Err(Failure::internal(
                "an argument of a type that no step takes",
            ));
        }
    })
}

/// Writes a value to its place; for a record, only the fields that are kept.
fn put(mut place: Place<'_>, value: &Value) -> Result<(), Failure> {
    match (place.ty(), value) {
        (Type::Optional(_), Value::Null) => place.null(),
        (Type::Optional(_), value) => put(place.some()?, value),
        (Type::Record(record), value) => {
            let names = record.names().collect::<Vec<_>>();
            let mut places = place.fields()?;
            for name in names {
                let (Some(place), Some(value)) = (places.next_field(), value.field(name)) else {
                    return Err(Failure::internal("a field that the value does not have"));
                };
                put(place, value)?;
            }
            Ok(())
        }
        (Type::Union(_), Value::Variant(index, record)) => put(place.variant(*index)?, record),
        (_, Value::List(elements)) => {
            let mut places = place.list(elements.len())?;
            for (index, element) in elements.iter().enumerate() {
                put(places.element(index)?, element)?;
            }
            Ok(())
        }
        (_, Value::Map(entries)) => {
            let mut places = place.map(entries.0.len())?;
            for (index, (key, value)) in entries.0.iter().enumerate() {
                places.key(index)?.text(key)?;
                put(places.value(index)?, value)?;
            }
            Ok(())
        }
        (Type::Secret, Value::Text(text)) => place.secret(text),
        (_, Value::Null) => place.null(),
        (_, Value::Bool(value)) => place.bool(*value),
        (_, Value::Int(value)) => place.int(*value),
        (_, Value::Float(value)) => place.float(*value),
        (_, Value::Decimal(value)) => place.decimal(decimal(value)),
        (_, Value::Time(value)) => place.time(*value),
        (_, Value::Date(day)) => place.date(*day),
        (_, Value::Duration(value)) => place.duration(*value),
        (_, Value::Text(text)) => place.text(text),
        (_, Value::Bytes(octets)) => place.bytes(octets),
        (_, Value::Json(text)) => {
            let read = place.json(&Shape::of(&Type::Json), text.as_bytes());
            read.map_err(DecodeError::into_failure)
        }
        (_, Value::Headers(pairs)) => {
            place.headers(pairs.iter().map(|(name, value)| (&**name, &**value)))
        }
        (_, Value::Record(_) | Value::Variant(..)) => {
            Err(Failure::internal("a record for another type"))
        }
    }
}

/// Decodes declared query parameters or headers.
fn declared(
    place: &mut Place<'_>,
    decoder: Option<&MembersDecoder>,
    sent: &[(String, String)],
) -> Result<(), Failure> {
    let Some(MembersDecoder { shape, defaults }) = decoder else {
        return Err(Failure::internal("members that are not declared"));
    };
    let octets = |text: &String| Cow::Owned(text.clone().into_bytes());
    let pairs = sent
        .iter()
        .map(|(name, value)| (octets(name), octets(value)));
    let decoded = place.pairs(shape, pairs, defaults, Charset::Utf8);
    decoded.map_err(DecodeError::into_failure)
}

/// Writes the members of `context` that the code reads; decodes the body as the server does.
fn input(
    activation: &mut Activation,
    workflow: &Workflow,
    request: &Request,
) -> Result<(), Failure> {
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let members = &workflow.input.members;
    let reads_data = members.iter().any(|one| one.kind == ContextMember::Data);
    if let (BodyDecoder::Json(shape), false) = (&webhook.body, reads_data) {
        let mut place = activation.allocate(&Type::Null)?;
        let checked = place.check_json(shape, &request.body);
        checked.map_err(DecodeError::into_failure)?;
    }
    // The condition has not been evaluated yet, but it will choose the shape for which the request
    // was generated.
    let chosen = match &request.data {
        Value::Variant(index, _) => *index,
        _ => 0,
    };
    if let (BodyDecoder::JsonBy(shapes), false) = (&webhook.body, reads_data)
        && let Some(shape) = shapes.get(chosen)
    {
        let mut place = activation.allocate(&Type::Null)?;
        let checked = place.check_json(shape, &request.body);
        checked.map_err(DecodeError::into_failure)?;
    }
    for (index, member) in members.iter().enumerate() {
        let Some(mut place) = activation.member(index) else {
            return Err(Failure::internal("a member without a place"));
        };
        let text = |text: &str| Value::text(text);
        let value = match &member.kind {
            ContextMember::Data => {
                match &webhook.body {
                    BodyDecoder::Json(shape) => place.json(shape, &request.body),
                    BodyDecoder::JsonBy(shapes) => {
                        let shape = shapes.get(chosen);
                        let shape =
                            shape.ok_or_else(|| Failure::internal("a body without a shape"))?;
                        place.variant(chosen)?.json(shape, &request.body)
                    }
                    BodyDecoder::Form(shape) => place.form(shape, &request.body, Charset::Utf8),
                    BodyDecoder::Multipart(shape) => {
                        let parts = parts::of(&request.data);
                        place.multipart(shape, &parts::borrowed(&parts))
                    }
                    BodyDecoder::Text | BodyDecoder::Bytes => {
                        place.body()?;
                        continue;
                    }
                    BodyDecoder::None => continue,
                }
                .map_err(DecodeError::into_failure)?;
                continue;
            }
            ContextMember::Body => {
                place.body()?;
                continue;
            }
            ContextMember::Param(index) => match request.params.get(*index) {
                Some(value) => value.clone(),
                None => Value::Null,
            },
            ContextMember::Header(name) => Request::find(&request.headers, name),
            ContextMember::DeclaredHeaders => {
                declared(&mut place, webhook.headers.as_ref(), &request.headers)?;
                continue;
            }
            ContextMember::DeclaredQuery => {
                declared(&mut place, webhook.query.as_ref(), &request.query)?;
                continue;
            }
            ContextMember::Query(name) => {
                let found = request.query.iter().find(|(known, _)| **known == **name);
                found.map_or(Value::Null, |(_, value)| Value::text(value))
            }
            ContextMember::Headers => Value::Headers(request.headers.clone().into()),
            ContextMember::ReceivedAt => Value::Time(request.received_at),
            ContextMember::Method => text(request::METHOD),
            ContextMember::Path => text(request::PATH),
            ContextMember::Ip => text(request::IP),
            ContextMember::Caller => text(request::CALLER),
            ContextMember::RequestId => text(request::REQUEST_ID),
            ContextMember::BodyHash => text(request::BODY_HASH),
        };
        put(place, &value)?;
    }
    Ok(())
}
