//! One workflow: its trigger, its record of `context` members, and its code.

use std::collections::HashMap;
use std::sync::Arc;

use flowright_check::program::{
    self, BindingId, Body, ContextMember, Expression, Members, PathSegment, Program,
};
use flowright_diagnostics::{Code as DiagnosticCode, Diagnostic, Span};
use flowright_stdlib::decode::Shape;
use flowright_stdlib::functions::Function;
use flowright_stdlib::types::{Field, Origin, RecordLayout, RecordType, Type};

use super::bound::Bound;
use super::builder::{Builder, MOST_INSTRUCTIONS};
use super::constants::{Pool, word};
use super::layouts::Layouts;
use super::rounds::Rounds;
use super::usage::usage;
use super::{cleanup, frame, fuel_checks, live, unused};
use crate::code::{Code, Instruction, SiteId, Terminator};
use crate::image::{
    BodyDecoder, Input, InputMember, LoweredWorkflow, MembersDecoder, PartTemplate, Route, Site,
    StepTemplate, Trigger, Webhook, Workflow, WorkflowCode,
};

/// A workflow being lowered.
pub(super) struct Lowering<'p> {
    pub(super) program: &'p Program,
    pub(super) pool: Pool,
    pub(super) layouts: Layouts,
    /// The members of `context` that are read, with their offsets in the input record.
    pub(super) members: Vec<(ContextMember, u32)>,
    /// The offsets of configs and secrets in the record of globals, configs first.
    pub(super) globals: RecordLayout,
    pub(super) steps: Vec<StepTemplate>,
    pub(super) parts: Vec<(PartTemplate, Code)>,
    /// The parts that are called workflows, by their indexes in the program.
    pub(super) called: HashMap<usize, usize>,
    sites: Vec<Site>,
    site_ids: HashMap<Span, SiteId>,
    pub(super) code: Builder,
    /// The bindings of the workflow, or of the function being inlined.
    pub(super) bindings: HashMap<BindingId, Bound>,
    /// The loops around the current code, innermost last.
    pub(super) loops: Vec<Rounds>,
    /// The depth of the current expression, including inlined functions.
    pub(super) depth: usize,
    /// Whether the maximum depth was exceeded.
    pub(super) too_deep: bool,
}

/// Lowers a workflow; returns a diagnostic if it is too large.
pub(super) fn lower(
    program: &Program,
    workflow: &program::Workflow,
) -> (LoweredWorkflow, Option<Diagnostic>) {
    let program::Trigger::Webhook(webhook) = &workflow.trigger;
    let (layouts, members) = usage(program, workflow);
    let (input, members) = input(&layouts, members, webhook);
    let globals = globals(program);
    let mut lowering = Lowering {
        program,
        pool: Pool::default(),
        layouts,
        members,
        globals: RecordLayout::of(&globals),
        steps: Vec::new(),
        parts: Vec::new(),
        called: HashMap::new(),
        sites: Vec::new(),
        site_ids: HashMap::new(),
        code: Builder::new(),
        bindings: HashMap::new(),
        loops: Vec::new(),
        depth: 0,
        too_deep: false,
    };
    let by = match &webhook.body {
        Body::JsonBy { by, union: _ } => Some(by),
        Body::Json(_)
        | Body::Form(_)
        | Body::Multipart(_)
        | Body::Text
        | Body::Bytes
        | Body::None => None,
    };
    let condition = lowering.condition(webhook.when.as_ref(), by);
    lowering.block(&workflow.body);
    // Every path has responded; this one is unreachable.
    lowering.code.end(Terminator::Done);
    let main = lowering.finish();
    let too_large = lowering.too_deep.then(|| too_large(workflow));
    let body = lowering.decoder(&webhook.body);
    let members = |declared: &Option<Members>| declared.as_ref().map(|one| lowering.members(one));
    let (query, headers) = (members(&webhook.query), members(&webhook.headers));
    let (parts, part_codes) = lowering.parts.drain(..).unzip();
    let part_codes: Vec<Code> = part_codes;
    let workflow = Workflow {
        name: workflow.name.clone(),
        span: workflow.span,
        trigger: Trigger::Webhook(Webhook {
            route: Route {
                method: webhook.method.clone(),
                path: lowering.path(&webhook.path),
            },
            allow: webhook.allow.clone(),
            deny: webhook.deny.clone(),
            max_body: webhook.max_body,
            verify: webhook.verify.clone(),
            query,
            headers,
            body,
            cors: webhook.cors.clone(),
            deadline: webhook.deadline,
            enabled: webhook.enabled,
        }),
        input,
        globals: lowering.globals_of(&globals),
        constants: Arc::new(lowering.pool.finish()),
        steps: lowering.steps,
        parts,
        sites: lowering.sites,
        draws: draws(&main) || part_codes.iter().any(draws),
    };
    let lowered = LoweredWorkflow {
        workflow: Arc::new(workflow),
        code: Arc::new(WorkflowCode {
            condition: condition.map(Arc::new),
            main: Arc::new(main),
            parts: part_codes.into_iter().map(Arc::new).collect(),
        }),
    };
    (lowered, too_large)
}

