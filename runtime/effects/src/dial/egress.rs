//! The egress policy: which addresses may be connected to.

use std::net::IpAddr;

use ipnet::IpNet;

use super::ranges;

/// Which addresses may be connected to: the public internet, and the ranges that the operator has
/// opened.
///
/// Invariant: an address outside the opened ranges is allowed only if it, and any IPv4 address it embeds,
/// is public.
#[derive(Debug, Clone, Default)]
pub struct Egress {
    open: Vec<IpNet>,
}

impl Egress {
    /// The public internet only.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// The public internet, and these ranges (`--allow-egress`).
    #[must_use]
    pub fn open(ranges: impl IntoIterator<Item = IpNet>) -> Self {
        Self {
            open: ranges.into_iter().collect(),
        }
    }

    /// Whether an address may be connected to.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        // Connecting to `::ffff:a.b.c.d` reaches a.b.c.d over IPv4, so the IPv4 ranges decide.
        let address = address.to_canonical();
        self.opens(address) || self.is_public(address)
    }

    fn is_public(&self, address: IpAddr) -> bool {
        let IpAddr::V6(v6) = address else {
            return !ranges::is_special(address);
        };
        match ranges::embedded_v4(v6) {
            Some(v4) => self.opens(v4.into()) || !ranges::is_special(v4.into()),
            None => !ranges::is_special(address),
        }
    }

    fn opens(&self, address: IpAddr) -> bool {
        self.open.iter().any(|range| range.contains(&address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_allows(egress: &Egress, addresses: &[&str], expected: bool) {
        for text in addresses {
            let address = text.parse().expect("the test's address");
            assert_eq!(egress.allows(address), expected, "{text}");
        }
    }

    #[test]
    fn public_addresses_are_allowed() {
        let public = [
            "93.184.216.34",
            "8.8.8.8",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
        ];
        assert_allows(&Egress::public(), &public, true);
    }

    #[test]
    fn special_addresses_are_refused() {
        let special = [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ];
        assert_allows(&Egress::public(), &special, false);
    }

    #[test]
    fn an_embedded_address_is_held_to_the_ranges_of_ipv4() {
        let egress = Egress::public();
        let inner_private = [
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b:1::127.0.0.1",
            "2002:7f00:1::",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "::ffff:0:127.0.0.1",
        ];
        assert_allows(&egress, &inner_private, false);
        assert_allows(
            &egress,
            &["64:ff9b::8.8.8.8", "2002:808:808::1", "::8.8.8.8"],
            true,
        );
    }

    #[test]
    fn an_opened_range_opens_that_range_only() {
        let egress =
            Egress::open(["127.0.0.0/8", "fd00:1::/32"].map(|range| range.parse().expect(range)));
        assert_allows(
            &egress,
            &["127.0.0.1", "::ffff:127.0.0.1", "fd00:1::5"],
            true,
        );
        assert_allows(
            &egress,
            &["::1", "10.0.0.1", "fd00:2::5", "169.254.169.254"],
            false,
        );
    }
}
