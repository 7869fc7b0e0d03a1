//! What a kind of channel is.

use std::pin::Pin;

use flowright_host::Host;

use super::{Fields, NotifyError};
use crate::HttpClient;

/// The future of [`Kind::send`].
pub type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Option<String>, NotifyError>> + Send + 'a>>;

/// A kind of channel.
#[derive(Debug)]
pub struct Kind {
    /// Its name in the language.
    pub name: &'static str,
    /// Looks at the channel's settings without sending anything.
    pub check: fn(Fields<'_>) -> Result<(), NotifyError>,
    /// Sends a message, given the channel's settings and the message's parts.
    pub send: for<'a> fn(&'a HttpClient, &'a Host, Fields<'a>, Fields<'a>) -> Sending<'a>,
}
