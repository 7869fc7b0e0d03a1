//! What every request of a server shares.

use std::sync::Arc;

use arc_swap::ArcSwap;
use flowright_host::Clock;
use tokio_util::task::TaskTracker;

use super::permits::Permits;
use super::unsent::Unsent;
use super::{ServerSettings, Site};
use crate::audit::Audit;
use crate::request_id::RequestIds;

/// What every request of a server shares.
pub(super) struct Shared {
    /// What new requests are for; requests that are under way keep the one that they began with.
    pub(super) site: ArcSwap<Site>,
    pub(super) settings: ServerSettings,
    pub(super) audit: Audit,
    /// The clock of the program.
    pub(super) clock: Arc<dyn Clock>,
    pub(super) ids: RequestIds,
    /// Connections, and requests that are under way.
    pub(super) tasks: TaskTracker,
    /// A permit for each request that is under way, until its client has taken the answer.
    pub(super) requests: Permits,
    /// The answers that clients have not taken yet.
    pub(super) unsent: Unsent,
}
