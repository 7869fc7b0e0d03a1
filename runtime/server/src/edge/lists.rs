//! Lists of addresses: `allow` and `deny`.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// Networks and single addresses.
///
/// An IPv4-mapped IPv6 address or network (RFC 4291, 2.5.5.2) counts as the corresponding IPv4
/// address or network: a dual-stack socket reports every IPv4 peer in that form. Host bits are
/// ignored: `203.0.113.9/24` is `203.0.113.0/24`.
#[derive(Debug, Clone, Default)]
pub struct IpList {
    v4: Vec<Ipv4Net>,
    v6: Vec<Ipv6Net>,
}

impl IpList {
    /// Parses entries such as `10.0.0.0/8`, `203.0.113.9`, `2001:db8::/32`.
    ///
    /// # Errors
    /// The first entry that is neither an address nor a network.
    pub fn parse<T: AsRef<str>>(entries: impl IntoIterator<Item = T>) -> Result<Self, BadEntry> {
        let mut list = Self::default();
        for entry in entries {
            let entry = entry.as_ref();
            let network = read(entry).ok_or_else(|| BadEntry {
                entry: entry.to_owned(),
            })?;
            list.push(network);
        }
        Ok(list)
    }

    fn push(&mut self, network: IpNet) {
        match network {
            IpNet::V4(network) => self.v4.push(network.trunc()),
            IpNet::V6(network) => match unmap(network) {
                Some(network) => self.v4.push(network.trunc()),
                None => self.v6.push(network.trunc()),
            },
        }
    }

    /// Whether the address is in one of the networks.
    #[must_use]
    pub fn contains(&self, ip: IpAddr) -> bool {
        match ip.to_canonical() {
            IpAddr::V4(ip) => self.v4.iter().any(|network| network.contains(&ip)),
            IpAddr::V6(ip) => self.v6.iter().any(|network| network.contains(&ip)),
        }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }
}

impl FromIterator<IpNet> for IpList {
    fn from_iter<T: IntoIterator<Item = IpNet>>(networks: T) -> Self {
        let mut list = Self::default();
        networks.into_iter().for_each(|network| list.push(network));
        list
    }
}

fn read(entry: &str) -> Option<IpNet> {
    let address = entry.parse::<IpAddr>().ok().map(IpNet::from);
    address.or_else(|| entry.parse().ok())
}

/// The IPv4 network that `::ffff:a.b.c.d/96+n` represents.
fn unmap(network: Ipv6Net) -> Option<Ipv4Net> {
    let address: Ipv4Addr = network.addr().to_ipv4_mapped()?;
    let prefix = network.prefix_len().checked_sub(96)?;
    Ipv4Net::new(address, prefix).ok()
}

/// An entry that is neither an address nor a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadEntry {
    /// The entry as it was written.
    pub entry: String,
}

impl fmt::Display for BadEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is neither an address nor a network such as `10.0.0.0/8`",
            self.entry.escape_debug()
        )
    }
}

impl std::error::Error for BadEntry {}

/// Who may call: `deny` takes precedence over `allow`.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// `None` admits everyone; an empty list admits no one.
    pub allow: Option<IpList>,
    /// The addresses that are never admitted.
    pub deny: IpList,
}

impl Access {
    /// Whether that address may call; if not, the response is 403.
    #[must_use]
    pub fn permits(&self, ip: IpAddr) -> bool {
        !self.deny.contains(ip) && self.allow.as_ref().is_none_or(|allow| allow.contains(ip))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(entries: &[&str]) -> IpList {
        IpList::parse(entries).unwrap()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn mapped_addresses_and_networks_are_ipv4() {
        assert!(list(&["10.0.0.0/8"]).contains(ip("::ffff:10.1.2.3")));
        assert!(list(&["::ffff:10.0.0.0/104"]).contains(ip("10.1.2.3")));
        assert!(list(&["::ffff:10.0.0.1"]).contains(ip("10.0.0.1")));
        assert!(!list(&["::ffff:10.0.0.1"]).contains(ip("10.0.0.2")));
        assert!(!list(&["::/0"]).contains(ip("10.0.0.1")));
    }

    #[test]
    fn what_is_no_network_is_named() {
        for bad in [
            "",
            "10.0.0.0/33",
            "10.0.0",
            "example.com",
            "10.0.0.0/-1",
            " 10.0.0.1",
            "::1/129",
        ] {
            assert_eq!(
                IpList::parse([bad]).unwrap_err(),
                BadEntry {
                    entry: bad.to_owned()
                }
            );
        }
    }

    #[test]
    fn deny_goes_before_allow() {
        let access = Access {
            allow: Some(list(&["10.0.0.0/8"])),
            deny: list(&["10.0.0.1"]),
        };
        assert!(access.permits(ip("10.0.0.2")));
        assert!(!access.permits(ip("10.0.0.1")));
        assert!(!access.permits(ip("11.0.0.1")));
        assert!(Access::default().permits(ip("11.0.0.1")));
        let closed = Access {
            allow: Some(IpList::default()),
            deny: IpList::default(),
        };
        assert!(!closed.permits(ip("11.0.0.1")));
    }

    proptest! {
        #[test]
        fn parsing_never_panics(entry in "\\PC*|[0-9a-f:./]{0,40}") {
            let _ = IpList::parse([entry]);
        }
    }
}
