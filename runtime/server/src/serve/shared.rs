//! What every request of a server shares.

use std::sync::Arc;

use flowright_host::Clock;
use tokio_util::task::TaskTracker;

use super::permits::Permits;
use super::{ServerSettings, Site};
use crate::audit::Audit;
use crate::request_id::RequestIds;

/// What every request of a server shares.
pub(super) struct Shared {
    pub(super) site: Site,
    pub(super) settings: ServerSettings,
    pub(super) audit: Audit,
    /// The clock of the program.
    pub(super) clock: Arc<dyn Clock>,
    pub(super) ids: RequestIds,
    /// Connections, and requests that are under way.
    pub(super) tasks: TaskTracker,
    /// A permit for each request that is under way.
    pub(super) requests: Permits,
}