/// Whether the code requests random bytes.
fn draws(code: &Code) -> bool {
    let mut instructions = code.blocks.iter().flat_map(|block| &block.instructions);
    instructions.any(|instruction| {
        matches!(instruction, Instruction::Call { function, .. }
            if function.get().is_some_and(Function::is_random))
    })
}

impl Lowering<'_> {
    /// Whether a request is accepted, and which variant its body has; `None` if all requests are
    /// accepted and the body has no variants.
    fn condition(&mut self, when: Option<&Expression>, by: Option<&Expression>) -> Option<Code> {
        let result = match (when, by) {
            (None, None) => return None,
            (Some(when), None) => self.scalar(when),
            (None, Some(by)) => self.scalar(by),
            (Some(when), Some(by)) => {
                let wanted = self.scalar(when);
                let result = self.code.word(0);
                let end = self.code.branch(wanted);
                let number = self.scalar(by);
                self.code.copy(&[result], &[number]);
                self.code.jump(end);
                self.code.go_on_in(end);
                result
            }
        };
        self.code.end(Terminator::Return(result));
        let code = self.finish();
        self.bindings.clear();
        Some(code)
    }

    /// Finishes the current code.
    pub(super) fn finish(&mut self) -> Code {
        let too_large = self.too_deep || self.code.is_too_large();
        let code = std::mem::replace(&mut self.code, Builder::new());
        if too_large {
            // The code is incomplete and is never run.
            self.too_deep = true;
            let (nothing, _) = Builder::new().finish();
            return frame::spilled(cleanup::cleanup(nothing));
        }
        let (code, values) = code.finish();
        let mut code = cleanup::cleanup(code);
        // Unused instructions must be removed without breaking up live values, and their removal
        // may end the lifetime of others.
        live::list_live(&mut code, &values, &self.layouts);
        unused::remove_unused(&mut code);
        live::forget_live(&mut code);
        live::list_live(&mut code, &values, &self.layouts);
        fuel_checks::insert(&mut code);
        let mut code = frame::spilled(code);
        // The code is complete, and the interpreter keeps it in this form.
        for block in &mut code.blocks {
            block.instructions.shrink_to_fit();
        }
        code
    }

    /// The ID of a span in the workflow's sites.
    pub(super) fn site(&mut self, span: Span) -> SiteId {
        let sites = &mut self.sites;
        *self.site_ids.entry(span).or_insert_with(|| {
            sites.push(Site { span });
            SiteId(word(sites.len() - 1))
        })
    }

    fn path(&self, path: &[PathSegment]) -> Vec<PathSegment> {
        let segments = path.iter().map(|segment| match segment {
            PathSegment::Literal(text) => PathSegment::Literal(text.clone()),
            PathSegment::Parameter { name, ty } => PathSegment::Parameter {
                name: name.clone(),
                ty: self.layouts.owned(ty),
            },
        });
        segments.collect()
    }

    fn globals_of(&self, globals: &RecordType) -> Arc<[Type]> {
        let fields = globals.fields.iter();
        fields.map(|field| self.layouts.owned(&field.ty)).collect()
    }

    fn decoder(&self, body: &Body) -> BodyDecoder {
        match body {
            Body::Json(ty) => BodyDecoder::Json(self.shape(ty)),
            Body::JsonBy { by: _, union } => BodyDecoder::JsonBy(self.shapes(union)),
            Body::Form(ty) => BodyDecoder::Form(self.shape(ty)),
            Body::Multipart(ty) => BodyDecoder::Multipart(self.shape(ty)),
            Body::Text => BodyDecoder::Text,
            Body::Bytes => BodyDecoder::Bytes,
            Body::None => BodyDecoder::None,
        }
    }

    fn members(&self, declared: &Members) -> MembersDecoder {
        MembersDecoder {
            shape: self.shape(&declared.ty),
            defaults: declared.defaults.clone(),
        }
    }

    /// How each variant of a union is decoded.
    fn shapes(&self, union: &Type) -> Vec<Shape> {
        let variants = match union {
            Type::Union(union) => &union.variants[..],
            _ => &[],
        };
        variants.iter().map(|one| self.shape(&one.ty)).collect()
    }

    /// How data of a declared type is decoded into its stored part.
    pub(super) fn shape(&self, declared: &Type) -> Shape {
        Shape::pruned(
            &self.layouts.owned(declared),
            &self.layouts.stored(declared),
        )
    }
}

