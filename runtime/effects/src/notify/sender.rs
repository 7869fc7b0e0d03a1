//! Sends messages to channels of a kind.

use std::pin::Pin;

use flowright_host::Host;
use flowright_stdlib::catalogue::ChannelSpec;

use super::{Fields, NotifyError};
use crate::HttpClient;

/// The future of [`Sender::send`].
pub(super) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Option<String>, NotifyError>> + Send + 'a>>;

/// Sends messages to channels of a kind that has its own code.
#[derive(Debug)]
pub(super) struct Sender {
    /// The kind.
    pub(super) kind: &'static ChannelSpec,
    /// Checks the channel's settings without sending anything.
    pub(super) check: fn(Fields<'_>) -> Result<(), NotifyError>,
    /// Sends a message, given the channel's settings and the message's parts.
    pub(super) send: for<'a> fn(&'a HttpClient, &'a Host, Fields<'a>, Fields<'a>) -> Sending<'a>,
}
