//! Everything the runtime takes: triggers with their routes and edge settings, schemas and layouts, step templates, code, and the
//! table of sites.

mod declarations;
mod program;
mod step;
mod workflow;

pub use declarations::{
    Channel, ChannelKind, Config, Secret, Service, TextTemplate, TextTemplatePart,
};
pub use flowright_check::program::{
    Algorithm, Encoding, HmacScheme, PathSegment, SignedPart, TimestampWindow, Verify,
};
pub use step::{
    Expectation, HttpBodyKind, HttpTarget, HttpTemplate, ReturnedRow, StepKind, StepTemplate,
};
pub use program::Image;
pub use workflow::{
    BodyDecoder, Input, InputMember, MemberKind, Route, Site, Trigger, Webhook, Workflow,
    WorkflowCode,
};
