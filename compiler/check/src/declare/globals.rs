//! The tables of names, and the declarations read so far.

use std::collections::{BTreeSet, HashSet};

use flowright_diagnostics::{Code, Diagnostic, Near, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{ItemKind, Name};

use super::{Items, Types, constant};
use crate::names::{self, Table};
use crate::program::{Config, Program, Secret};
use crate::reports::Reports;
use crate::{Meaning, SymbolKind, unbuilt};

/// Everything that a body can refer to.
#[derive(Default)]
pub(crate) struct Globals {
    pub secrets: Table,
    pub configs: Table,
    pub types: Types,
    /// Collections, services, channels and functions share one table, so each name is unique among
    /// them.
    pub things: Table,
    /// The kind of each entry of `things`, and its index within that kind.
    pub kinds: Vec<(Thing, usize)>,
    pub poisoned: HashSet<Box<str>>,
    /// Contains the secrets, configs, collections, services and channels read so far.
    pub program: Program,
    /// For each collection, the span of each field's declaration.
    pub field_spans: Vec<Vec<Span>>,
    /// For each collection, the place where another key may be inserted.
    pub key_places: Vec<Span>,
    /// For each collection, whether one of its keys could not be parsed and so may consist of any
    /// fields.
    pub unread_keys: Vec<bool>,
    /// For each service, the secrets it contains.
    pub service_secrets: Vec<BTreeSet<usize>>,
    /// For each channel, whether its kind is unknown.
    pub poisoned_channels: Vec<bool>,
    /// The signatures of the functions, in the order of the items.
    pub signatures: Vec<Signature>,
    pub workflows: Table,
    /// How each workflow is started, in the order of the items.
    pub started: Vec<Started>,
    /// The reports of reading the declarations. Bodies look up record types in their index.
    pub found: Reports,
}

/// The kinds of declarations that share a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Collection,
    Service,
    Channel,
    Function,
}

impl Thing {
    pub fn word(self) -> &'static str {
        match self {
            Thing::Collection => "collection",
            Thing::Service => "service",
            Thing::Channel => "channel",
            Thing::Function => "function",
        }
    }

    fn symbol(self) -> SymbolKind {
        match self {
            Thing::Collection => SymbolKind::Collection,
            Thing::Service => SymbolKind::Service,
            Thing::Channel => SymbolKind::Channel,
            Thing::Function => SymbolKind::Function,
        }
    }
}

/// How a workflow is started.
#[derive(Clone, Debug)]
pub(crate) enum Started {
    /// By `call`, with these parameters. If the workflow yields no value, its result type is null.
    Called(Signature),
    /// By a request.
    Webhook,
    /// Its trigger has an error that has been reported.
    Unclear,
}

/// The types of the parameters and of the result of a function or a called workflow.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    /// Its index in `Program::functions` or `Program::called`.
    pub order: usize,
    pub parameters: Vec<(Type, Span)>,
    pub returns: Type,
    pub span: Span,
}

impl Globals {
    /// Declares the names of all items.
    pub fn names(items: &Items<'_>, reports: &mut Reports) -> Globals {
        let mut globals = Globals::default();
        for (feature, span) in &items.not_built {
            reports.push(unbuilt::feature(*span, *feature));
        }
        globals.poisoned = items.poisoned.iter().map(|name| (*name).into()).collect();
        for (index, item) in items.secrets.iter().enumerate() {
            names::spelling(&item.name, false, reports);
            reports.index.declare(&item.name, SymbolKind::Secret, None);
            globals.secrets.declare(&item.name, index, reports);
            globals.program.secrets.push(Secret {
                name: item.name.text.clone(),
                span: item.name.span,
                used_by: Vec::new(),
            });
        }
        for (index, item) in items.configs.iter().enumerate() {
            names::spelling(&item.name, false, reports);
            globals.configs.declare(&item.name, index, reports);
        }
        globals.declare_things(items, reports);
        for (index, item) in items.workflows.iter().enumerate() {
            globals.workflows.declare(&item.name, index, reports);
        }
        globals
    }

    fn declare_things(&mut self, items: &Items<'_>, reports: &mut Reports) {
        for (name, thing, index) in things(items) {
            names::spelling(name, false, reports);
            reports.index.declare(name, thing.symbol(), None);
            self.things.declare(name, self.kinds.len(), reports);
            self.kinds.push((thing, index));
        }
    }

