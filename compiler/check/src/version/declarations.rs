//! Declarations: each has its own hash, which represents it wherever it is used.

use flowright_stdlib::schema::{Collection, CollectionField, Default, OnDelete, Reference};
use flowright_stdlib::types::Type;

use super::digest::{Digest, Writer};
use super::names::Names;
use crate::program::{
    Binding, BindingId, Block, CalledWorkflow, Channel, Config, Function, Node, Program, Secret,
    Service, Workflow,
};

/// The hashes of a program's declarations, by index.
pub(super) struct Declarations {
    secrets: Vec<Digest>,
    configs: Vec<Digest>,
    collections: Vec<Digest>,
    services: Vec<Digest>,
    channels: Vec<Digest>,
    functions: Vec<Digest>,
    called: Vec<Digest>,
}

/// A used declaration.
#[derive(Clone, Copy)]
pub(super) enum Used {
    Secret(usize),
    Config(usize),
    Collection(usize),
    Service(usize),
    Channel(usize),
    Function(usize),
    Called(usize),
}

impl Declarations {
    pub(super) fn of(program: &Program) -> Declarations {
        let Program {
            secrets,
            configs,
            collections,
            services,
            channels,
            functions,
            called,
            workflows: _,
            anchors: _,
        } = program;
        let mut declarations = Declarations {
            secrets: secrets.iter().map(secret).collect(),
            configs: configs.iter().map(config).collect(),
            collections: collections
                .iter()
                .map(|one| collection(&one.value))
                .collect(),
            services: Vec::new(),
            channels: Vec::new(),
            functions: Vec::new(),
            called: Vec::new(),
        };
        declarations.services = services
            .iter()
            .map(|one| declarations.service(one))
            .collect();
        declarations.channels = channels
            .iter()
            .map(|one| declarations.channel(one))
            .collect();
        // Each function comes after the functions that it calls.
        for function in functions {
            let digest = declarations.function(function);
            declarations.functions.push(digest);
        }
        // Each called workflow also comes after the workflows that it calls.
        for workflow in called {
            let digest = declarations.called_workflow(workflow);
            declarations.called.push(digest);
        }
        declarations
    }

    /// Writes the hash of a used declaration.
    pub(super) fn used(&self, writer: &mut Writer, used: Used) {
        let (digests, index) = match used {
            Used::Secret(index) => (&self.secrets, index),
            Used::Config(index) => (&self.configs, index),
            Used::Collection(index) => (&self.collections, index),
            Used::Service(index) => (&self.services, index),
            Used::Channel(index) => (&self.channels, index),
            Used::Function(index) => (&self.functions, index),
            Used::Called(index) => (&self.called, index),
        };
        writer.optional(digests.get(index), |writer, digest| writer.digest(*digest));
    }

    pub(super) fn workflow(&self, writer: &mut Writer, workflow: &Workflow, names: &mut Names) {
        let Workflow {
            name,
            trigger,
            // Written where they are bound and used.
            bindings: _,
            body,
            span: _,
        } = workflow;
        writer.text(name);
        self.trigger(writer, trigger);
        self.code(writer, Node::Block(body), names);
    }

    fn function(&self, function: &Function) -> Digest {
        let Function {
            name: _,
            parameters,
            returns,
            bindings,
            body,
            span: _,
        } = function;
        let mut writer = Writer::new("function");
        self.called(&mut writer, (parameters, bindings), returns, body);
        writer.finish()
    }

    fn called_workflow(&self, workflow: &CalledWorkflow) -> Digest {
        let CalledWorkflow {
            name,
            parameters,
            returns,
            bindings,
            body,
            span: _,
        } = workflow;
        let mut writer = Writer::new("called workflow");
        writer.text(name);
        self.called(&mut writer, (parameters, bindings), returns, body);
        writer.finish()
    }

    /// A function or a called workflow: the types of its parameters and of its value, and its code.
    fn called(
        &self,
        writer: &mut Writer,
        (parameters, bindings): (&[BindingId], &[Binding]),
        returns: &Type,
        body: &Block,
    ) {
        let mut names = Names::default();
        writer.length(parameters.len());
        for parameter in parameters {
            names.number(*parameter);
            let binding = bindings.get(parameter.0 as usize);
            writer.optional(binding, |writer, binding| writer.ty(&binding.ty));
        }
        writer.ty(returns);
        self.code(writer, Node::Block(body), &mut names);
    }

    fn service(&self, service: &Service) -> Digest {
        let Service {
            name,
            url,
            timeout,
            max_response,
            headers,
            credentials,
            span: _,
        } = service;
        let mut writer = Writer::new("service");
        writer.text(name);
        self.setting_text(&mut writer, url);
        writer.optional(*timeout, Writer::duration);
        writer.optional(*max_response, Writer::number);
        writer.length(headers.len());
        for (name, value) in headers {
            writer.text(name);
            self.setting_text(&mut writer, value);
        }
        writer.optional(credentials.as_ref(), |writer, credentials| {
            self.credentials(writer, credentials);
        });
        writer.finish()
    }

    fn channel(&self, channel: &Channel) -> Digest {
        let Channel {
            name,
            kind,
            settings,
            span: _,
        } = channel;
        let mut writer = Writer::new("channel");
        writer.text(name);
        writer.kind(kind.name);
        self.settings(&mut writer, settings);
        writer.finish()
    }
}

fn secret(secret: &Secret) -> Digest {
    let Secret {
        name,
        span: _,
        used_by: _,
    } = secret;
    let mut writer = Writer::new("secret");
    writer.text(name);
    writer.finish()
}

fn config(config: &Config) -> Digest {
    let Config {
        name,
        ty,
        default,
        span: _,
    } = config;
    let mut writer = Writer::new("config");
    writer.text(name);
    writer.ty(ty);
    writer.optional(default.as_ref(), Writer::constant);
    writer.finish()
}

fn collection(collection: &Collection) -> Digest {
    let Collection {
        name,
        fields,
        unique,
        // An index affects how fast rows are found, not which rows.
        index: _,
    } = collection;
    let mut writer = Writer::new("collection");
    writer.text(name);
    writer.length(fields.len());
    for CollectionField {
        name,
        ty,
        default,
        reference,
        // A former name affects where the values are read from, not which values.
        was: _,
    } in fields
    {
        writer.text(name);
        writer.ty(ty);
        writer.optional(default.as_ref(), |writer, default| match default {
            Default::Value(constant) => {
                writer.kind("value");
                writer.constant(constant);
            }
            Default::List(values) => {
                writer.kind("list");
                writer.length(values.len());
                values.iter().for_each(|value| writer.constant(value));
            }
            Default::Now => writer.kind("now"),
            Default::Uuid => writer.kind("uuid"),
            Default::Random => writer.kind("random"),
        });
        if let Some(Reference {
            collection,
            on_delete,
        }) = reference
        {
            writer.kind(match on_delete {
                OnDelete::Restrict => "ref",
                OnDelete::Cascade => "ref on delete cascade",
                OnDelete::Null => "ref on delete null",
            });
            writer.text(collection);
        }
    }
    writer.length(unique.len());
    for columns in unique {
        writer.length(columns.len());
        columns.iter().for_each(|column| writer.length(*column));
    }
    writer.finish()
}
