//! Settings of the host, as opposed to those of a flow.

use std::time::Duration;

use crate::edge::lists::IpList;

/// The settings of a server.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Proxies that are trusted to report the client's address.
    pub trusted_proxies: IpList,
    /// How long a request's head may take to arrive.
    pub header_timeout: Duration,
    /// How long the next piece of a body may take, and how long a client may read nothing of its
    /// response.
    pub body_idle: Duration,
    /// How long a whole body may take, and how long a client may take to read its response.
    pub body_total: Duration,
    /// The maximum number of open connections; further ones wait to be accepted.
    pub connections: usize,
    /// Requests in progress at once, including those whose clients have left or have not read their
    /// responses; further ones are answered 503.
    pub requests: usize,
    /// Bytes of responses that clients have not read; above this limit, requests are answered 503.
    pub unsent_bytes: usize,
}

impl Default for ServerSettings {
    fn default() -> ServerSettings {
        ServerSettings {
            trusted_proxies: IpList::default(),
            header_timeout: Duration::from_secs(10),
            body_idle: Duration::from_secs(10),
            body_total: Duration::from_secs(60),
            connections: 10_000,
            requests: 4_096,
            unsent_bytes: 256_000_000,
        }
    }
}
