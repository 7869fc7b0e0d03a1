//! Everything the runtime needs: triggers with their routes and edge settings, schemas and layouts,
//! step templates, code, and the table of sites.

mod program;
mod step;
mod workflow;

pub use flowright_check::program::{
    AuthScheme, Channel, Config, ContextMember, Credentials, Flag, HttpBodyKind, HttpTarget,
    Origins, PartKind, PathSegment, Secret, Service, SettingText, SettingTextPart, SettingValue,
    Settings, Verify,
};
pub use program::Image;
pub use step::{Expectation, ForkTemplate, HttpTemplate, ReturnedRow, StepKind, StepTemplate};
pub use workflow::{
    BodyDecoder, Input, InputMember, LoweredWorkflow, MembersDecoder, PartTemplate, Route, Site,
    Trigger, Webhook, Workflow, WorkflowCode,
};
