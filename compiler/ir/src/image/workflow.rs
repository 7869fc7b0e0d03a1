//! A workflow: its route, its edge and its code.

use flowright_check::program::{ContextMember, PathSegment, Verify};
use flowright_diagnostics::Span;
use flowright_stdlib::decode::Shape;

use super::StepTemplate;
use crate::code::Code;

/// A workflow.
#[derive(Clone, Debug)]
pub struct Workflow {
    /// Its name.
    pub name: Box<str>,
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
    /// The record of `context` members that the code reads.
    pub input: Input,
    /// The trigger's `when`.
    pub when: Option<Code>,
    /// The statements.
    pub main: Code,
    /// The steps.
    pub steps: Vec<StepTemplate>,
    /// The places that can fail.
    pub sites: Vec<Site>,
    /// Where its name stands.
    pub span: Span,
}

/// Where a workflow is called.
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

/// A member of the record; its words are those of its type in memory.
#[derive(Clone, Debug)]
pub struct InputMember {
    /// What it is.
    pub kind: ContextMember,
    /// Its first word.
    pub offset: u32,
}

/// A place that can fail.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it stands.
    pub span: Span,
}
