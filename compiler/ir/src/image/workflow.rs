//! A workflow: its trigger, its steps, its sites and its code.

use std::sync::Arc;
use std::time::Duration;

use flowright_check::program::{ContextMember, Flag, Origins, PathSegment, Verify};
use flowright_diagnostics::Span;
use flowright_stdlib::decode::Shape;
use flowright_stdlib::memory::Constants;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::StepTemplate;
use crate::code::Code;

/// A workflow and its code. It is self-contained: it can be kept, with its machine code, when other
/// workflows of its program change.
#[derive(Clone, Debug)]
pub struct LoweredWorkflow {
    /// What its executions need.
    pub workflow: Arc<Workflow>,
    /// Its code. It is not needed any more once it has been compiled to machine code.
    pub code: Arc<WorkflowCode>,
}

impl LoweredWorkflow {
    /// The same code, with a copy of the workflow.
    pub(crate) fn copied(&self) -> LoweredWorkflow {
        LoweredWorkflow {
            workflow: Arc::new(Workflow::clone(&self.workflow)),
            code: Arc::clone(&self.code),
        }
    }
}

/// A workflow without its code: what its executions need, and what the code refers to.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Its name.
    pub name: Box<str>,
    /// The span of its name.
    pub span: Span,
    /// Its trigger.
    pub trigger: Trigger,
    /// The record of `context` members that the code reads.
    pub input: Input,
    /// The types in the record of configs and secrets that the code reads: the configs, then the
    /// secrets.
    pub globals: Arc<[Type]>,
    /// The constant texts and types.
    pub constants: Arc<Constants>,
    /// The steps.
    pub steps: Vec<StepTemplate>,
    /// The parts.
    pub parts: Vec<PartTemplate>,
    /// The locations that can fail.
    pub sites: Vec<Site>,
    /// Whether its statements request random bytes.
    pub draws: bool,
}

/// The trigger of a workflow.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// An HTTP request.
    Webhook(Webhook),
}

/// A webhook: the only trigger with a route.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its route.
    pub route: Route,
    /// The CIDR ranges that are allowed; empty means all.
    pub allow: Vec<Box<str>>,
    /// The CIDR ranges that are denied.
    pub deny: Vec<Box<str>>,
    /// The maximum size of the body, in bytes.
    pub max_body: u64,
    /// How requests are verified.
    pub verify: Verify,
    /// How the declared query parameters are decoded.
    pub query: Option<MembersDecoder>,
    /// How the declared headers are decoded.
    pub headers: Option<MembersDecoder>,
    /// How the body is decoded.
    pub body: BodyDecoder,
    /// The origins whose pages may call it from a browser.
    pub cors: Option<Origins>,
    /// How long an execution may take.
    pub deadline: Duration,
    /// Whether it is served.
    pub enabled: Flag,
}

/// The code of a workflow.
#[derive(Clone, Debug)]
pub struct WorkflowCode {
    /// The code of the trigger's condition. It runs before the body is decoded and never suspends.
    /// It returns 0 if the request is to be ignored, otherwise the number (from 1) of the shape
    /// that its body must have.
    pub condition: Option<Arc<Code>>,
    /// The statements.
    pub main: Arc<Code>,
    /// The parts, in the order of the workflow's parts.
    pub parts: Vec<Arc<Code>>,
}

impl WorkflowCode {
    /// All code of the workflow: the statements, the condition, the parts.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Code>> {
        [&self.main]
            .into_iter()
            .chain(&self.condition)
            .chain(&self.parts)
    }
}

/// A part of a workflow, which has a frame and memory of its own: a branch of `parallel`, an
/// iteration of `for … at once`, a `transaction`, or a called workflow. Its code returns the
/// address of its value.
#[derive(Clone, Debug)]
pub struct PartTemplate {
    /// The type of its value in memory.
    pub result: Type,
}

/// The route of a webhook.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method, upper case.
    pub method: Box<str>,
    /// The path.
    pub path: Vec<PathSegment>,
}

/// How the body is decoded. The shapes cover the declared types; what the flow never reads is
/// validated but not stored.
#[derive(Clone, Debug)]
pub enum BodyDecoder {
    /// JSON.
    Json(Shape),
    /// JSON, in the shape that the trigger's condition chooses.
    JsonBy(Vec<Shape>),
    /// `application/x-www-form-urlencoded`.
    Form(Shape),
    /// `multipart/form-data`.
    Multipart(Shape),
    /// UTF-8 text.
    Text,
    /// Raw bytes.
    Bytes,
    /// The body must be empty.
    None,
}

/// How query parameters or headers are decoded.
#[derive(Clone, Debug)]
pub struct MembersDecoder {
    /// The shape of their record.
    pub shape: Shape,
    /// The default of each field of the shape, for a request without it.
    pub defaults: Vec<Option<Constant>>,
}

/// The record of `context` members that the code reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its size in words.
    pub words: u32,
    /// Its members.
    pub members: Vec<InputMember>,
}

/// A member of the record.
#[derive(Clone, Debug)]
pub struct InputMember {
    /// The `context` member.
    pub kind: ContextMember,
    /// Its type in memory.
    pub ty: Type,
    /// The index of its first word.
    pub offset: u32,
}

/// A location that can fail.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its span.
    pub span: Span,
}
