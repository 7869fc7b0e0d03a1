//! The dialer itself.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::TcpStream,
    time::{Instant, timeout},
};

use super::{DialError, Egress, Resolve, Stream, SystemResolver, Tls, stream::Io, target::Target};

/// How long resolving and connecting may take together; the TLS handshake gets the same time again.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Makes every outgoing connection of the process. A clone shares its policy.
#[derive(Clone)]
pub struct Dialer {
    egress: Arc<Egress>,
    resolver: Arc<dyn Resolve>,
    tls: Tls,
    connect_timeout: Duration,
}

impl Dialer {
    /// A dialer that uses the system's resolver and trusts the system's authorities.
    #[must_use]
    pub fn new(egress: Egress) -> Self {
        Self {
            egress: Arc::new(egress),
            resolver: Arc::new(SystemResolver),
            tls: Tls::system(),
            connect_timeout: CONNECT_TIMEOUT,
        }
    }

    /// Uses another resolver.
    #[must_use]
    pub fn with_resolver(mut self, resolver: impl Resolve + 'static) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// Trusts other certificates.
    #[must_use]
    pub fn with_tls(mut self, tls: Tls) -> Self {
        self.tls = tls;
        self
    }

    /// Sets the time limit for resolving and connecting, and the time limit for the TLS handshake
    /// that follows. Both are 10 s by default.
    #[must_use]
    pub fn with_connect_timeout(mut self, after: Duration) -> Self {
        self.connect_timeout = after;
        self
    }

    /// The addresses of `host` that may be connected to, in order; at least one.
    ///
    /// # Errors
    ///
    /// If the host cannot be resolved or the policy allows none of its addresses.
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, DialError> {
        self.allowed(&parsed(host)?).await
    }

    /// Connects to the first address of `host` that is allowed and accepts.
    ///
    /// # Errors
    ///
    /// If there is no such address, or connecting takes too long.
    pub async fn dial(&self, host: &str, port: u16) -> Result<Stream, DialError> {
        let (tcp, local, peer) = self.connect(&parsed(host)?, port).await?;
        Ok(Stream::new(tcp, local, peer))
    }

    /// Connects, and speaks TLS from the first byte on; `protocol` is the ALPN protocol to request.
    ///
    /// # Errors
    ///
    /// If there is no connection, or the server does not prove to be `host`.
    pub async fn dial_tls(
        &self,
        host: &str,
        port: u16,
        protocol: Option<&[u8]>,
    ) -> Result<Stream, DialError> {
        let target = parsed(host)?;
        let (tcp, local, peer) = self.connect(&target, port).await?;
        self.encrypt(&target, protocol, tcp, local, peer).await
    }

    /// Starts TLS on a connection to `host` that has been unencrypted so far.
    ///
    /// # Errors
    ///
    /// If the server does not prove to be `host`.
    pub async fn start_tls(&self, host: &str, plain: Stream) -> Result<Stream, DialError> {
        let (local, peer) = (plain.local_address(), plain.peer_address());
        self.encrypt(&parsed(host)?, None, plain, local, peer).await
    }

    async fn allowed(&self, target: &Target) -> Result<Vec<IpAddr>, DialError> {
        let found = match target {
            Target::Address(address) => vec![*address],
            Target::Name(name) => {
                self.resolver
                    .resolve(name)
                    .await
                    .map_err(|source| DialError::Resolve {
                        host: name.clone(),
                        source: Some(source),
                    })?
            }
        };
        let Some(first) = found.first().copied() else {
            return Err(DialError::Resolve {
                host: target.to_string(),
                source: None,
            });
        };
        let allowed: Vec<IpAddr> = found
            .into_iter()
            .filter(|address| self.egress.allows(*address))
            .collect();
        if allowed.is_empty() {
            return Err(DialError::Denied {
                host: target.to_string(),
                address: first,
            });
        }
        Ok(allowed)
    }

    async fn connect(
        &self,
        target: &Target,
        port: u16,
    ) -> Result<(TcpStream, SocketAddr, SocketAddr), DialError> {
        let start = Instant::now();
        let addresses = timeout(self.connect_timeout, self.allowed(target))
            .await
            .map_err(|_| self.timeout(target))??;

        let mut last = self.timeout(target);
        let mut left = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        for address in addresses {
            // An address that never answers uses up only its own share of the time, not the time of
            // the others.
            let share = self.connect_timeout.saturating_sub(start.elapsed()) / left.max(1);
            left = left.saturating_sub(1);
            let address = SocketAddr::new(address, port);
            match timeout(share, connected(address)).await {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(source)) => {
                    last = DialError::Connect {
                        host: target.to_string(),
                        address,
                        source,
                    };
                }
                Err(_) => last = self.timeout(target),
            }
        }
        Err(last)
    }

    async fn encrypt(
        &self,
        target: &Target,
        protocol: Option<&[u8]>,
        plain: impl Io + 'static,
        local: SocketAddr,
        peer: SocketAddr,
    ) -> Result<Stream, DialError> {
        let name = target.server_name().ok_or_else(|| DialError::BadHost {
            host: target.to_string(),
        })?;
        let handshake = self.tls.connector(protocol).connect(name, plain);
        let encrypted = timeout(self.connect_timeout, handshake)
            .await
            .map_err(|_| self.timeout(target))?
            .map_err(|source| DialError::Handshake {
                host: target.to_string(),
                source,
            })?;
        Ok(Stream::new(encrypted, local, peer))
    }

    fn timeout(&self, target: &Target) -> DialError {
        DialError::Timeout {
            host: target.to_string(),
            after: self.connect_timeout,
        }
    }
}

impl fmt::Debug for Dialer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialer")
            .field("egress", &self.egress)
            .finish_non_exhaustive()
    }
}

fn parsed(host: &str) -> Result<Target, DialError> {
    Target::parse(host).ok_or_else(|| DialError::BadHost {
        host: host.to_owned(),
    })
}

async fn connected(address: SocketAddr) -> std::io::Result<(TcpStream, SocketAddr, SocketAddr)> {
    let tcp = TcpStream::connect(address).await?;
    tcp.set_nodelay(true)?;
    let local = tcp.local_addr()?;
    Ok((tcp, local, address))
}
