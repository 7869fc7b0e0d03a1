//! Everything the runtime takes: routes and edge settings, schemas and layouts, step templates, code, and the table of sites.

mod step;
mod workflow;

use std::sync::Arc;

use flowright_stdlib::memory::Constants;
use flowright_stdlib::schema::Collection;

pub use flowright_check::program::{
    Algorithm, Channel, ChannelKind, Config, ContextMember, Encoding, HmacScheme, HttpBodyKind,
    HttpTarget, PathSegment, Secret, Service, SettingText, SettingTextPart, SignedPart,
    TimestampWindow, Verify,
};
pub use step::{Expectation, HttpTemplate, ReturnedRow, StepKind, StepTemplate};
pub use workflow::{BodyDecoder, Input, InputMember, Route, Site, Workflow};

/// A program, ready to run.
///
/// Invariant: indexes inside it are in range.
#[derive(Clone, Debug)]
pub struct Image {
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
    pub workflows: Vec<Workflow>,
    /// Constant texts and types.
    pub constants: Arc<Constants>,
}
