//! Where to listen.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::str::FromStr;

/// A host, as an address or a name, and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListenAddress(String);

impl FromStr for ListenAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<ListenAddress, &'static str> {
        let refused =
            "not an address and a port, such as 127.0.0.1:8080, [::1]:8080 or localhost:8080";
        if text.parse::<SocketAddr>().is_ok() {
            return Ok(ListenAddress(text.to_owned()));
        }
        let (host, port) = text.rsplit_once(':').ok_or(refused)?;
        let is_name = !host.is_empty() && !host.contains([':', '[', ']', '/', '@']);
        if !is_name || port.parse::<u16>().is_err() {
            return Err(refused);
        }
        Ok(ListenAddress(text.to_owned()))
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ListenAddress {
    /// Binds the first address of the host that is available, preferring IPv4 to IPv6: a client
    /// that connects to `localhost` tries both, but a client that connects to 127.0.0.1 does not.
    pub(super) fn bind(&self) -> io::Result<TcpListener> {
        let mut addresses: Vec<SocketAddr> = self.0.to_socket_addrs()?.collect();
        addresses.sort_by_key(SocketAddr::is_ipv6);
        TcpListener::bind(addresses.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::ListenAddress;

    #[test]
    fn addresses_and_names_have_a_port() {
        for good in [
            "127.0.0.1:8080",
            "[::1]:0",
            "localhost:8080",
            "hooks.example:80",
        ] {
            assert!(good.parse::<ListenAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "8080",
            ":8080",
            "localhost",
            "localhost:",
            "localhost:http",
            "::1:8080",
            "http://localhost:8080",
            "localhost:65536",
            "[::1]",
            "a@b:1",
        ] {
            assert!(bad.parse::<ListenAddress>().is_err(), "{bad}");
        }
    }

    #[test]
    fn localhost_is_reached_at_127_0_0_1() {
        let address: ListenAddress = "localhost:0".parse().unwrap();
        assert!(address.bind().unwrap().local_addr().unwrap().is_ipv4());
    }
}
