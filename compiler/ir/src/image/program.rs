//! A program: what it declares, and its workflows.

use flowright_diagnostics::Anchors;
use flowright_stdlib::schema::Collection;

use super::{Channel, Config, LoweredWorkflow, Secret, Service};

/// A program, ready to run.
///
/// Invariant: indexes inside it are in range.
#[derive(Clone, Debug)]
pub struct Image {
    /// Where the declarations of the program stand, from which the spans of steps and sites are counted.
    pub anchors: Anchors,
    /// What the operator may set. In the globals' record they stand first, each of its type.
    pub configs: Vec<Config>,
    /// What the operator must give. In the globals' record they stand after the configs, each of type secret.
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
