//! Why there is no connection.

use std::{
    error::Error,
    fmt, io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

/// Why there is no connection.
#[derive(Debug)]
pub enum DialError {
    /// The host is neither a name nor an address.
    BadHost {
        /// The host as it was given.
        host: String,
    },
    /// No address of the host may be connected to.
    Denied {
        /// The host.
        host: String,
        /// The first of its addresses.
        address: IpAddr,
    },
    /// The name could not be resolved.
    Resolve {
        /// The name.
        host: String,
        /// The resolver's error; `None` if the name exists but has no address.
        source: Option<io::Error>,
    },
    /// The last address tried did not accept the connection.
    Connect {
        /// The host.
        host: String,
        /// That address.
        address: SocketAddr,
        /// The system's error.
        source: io::Error,
    },
    /// The TLS handshake failed.
    Handshake {
        /// The host.
        host: String,
        /// What failed.
        source: io::Error,
    },
    /// No connection was made within the time limit.
    Timeout {
        /// The host.
        host: String,
        /// The time limit.
        after: Duration,
    },
}

impl fmt::Display for DialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadHost { host } => write!(f, "`{}` is not a host", host.escape_debug()),
            Self::Denied { host, address } => write!(
                f,
                "`{host}` is at {address}, which is not a public address; the operator can allow it with `--allow-egress`"
            ),
            Self::Resolve {
                host,
                source: Some(source),
            } => {
                write!(f, "cannot resolve `{host}`: {source}")
            }
            Self::Resolve { host, source: None } => write!(f, "`{host}` has no address"),
            Self::Connect {
                host,
                address,
                source,
            } => {
                write!(
                    f,
                    "`{host}` at {address} did not accept a connection: {source}"
                )
            }
            Self::Handshake { host, source } => {
                write!(f, "the TLS handshake with `{host}` failed: {source}")
            }
            Self::Timeout { host, after } => {
                write!(f, "could not connect to `{host}` within {after:?}")
            }
        }
    }
}

impl Error for DialError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Resolve {
                source: Some(source),
                ..
            }
            | Self::Connect { source, .. }
            | Self::Handshake { source, .. } => Some(source),
            _ => None,
        }
    }
}
