//! A program: its declarations and its workflows.

use flowright_diagnostics::Anchors;
use flowright_stdlib::schema::Collection;

use super::{Channel, Config, LoweredWorkflow, Secret, Service};

/// A program, ready to run.
///
/// Invariant: all indices in it are in range.
#[derive(Clone, Debug)]
pub struct Image {
    /// The positions of the program's declarations. The spans of steps and sites are relative to
    /// these positions.
    pub anchors: Anchors,
    /// The configs, which the operator may set. They come first in the record of globals, each with
    /// its type.
    pub configs: Vec<Config>,
    /// The secrets, which the operator must provide. They follow the configs in the record of
    /// globals, each with the type secret.
    pub secrets: Vec<Secret>,
    /// The collections.
    pub collections: Vec<Collection>,
    /// The services.
    pub services: Vec<Service>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// The workflows.
    pub workflows: Vec<LoweredWorkflow>,
}
