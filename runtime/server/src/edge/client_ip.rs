//! Determines the client's address behind the proxies that the operator trusts.

use std::fmt;
use std::net::{IpAddr, SocketAddr, SocketAddrV6};

use hyper::header::HeaderMap;

use super::lists::IpList;

/// The only field that is read. `Forwarded` (RFC 7239) is not read: a second source could
/// contradict the first.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address: the peer's, unless the peer is a trusted proxy. In that case
/// `X-Forwarded-For` is walked from the right, where each proxy has appended the address it saw,
/// past trusted proxies up to the first address that is not a trusted proxy. Anything to the left
/// of that address was written by the client and proves nothing.
///
/// # Errors
/// If a trusted proxy has written something that is not an address: the client is then unknown, and
/// the response is 400.
pub fn client_ip(
    peer: IpAddr,
    headers: &HeaderMap,
    trusted: &IpList,
) -> Result<IpAddr, UnreadableForwardedFor> {
    let mut client = peer.to_canonical();
    if !trusted.contains(client) {
        return Ok(client);
    }
    // Several fields with the same name form one list (RFC 9110, 5.3).
    for field in headers.get_all(FORWARDED_FOR).iter().rev() {
        for element in field.as_bytes().rsplit(|byte| *byte == b',') {
            let element = element.trim_ascii();
            if element.is_empty() {
                continue;
            }
            client = address(element).ok_or(UnreadableForwardedFor)?;
            if !trusted.contains(client) {
                return Ok(client);
            }
        }
    }
    Ok(client)
}

/// An address, with or without a port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`,
/// `[2001:db8::1]:80`.
fn address(element: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(element).ok()?;
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let address = match bare {
        Some(v6) => IpAddr::V6(v6.parse().ok()?),
        None => match text.parse::<IpAddr>() {
            Ok(address) => address,
            Err(_) => with_port(text)?,
        },
    };
    Some(address.to_canonical())
}

fn with_port(text: &str) -> Option<IpAddr> {
    match text.parse::<SocketAddr>().ok()? {
        SocketAddr::V4(address) => Some(IpAddr::V4(*address.ip())),
        SocketAddr::V6(address) => unscoped(address),
    }
}

/// A zone (`%3`) refers to an interface of the proxy's own machine.
fn unscoped(address: SocketAddrV6) -> Option<IpAddr> {
    (address.scope_id() == 0).then(|| IpAddr::V6(*address.ip()))
}

/// A trusted proxy has identified a client by a text that is not an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableForwardedFor;

impl fmt::Display for UnreadableForwardedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable_forwarded_for")
    }
}

impl std::error::Error for UnreadableForwardedFor {}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn resolve(fields: &[&str]) -> Result<IpAddr, UnreadableForwardedFor> {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(FORWARDED_FOR, field.parse().unwrap());
        }
        let trusted = IpList::parse(["10.0.0.0/8"]).unwrap();
        client_ip("10.0.0.5".parse().unwrap(), &headers, &trusted)
    }

    fn ip(text: &str) -> Result<IpAddr, UnreadableForwardedFor> {
        Ok(text.parse().unwrap())
    }

    #[test]
    fn several_fields_are_one_list() {
        assert_eq!(
            resolve(&["203.0.113.1", "203.0.113.2, 10.0.0.9"]),
            ip("203.0.113.2")
        );
        assert_eq!(resolve(&["203.0.113.1", "10.0.0.9"]), ip("203.0.113.1"));
    }

    #[test]
    fn trusted_all_the_way_is_the_leftmost() {
        assert_eq!(resolve(&["10.0.0.1, 10.0.0.2"]), ip("10.0.0.1"));
        assert_eq!(resolve(&[]), ip("10.0.0.5"));
        assert_eq!(resolve(&[",, ,"]), ip("10.0.0.5"));
    }

    #[test]
    fn ports_brackets_and_mapped_addresses_are_read() {
        assert_eq!(resolve(&["192.0.2.1:4711"]), ip("192.0.2.1"));
        assert_eq!(resolve(&["[2001:db8::1]"]), ip("2001:db8::1"));
        assert_eq!(resolve(&["2001:db8::1"]), ip("2001:db8::1"));
        assert_eq!(
            resolve(&["203.0.113.1, ::ffff:10.0.0.9"]),
            ip("203.0.113.1")
        );
    }

    #[test]
    fn what_a_trusted_proxy_cannot_mean_is_refused() {
        for bad in [
            "unknown",
            "203.0.113.1, _hidden",
            "1.2.3",
            "[fe80::1%3]:80",
            "[192.0.2.1]",
        ] {
            assert_eq!(resolve(&[bad]), Err(UnreadableForwardedFor), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn hostile_fields_never_panic_and_never_speak_for_an_untrusted_peer(
            value in proptest::collection::vec(any::<u8>(), 0..100),
        ) {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                headers.append(FORWARDED_FOR, value);
            }
            let trusted = IpList::parse(["10.0.0.0/8"]).unwrap();
            let _ = client_ip("10.0.0.5".parse().unwrap(), &headers, &trusted);
            let stranger: IpAddr = "192.0.2.1".parse().unwrap();
            prop_assert_eq!(client_ip(stranger, &headers, &trusted), Ok(stranger));
        }
    }
}