    /// Reads the types and defaults of configs.
    pub fn read_configs(&mut self, items: &Items<'_>, reports: &mut Reports) {
        for item in &items.configs {
            let mut ty = self.types.resolve(&item.ty, reports);
            if !matches!(ty, Type::Error) && !ty.is_scalar() {
                let what = "a config is a bool, an int, a float, a decimal, a time, a date, a duration, a text or one of a fixed set of texts";
                reports.push(super::type_reports::wrong_place(
                    item.ty.span,
                    &ty,
                    "config",
                    what,
                ));
                ty = Type::Error;
            }
            let default = item.default.as_ref().and_then(|default| {
                constant::of_type(default, &ty, item.ty.span, "config", reports)
            });
            let known = Some(ty.clone());
            reports.index.declare(&item.name, SymbolKind::Config, known);
            self.program.configs.push(Config {
                name: item.name.text.clone(),
                ty,
                default,
                span: item.name.span,
            });
        }
    }

    /// The index of a declared collection, service, channel or function; reports an error if there
    /// is none.
    pub fn thing(&self, name: &Name, wanted: Thing, reports: &mut Reports) -> Option<usize> {
        let kind = wanted.word();
        if let Some(entry) = self.things.get(&name.text) {
            let (thing, index) = self.kinds.get(entry.index).copied()?;
            reports.index.name(name.span, Meaning::Declared(entry.span));
            if thing == wanted {
                return Some(index);
            }
            let report = Diagnostic::new(
                Code::UnknownDeclaration,
                name.span,
                format!("`{}` is a {}, not a {kind}", name.text, thing.word()),
            )
            .label(format!("a {kind} is expected here"))
            .because(entry.span, format!("declared as a {} here", thing.word()));
            reports.push(report);
            return None;
        }
        if !self.poisoned.contains(&name.text) {
            let mut near = self.things.near(&name.text);
            near.names.retain(|near| {
                let entry = self.things.get(near);
                let kind = entry.and_then(|entry| self.kinds.get(entry.index));
                kind.is_some_and(|(thing, _)| *thing == wanted)
            });
            let code = if wanted == Thing::Function {
                Code::UnknownFunction
            } else {
                Code::UnknownDeclaration
            };
            reports.push(unknown(code, kind, name, &near));
        }
        None
    }

    /// The index of a declared secret; reports an error if there is none.
    pub fn secret(&self, name: &Name, reports: &mut Reports) -> Option<usize> {
        self.lookup(&self.secrets, "secret", name, reports)
    }

    /// The index of a declared config; reports an error if there is none.
    pub fn config(&self, name: &Name, reports: &mut Reports) -> Option<usize> {
        self.lookup(&self.configs, "config", name, reports)
    }

    fn lookup(
        &self,
        table: &Table,
        kind: &str,
        name: &Name,
        reports: &mut Reports,
    ) -> Option<usize> {
        if let Some(entry) = table.get(&name.text) {
            reports.index.name(name.span, Meaning::Declared(entry.span));
            return Some(entry.index);
        }
        if !self.poisoned.contains(&name.text) {
            let near = table.near(&name.text);
            reports.push(unknown(Code::UnknownDeclaration, kind, name, &near));
        }
        None
    }
}

/// The names of things in source order, each with its index within its kind.
fn things<'a>(items: &Items<'a>) -> Vec<(&'a Name, Thing, usize)> {
    let mut counts = [0; 4];
    let mut things = Vec::new();
    for item in &items.face {
        let (name, thing, count) = match &item.kind {
            ItemKind::Collection(item) => (&item.name, Thing::Collection, &mut counts[0]),
            ItemKind::Service(item) => (&item.name, Thing::Service, &mut counts[1]),
            ItemKind::Channel(item) => (&item.name, Thing::Channel, &mut counts[2]),
            ItemKind::Function(item) => (&item.name, Thing::Function, &mut counts[3]),
            ItemKind::Secret(_)
            | ItemKind::Config(_)
            | ItemKind::Type(_)
            | ItemKind::Workflow(_)
            | ItemKind::NotBuilt { .. }
            | ItemKind::Error { .. } => continue,
        };
        things.push((name, thing, *count));
        *count += 1;
    }
    things
}

/// An undeclared name of that kind.
pub(crate) fn unknown(code: Code, kind: &str, name: &Name, near: &Near<'_>) -> Diagnostic {
    let text = &name.text;
    let report = Diagnostic::new(code, name.span, format!("there is no {kind} `{text}`"))
        .label(format!("no {kind} of this name is declared"))
        .propose(name.span, near);
    if near.is_certain {
        return report;
    }
    match kind {
        "secret" => report.help(format!("declare it: `secret {text}`")),
        "config" => report.help(format!("declare it: `config {text}: text`")),
        "collection" => report.help(format!("declare it: `collection {text} {{ … }}`")),
        "service" => report.help(format!(
            "declare it: `service {text} {{ url \"https://…\" }}`"
        )),
        "workflow" => report.help(format!(
            "declare it: `workflow {text} {{ trigger call (…) … }}`"
        )),
        "function" => report.help(format!("declare it: `fn {text}(…) -> text {{ … }}`")),
        "channel" => report.help(format!("declare it: `channel {text} = slack {{ … }}`")),
        _ => report,
    }
}