fn too_large(workflow: &program::Workflow) -> Diagnostic {
    Diagnostic::new(
        DiagnosticCode::WorkflowTooLarge,
        workflow.span,
        format!("workflow `{}` is too large", workflow.name),
    )
    .label("too large to compile in one piece")
    .note(format!(
        "a workflow has at most {MOST_INSTRUCTIONS} instructions; every call of a `fn` counts the whole function again"
    ))
    .help("call functions that call other functions less often, or split the workflow in two")
}

fn input(
    layouts: &Layouts,
    members: Vec<ContextMember>,
    webhook: &program::Webhook,
) -> (Input, Vec<(ContextMember, u32)>) {
    let mut input = Input {
        words: 0,
        members: Vec::new(),
    };
    let mut places = Vec::new();
    for member in members {
        let offset = input.words;
        let ty = member_type(&member, webhook);
        input.words = input.words.saturating_add(layouts.words(&ty));
        input.members.push(InputMember {
            kind: member.clone(),
            ty: layouts.stored(&ty),
            offset,
        });
        places.push((member, offset));
    }
    (input, places)
}

fn member_type(member: &ContextMember, webhook: &program::Webhook) -> Type {
    match member {
        ContextMember::Data => match &webhook.body {
            Body::Json(ty)
            | Body::Form(ty)
            | Body::Multipart(ty)
            | Body::JsonBy { by: _, union: ty } => ty.clone(),
            Body::Text => Type::Text,
            Body::Bytes => Type::Bytes,
            Body::None => Type::Null,
        },
        ContextMember::Param(index) => {
            let parameters = webhook.path.iter().filter_map(|segment| match segment {
                PathSegment::Parameter { ty, .. } => Some(ty),
                PathSegment::Literal(_) => None,
            });
            parameters
                .clone()
                .nth(*index)
                .cloned()
                .unwrap_or(Type::Error)
        }
        ContextMember::Header(_) | ContextMember::Query(_) => Type::Text.optional(),
        ContextMember::DeclaredHeaders => record_of(webhook.headers.as_ref()),
        ContextMember::DeclaredQuery => record_of(webhook.query.as_ref()),
        ContextMember::Headers => Type::Headers,
        ContextMember::ReceivedAt => Type::Time,
        ContextMember::Body => Type::Bytes,
        ContextMember::Method
        | ContextMember::Path
        | ContextMember::Ip
        | ContextMember::Caller
        | ContextMember::RequestId
        | ContextMember::BodyHash => Type::Text,
    }
}

fn record_of(members: Option<&Members>) -> Type {
    members.map_or(Type::Null, |members| members.ty.clone())
}

/// The record of configs and secrets.
fn globals(program: &Program) -> RecordType {
    let field = |ty: &Type| Field {
        name: Box::default(),
        ty: ty.clone(),
    };
    let configs = program.configs.iter().map(|config| field(&config.ty));
    let secrets = program.secrets.iter().map(|_| field(&Type::Secret));
    RecordType {
        origin: Origin::Anonymous,
        fields: configs.chain(secrets).collect(),
    }
}
