//! An engine of a page: it feeds an interpreted workflow with input and results of steps.

use std::sync::Arc;

use bytes::Bytes;
use flowright_check::program::Program;
use flowright_ir::handler::{Handler, Outcome, frame};
use flowright_ir::image::{BodyDecoder, ContextMember, Image, StepKind, StepTemplate, Workflow};
use flowright_ir::{interpreter, lower, validate};
use flowright_stdlib::decode::{self, Shape};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Context, Globals, Limits};
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

/// What a step comes to.
#[derive(Clone, Copy)]
pub enum Answer {
    /// A row or the result of an `http`, as JSON.
    Json(&'static str),
    /// No row, or nothing.
    Null,
    /// How many.
    Count(i64),
    /// A text.
    Text(&'static str),
    /// It failed.
    Failure(FailureCode, Option<u16>),
}

/// What an execution came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// The answer, or the failure and what stands at its site's span.
    pub result: String,
    /// The name of each step that was taken, and its arguments as JSON.
    pub steps: Vec<String>,
    /// How often the fuel ran out.
    pub refills: usize,
}

/// Lowers a program, which must come out valid.
pub fn image(program: &Program) -> Image {
    let (image, diagnostics) = lower(program);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    if let Err(broken) = validate(&image) {
        panic!("{broken}\n{}", image.workflows[0].main);
    }
    image
}

/// Runs the first workflow of a program; each step is answered by the next of the answers.
pub fn run(program: &Program, request: &Request, answers: Vec<Answer>) -> Ran {
    let image = image(program);
    let handlers = interpreter(&image);
    let workflow = &image.workflows[0];
    let mut context = Context::new(request.limits, globals(&image), image.constants.clone());
    let mut answers = answers.into_iter();
    context.input = context.allocate(workflow.input.words).unwrap();
    if let Err(problem) = input(&mut context, workflow, request) {
        return Ran {
            result: format!("400 {problem}"),
            ..Ran::default()
        };
    }
    if let Some(when) = &handlers[0].when {
        let (outcome, _) = drive(&**when, &mut context, workflow, request, &mut answers);
        assert_eq!(outcome, Outcome::Done);
        if context.returned == 0 {
            return Ran {
                result: "204".to_owned(),
                ..Ran::default()
            };
        }
    }
    let (outcome, mut ran) = drive(
        &*handlers[0].main,
        &mut context,
        workflow,
        request,
        &mut answers,
    );
    assert!(answers.next().is_none(), "a step was not taken");
    ran.result = match outcome {
        Outcome::Done => response(&context),
        Outcome::Failed(_) => context.failure.as_ref().unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    ran
}

fn drive(
    handler: &dyn Handler,
    context: &mut Context,
    workflow: &Workflow,
    request: &Request,
    answers: &mut impl Iterator<Item = Answer>,
) -> (Outcome, Ran) {
    let mut words = vec![0; handler.frame_words() as usize];
    let mut ran = Ran::default();
    loop {
        match handler.resume(&mut words, context) {
            Outcome::OutOfFuel => {
                ran.refills += 1;
                context.fuel = request.limits.fuel;
            }
            Outcome::Suspend(id) => {
                let step = &workflow.steps[id.0 as usize];
                let mut arguments = Vec::new();
                let address = words[frame::ARGUMENTS];
                write::json_at(context, &mut arguments, &step.arguments, address).unwrap();
                let arguments = String::from_utf8(arguments).unwrap();
                ran.steps.push(format!("{} {arguments}", step.name));
                match answer(context, step, answers.next().expect("a step too many")) {
                    Ok(result) => words[frame::RESULT..][..result.len()].copy_from_slice(&result),
                    Err(failure) => {
                        context.failure = Some(failure.of_step(&step.name));
                        match step.on_failure {
                            Some(point) => words[frame::RESUME] = u64::from(point) + 1,
                            None => {
                                let nowhere = flowright_ir::code::SiteId(0);
                                return (Outcome::Failed(nowhere), ran);
                            }
                        }
                    }
                }
            }
            outcome => return (outcome, ran),
        }
    }
}

fn answer(context: &mut Context, step: &StepTemplate, answer: Answer) -> Result<Vec<u64>, Failure> {
    let ty = match &step.kind {
        StepKind::Create { row, .. }
        | StepKind::Upsert { row, .. }
        | StepKind::FindOne { row, .. } => &row.ty,
        StepKind::Http(http) => &http.result,
        StepKind::Update { .. } | StepKind::Notify { .. } => &Type::Null,
    };
    Ok(match answer {
        Answer::Json(text) => {
            let shape = Shape::of(ty);
            let address = context.allocate(shape.words()).unwrap();
            decode::json_at(context, &shape, text.as_bytes(), address).unwrap();
            match step.kind {
                StepKind::FindOne { .. } => vec![1, address],
                _ => vec![address],
            }
        }
        Answer::Null => vec![0, 0],
        Answer::Count(count) => vec![count.cast_unsigned()],
        Answer::Text(text) => context.allocate_bytes(text.as_bytes()).unwrap().to_vec(),
        Answer::Failure(code, status) => {
            let mut failure = Failure::new(code, "the provider said no");
            failure.status = status;
            return Err(failure);
        }
    })
}

fn response(context: &Context) -> String {
    let response = &context.response;
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

fn input(context: &mut Context, workflow: &Workflow, request: &Request) -> Result<(), String> {
    let body = Bytes::from_static(request.body.as_bytes());
    context.hold_body(body.clone());
    let place = |kind: &ContextMember| {
        let members = workflow.input.members.iter();
        let mut found = members.filter(|member| member.kind == *kind);
        found
            .next()
            .map(|member| context.input + u64::from(member.offset) * 8)
    };
    let data = place(&ContextMember::Data);
    match &workflow.body {
        BodyDecoder::Json(shape) => {
            let address = match data {
                Some(address) => address,
                None => context.allocate(shape.words()).unwrap(),
            };
            decode::json_at(context, shape, &body, address).map_err(|error| error.to_string())?;
        }
        BodyDecoder::Form(shape) => {
            let address = data.expect("a form that is never read");
            decode::form_at(context, shape, &body, address).map_err(|error| error.to_string())?;
        }
        _ => {}
    }
    for member in &workflow.input.members {
        let offset = member.offset;
        match &member.kind {
            ContextMember::Data => {}
            ContextMember::Header(name) => {
                let value = request
                    .headers
                    .iter()
                    .find(|(known, _)| known.eq_ignore_ascii_case(name));
                if let Some((_, value)) = value {
                    store(context, offset, &[1])?;
                    let text = context.allocate_bytes(value.as_bytes()).unwrap();
                    store(context, offset + 1, &text)?;
                }
            }
            ContextMember::Headers => {
                let count = u32::try_from(request.headers.len()).unwrap();
                let pairs = context.allocate(count * 4).unwrap();
                for ((name, value), at) in request.headers.iter().zip((0..).step_by(4)) {
                    for (text, at) in [(name, at), (value, at + 2)] {
                        let [address, length] = context.allocate_bytes(text.as_bytes()).unwrap();
                        context.store(pairs, at, address).unwrap();
                        context.store(pairs, at + 1, length).unwrap();
                    }
                }
                store(context, offset, &[pairs, u64::from(count)])?;
            }
            ContextMember::Param(index) => {
                let (ty, text) = &request.params[*index];
                let address = context.input + u64::from(offset) * 8;
                decode::text_value(context, &Shape::of(ty), text, address)
                    .map_err(|error| error.to_string())?;
            }
            ContextMember::ReceivedAt => store(context, offset, &[0])?,
            _ => {
                let text = context.allocate_bytes(b"a member").unwrap();
                store(context, offset, &text)?;
            }
        }
    }
    Ok(())
}

fn store(context: &mut Context, offset: u32, words: &[u64]) -> Result<(), String> {
    for (word, at) in words.iter().zip(offset..) {
        let input = context.input;
        context
            .store(input, at, *word)
            .map_err(|failure| failure.to_string())?;
    }
    Ok(())
}
