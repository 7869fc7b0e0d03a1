//! Parses a host.

use std::{fmt, net::IpAddr};

use rustls::pki_types::ServerName;
use url::Host;

/// A parsed host: an address, or a name that has to be resolved.
///
/// Invariant: every spelling that a resolver could interpret as an address (`0x7f.1`, `2130706433`,
/// full-width digits, a dot at the end) is an `Address`.
#[derive(Debug)]
pub(super) enum Target {
    Address(IpAddr),
    Name(String),
}

impl Target {
    /// Parses a host by the rules of the URL standard; IPv6 with or without brackets.
    pub(super) fn parse(host: &str) -> Option<Self> {
        if let Ok(address) = host.parse() {
            return Some(Self::Address(address));
        }
        match Host::parse(host).ok()? {
            Host::Domain(name) => Some(Self::Name(name)),
            Host::Ipv4(address) => Some(Self::Address(address.into())),
            Host::Ipv6(address) => Some(Self::Address(address.into())),
        }
    }

    /// The name or address that the certificate of this host must contain.
    pub(super) fn server_name(&self) -> Option<ServerName<'static>> {
        match self {
            Self::Address(address) => Some(ServerName::from(*address)),
            Self::Name(name) => ServerName::try_from(name.clone()).ok(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_spellings_of_an_address_are_the_address() {
        let spellings = [
            "127.0.0.1",
            "127.0.0.1.",
            "127.1",
            "0177.0.0.1",
            "0x7f.0.0.1",
            "0x7f000001",
            "017700000001",
            "2130706433",
            "127\u{3002}0\u{3002}0\u{3002}1",
            "①②⑦.⓪.⓪.①",
            "１２７.０.０.１",
            "%31%32%37.0.0.1",
        ];
        for spelling in spellings {
            let target = Target::parse(spelling);
            assert!(
                matches!(target, Some(Target::Address(IpAddr::V4(address))) if address.is_loopback()),
                "{spelling}: {target:?}"
            );
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            "a b",
            "a/b",
            "a@b",
            "a:80",
            "a\r\nb",
            "a\0b",
            "[::1",
            "::1%eth0",
            "1.2.3.256",
        ] {
            assert!(Target::parse(text).is_none(), "{text:?}");
        }
    }
}
