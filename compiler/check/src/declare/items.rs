//! The items of all files, sorted by kind.

use std::collections::HashSet;
use std::sync::Arc;

use flowright_diagnostics::Span;
use flowright_syntax::ast::{
    ChannelItem, CollectionItem, ConfigItem, Feature, File, FunctionItem, Item, ItemKind,
    SecretItem, ServiceItem, TypeItem, WorkflowItem,
};

/// An item with a body.
#[derive(Clone, Copy)]
pub(crate) enum WithBody<'a> {
    /// With its index among the functions.
    Function(usize, &'a FunctionItem),
    /// With its index among the workflows.
    Workflow(usize, &'a WorkflowItem),
}

/// All items, each kind in the order of the files.
#[derive(Default)]
pub(crate) struct Items<'a> {
    pub secrets: Vec<&'a SecretItem>,
    pub configs: Vec<&'a ConfigItem>,
    pub types: Vec<&'a TypeItem>,
    pub collections: Vec<&'a CollectionItem>,
    pub services: Vec<&'a ServiceItem>,
    pub channels: Vec<&'a ChannelItem>,
    pub functions: Vec<&'a FunctionItem>,
    pub workflows: Vec<&'a WorkflowItem>,
    /// Functions and workflows, in source order.
    pub bodies: Vec<(&'a Arc<Item>, WithBody<'a>)>,
    /// All items, in source order.
    pub face: Vec<&'a Arc<Item>>,
    pub not_built: Vec<(Feature, Span)>,
    /// The names of items that could not be parsed or are not supported yet.
    pub poisoned: HashSet<&'a str>,
}

impl<'a> Items<'a> {
    pub fn collect(files: impl IntoIterator<Item = &'a File>) -> Items<'a> {
        let mut items = Items::default();
        for item in files.into_iter().flat_map(|file| &file.items) {
            match &item.kind {
                ItemKind::Secret(secret) => items.secrets.push(secret),
                ItemKind::Config(config) => items.configs.push(config),
                ItemKind::Type(ty) => items.types.push(ty),
                ItemKind::Collection(collection) => items.collections.push(collection),
                ItemKind::Service(service) => items.services.push(service),
                ItemKind::Channel(channel) => items.channels.push(channel),
                ItemKind::Function(function) => {
                    let body = WithBody::Function(items.functions.len(), function);
                    items.bodies.push((item, body));
                    items.functions.push(function);
                }
                ItemKind::Workflow(workflow) => {
                    let body = WithBody::Workflow(items.workflows.len(), workflow);
                    items.bodies.push((item, body));
                    items.workflows.push(workflow);
                }
                ItemKind::NotBuilt { feature, name } => {
                    items.not_built.push((*feature, item.span));
                    items.poisoned.extend(name.as_ref().map(|name| &*name.text));
                }
                ItemKind::Error { name } => {
                    items.poisoned.extend(name.as_ref().map(|name| &*name.text));
                }
            }
            items.face.push(item);
        }
        items
    }
}
