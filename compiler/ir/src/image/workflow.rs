//! A workflow: its trigger, its steps, its sites and its code.

use std::sync::Arc;

use flowright_check::program::{ContextMember, PathSegment, Verify};
use flowright_diagnostics::Span;
use flowright_stdlib::decode::Shape;
use flowright_stdlib::memory::Constants;
use flowright_stdlib::types::Type;

use super::StepTemplate;
use crate::code::Code;

/// A workflow and its code. It stands for itself: it can be kept, with its machine code, when other workflows of its program change.
#[derive(Clone, Debug)]
pub struct LoweredWorkflow {
    /// What its runs need to know.
    pub workflow: Arc<Workflow>,
    /// What it runs. Once it has become machine code, nothing needs it any more.
    pub code: Arc<WorkflowCode>,
}

/// A workflow, without its code: what its runs need to know, and what the code refers to.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Its name.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// What starts it.
    pub trigger: Trigger,
    /// The record of `context` members that the code reads.
    pub input: Input,
    /// The types of the record of configs and secrets that the code reads: the configs, then the secrets.
    pub globals: Arc<[Type]>,
    /// Constant texts and types.
    pub constants: Arc<Constants>,
    /// The steps.
    pub steps: Vec<StepTemplate>,
    /// The places that can fail.
    pub sites: Vec<Site>,
}

/// What starts a workflow.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// A request.
    Webhook(Webhook),
}

/// A webhook: the only trigger with a route.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where it is called.
    pub route: Route,
    /// CIDR ranges that may call; empty means all.
    pub allow: Vec<Box<str>>,
    /// CIDR ranges that may not call.
    pub deny: Vec<Box<str>>,
    /// The largest body taken, in bytes.
    pub max_body: u64,
    /// How requests are verified.
    pub verify: Verify,
    /// How the body is decoded.
    pub body: BodyDecoder,
}

/// What a workflow runs.
#[derive(Clone, Debug)]
pub struct WorkflowCode {
    /// The trigger's `when`, a condition that never suspends.
    pub when: Option<Arc<Code>>,
    /// The statements.
    pub main: Arc<Code>,
}

/// Where a webhook is called.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method, upper case.
    pub method: Box<str>,
    /// The path.
    pub path: Vec<PathSegment>,
}

/// How the body is decoded. The shapes are of what is declared; what the flow never reads is checked and not stored.
#[derive(Clone, Debug)]
pub enum BodyDecoder {
    /// JSON.
    Json(Shape),
    /// `application/x-www-form-urlencoded`.
    Form(Shape),
    /// UTF-8 text.
    Text,
    /// Octets.
    Bytes,
    /// Must be empty.
    None,
}

/// The record of `context` members that the code reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its words.
    pub words: u32,
    /// Its members.
    pub members: Vec<InputMember>,
}

/// A member of the record.
#[derive(Clone, Debug)]
pub struct InputMember {
    /// What it is.
    pub kind: ContextMember,
    /// Its type, as it lies in memory.
    pub ty: Type,
    /// Its first word.
    pub offset: u32,
}

/// A place that can fail.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it stands.
    pub span: Span,
}
