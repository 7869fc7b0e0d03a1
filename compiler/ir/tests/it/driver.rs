//! A minimal engine: feeds an interpreted workflow with input and results of steps.

use std::sync::Arc;

use bytes::Bytes;
use flowright_check::program::Program;
use flowright_ir::activation::{Activation, Progress};
use flowright_ir::image::{BodyDecoder, ContextMember, Image, StepTemplate, Trigger, Workflow};
use flowright_ir::{ValidImage, interpreter, lower};
use flowright_stdlib::decode::{Charset, DecodeError, Shape};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Globals, Limits, Place, Response};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_stdlib::write;

/// A request.
#[derive(Default)]
pub struct Request {
    pub body: &'static str,
    pub headers: Vec<(&'static str, &'static str)>,
    pub params: Vec<(Type, &'static str)>,
    pub limits: Limits,
}

impl Request {
    pub fn of(body: &'static str) -> Request {
        Request {
            body,
            ..Request::default()
        }
    }

    pub fn with_fuel(mut self, fuel: i64) -> Request {
        self.limits.fuel = fuel;
        self
    }
}

/// The result of a step.
#[derive(Clone, Copy)]
pub enum Answer {
    /// A row or the result of an `http`, as JSON.
    Json(&'static str),
    /// No row or value.
    Null,
    /// A number of rows.
    Count(i64),
    /// A text.
    Text(&'static str),
    /// A failure.
    Failure(FailureCode, Option<u16>),
}

/// The result of an execution.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// The response, or the failure and the source text at its site's span.
    pub result: String,
    /// The name of each step executed, and its arguments as JSON.
    pub steps: Vec<String>,
    /// How many times the fuel ran out.
    pub refills: usize,
}

/// Lowers a program and asserts that the result is valid.
pub fn image(program: &Program) -> ValidImage {
    let (image, diagnostics) = lower(program);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let main = image.workflows[0].code.main.clone();
    match image.validate() {
        Ok(image) => image,
        Err(broken) => panic!("{broken}\n{main}"),
    }
}

/// Runs the first workflow of a program; the answers are the results of its steps in order.
pub fn run(program: &Program, request: &Request, answers: Vec<Answer>) -> Ran {
    let image = image(program);
    let executable = interpreter(&image).remove(0);
    let linked = Arc::new(executable.link(globals(&image)).unwrap());
    let body = Bytes::from_static(request.body.as_bytes());
    let mut activation = Activation::new(Arc::clone(&linked), request.limits, None, body).unwrap();
    if let Err(problem) = input(&mut activation, linked.workflow(), request) {
        return Ran {
            result: format!("400 {problem}"),
            ..Ran::default()
        };
    }
    let wanted = loop {
        if let Some(wanted) = activation.condition().unwrap() {
            break wanted;
        }
    };
    if wanted == 0 {
        return Ran {
            result: "204".to_owned(),
            ..Ran::default()
        };
    }
    let mut answers = answers.into_iter();
    let ran = drive(&mut activation, &mut answers);
    assert!(answers.next().is_none(), "a step was not taken");
    ran
}

fn drive(activation: &mut Activation, answers: &mut impl Iterator<Item = Answer>) -> Ran {
    let mut ran = Ran::default();
    let mut progress = activation.start();
    loop {
        progress = match progress {
            Progress::Preempted => {
                ran.refills += 1;
                activation.resume()
            }
            Progress::Suspended(_) => {
                let step = activation.step().unwrap().clone();
                let arguments = activation.arguments().unwrap();
                let (address, context) = (arguments.address(), activation.context());
                let mut text = Vec::new();
                write::json_at(context, &mut text, &step.arguments, address).unwrap();
                let arguments = String::from_utf8(text).unwrap();
                ran.steps.push(format!("{} {arguments}", step.name));
                let answer = answers.next().expect("a step too many");
                activation.resume_with(|place| write_answer(place, &step, answer))
            }
            Progress::Done => {
                ran.result = response(activation.response());
                return ran;
            }
            Progress::Failed(uncaught) => {
                ran.result = uncaught.failure.to_string();
                return ran;
            }
        };
    }
}

fn write_answer(place: Place<'_>, step: &StepTemplate, answer: Answer) -> Result<(), Failure> {
    let mut place = place;
    match answer {
        Answer::Json(text) => {
            let ty = step.result.without_null();
            let decoded = place.some()?.json(&Shape::of(ty), text.as_bytes());
            decoded.map_err(DecodeError::into_failure)
        }
        Answer::Null => place.null(),
        Answer::Count(count) => place.int(count),
        Answer::Text(text) => place.text(text),
        Answer::Failure(code, status) => {
            let mut failure = Failure::new(code, "the provider said no");
            failure.status = status;
            Err(failure)
        }
    }
}

fn response(response: &Response) -> String {
    let mut text = response.status.to_string();
    for (name, value) in &response.headers {
        text.push_str(&format!(" [{name}: {value}]"));
    }
    if !response.body.is_empty() {
        text.push(' ');
        text.push_str(&String::from_utf8_lossy(&response.body));
    }
    text
}

fn globals(image: &Image) -> Arc<Globals> {
    let configs = image.configs.iter().map(|config| {
        let value = config.default.clone().unwrap_or(Constant::Null);
        (config.ty.clone(), value)
    });
    let secrets = image.secrets.iter().map(|secret| {
        (
            Type::Secret,
            Constant::Text(format!("the {}", secret.name).into()),
        )
    });
    Arc::new(Globals::new(&configs.chain(secrets).collect::<Vec<_>>()))
}

fn input(
    activation: &mut Activation,
    workflow: &Workflow,
    request: &Request,
) -> Result<(), String> {
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let members = &workflow.input.members;
    let body = request.body.as_bytes();
    let data = members
        .iter()
        .position(|one| one.kind == ContextMember::Data);
    match (&webhook.body, data) {
        (BodyDecoder::Json(shape), Some(data)) => {
            let mut place = activation.member(data).unwrap();
            place.json(shape, body).map_err(|error| error.to_string())?;
        }
        (BodyDecoder::Json(shape), None) => {
            let mut place = activation.allocate(&Type::Null).unwrap();
            let checked = place.check_json(shape, body);
            checked.map_err(|error| error.to_string())?;
        }
        (BodyDecoder::Form(shape), data) => {
            let data = data.expect("a form that is never read");
            let mut place = activation.member(data).unwrap();
            place
                .form(shape, body, Charset::Utf8)
                .map_err(|error| error.to_string())?;
        }
        (BodyDecoder::Multipart(_), _) => unreachable!("no test here has a multipart body"),
        (
            BodyDecoder::JsonBy(_) | BodyDecoder::Text | BodyDecoder::Bytes | BodyDecoder::None,
            _,
        ) => {}
    }
    for (index, member) in members.iter().enumerate() {
        let mut place = activation.member(index).unwrap();
        match &member.kind {
            ContextMember::Data | ContextMember::ReceivedAt => {}
            ContextMember::Header(name) => {
                let mut headers = request.headers.iter();
                let value = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
                if let Some((_, value)) = value {
                    place.some().unwrap().text(value).unwrap();
                }
            }
            ContextMember::Headers => place.headers(request.headers.iter().copied()).unwrap(),
            ContextMember::Param(index) => {
                let (ty, text) = &request.params[*index];
                let read = place.scalar(&Shape::of(ty), text);
                read.map_err(|error| error.to_string())?;
            }
            ContextMember::Query(_) => place.some().unwrap().text("a member").unwrap(),
            // No program of these tests declares any.
            ContextMember::DeclaredHeaders | ContextMember::DeclaredQuery => {}
            ContextMember::Body => place.body().unwrap(),
            ContextMember::Method
            | ContextMember::Path
            | ContextMember::Ip
            | ContextMember::RequestId
            | ContextMember::Caller
            | ContextMember::BodyHash => place.text("a member").unwrap(),
        }
    }
    Ok(())
}
