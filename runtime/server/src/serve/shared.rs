//! The state shared by all requests of a server.

use std::sync::Arc;

use arc_swap::ArcSwap;
use flowright_host::Clock;
use tokio_util::task::TaskTracker;

use super::permits::Permits;
use super::unsent::Unsent;
use super::{ServerSettings, Site};
use crate::audit::Audit;
use crate::request_id::RequestIds;

/// The state shared by all requests of a server.
pub(super) struct Shared {
    /// The site for new requests; requests under way keep the site they started with.
    pub(super) site: ArcSwap<Site>,
    pub(super) settings: ServerSettings,
    pub(super) audit: Audit,
    /// The clock of the program.
    pub(super) clock: Arc<dyn Clock>,
    pub(super) ids: RequestIds,
    /// Connections, and requests in progress.
    pub(super) tasks: TaskTracker,
    /// A permit for each request in progress, until its client has received the response.
    pub(super) requests: Permits,
    /// The responses that clients have not read yet.
    pub(super) unsent: Unsent,
}
