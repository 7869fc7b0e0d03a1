//! The checks that are possible on the parts parsed by hyper.

use std::fmt;

use hyper::header::{CONNECTION, CONTENT_LENGTH, HOST, HeaderName, TE, TRANSFER_ENCODING, UPGRADE};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;
use hyper::{HeaderMap, Version};

/// Connection-specific fields, which have no meaning in HTTP/2 (RFC 9113, 8.2.2).
const OF_A_CONNECTION: [HeaderName; 5] = [
    CONNECTION,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// Why a request's framing is refused; the response is 400, and on HTTP/1 the connection is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// No `Host`, and no `:authority` in its place (RFC 9112, 3.2).
    NoHost,
    /// More than one `Host` (RFC 9112, 3.2).
    SeveralHosts,
    /// A `Host` or `:authority` that is not a host and a port (RFC 9110, 7.2).
    BadHost,
    /// A `Host` that differs from the target's authority (RFC 9113, 8.3.1; RFC 9112, 3.2.2).
    HostDiffers,
    /// `Transfer-Encoding` other than one `chunked` (RFC 9112, 6.1).
    TransferEncoding,
    /// `Content-Length` together with `Transfer-Encoding`, or more than one (RFC 9112, 6.3).
    ContentLength,
    /// A connection-specific field in HTTP/2 (RFC 9113, 8.2.2).
    ConnectionField,
}

impl Violation {
    /// The reason as the audit log writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoHost => "no_host",
            Self::SeveralHosts => "several_hosts",
            Self::BadHost => "bad_host",
            Self::HostDiffers => "host_differs",
            Self::TransferEncoding => "transfer_encoding",
            Self::ContentLength => "content_length",
            Self::ConnectionField => "connection_field",
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::error::Error for Violation {}

/// Checks a request. This must be the first check.
///
/// # Errors
/// The first violation found.
pub fn check(parts: &Parts) -> Result<(), Violation> {
    check_host(parts)?;
    if parts.version == Version::HTTP_2 {
        check_http2(&parts.headers)
    } else {
        check_http1(&parts.headers)
    }
}

fn check_host(parts: &Parts) -> Result<(), Violation> {
    let mut hosts = parts.headers.get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (_, Some(_)) => return Err(Violation::SeveralHosts),
        (None, None) => None,
        (Some(host), None) => Some(host.as_bytes()),
    };
    let authority = parts.uri.authority();
    if let Some(authority) = authority {
        plain(authority.as_str().as_bytes())?;
    }
    match (host, authority) {
        // HTTP/1.0 does not require a Host.
        (None, None) if parts.version == Version::HTTP_10 => Ok(()),
        (None, Some(_)) if parts.version == Version::HTTP_2 => Ok(()),
        (None, _) => Err(Violation::NoHost),
        (Some(host), None) => plain(host),
        (Some(host), Some(authority)) => {
            if host.eq_ignore_ascii_case(authority.as_str().as_bytes()) {
                Ok(())
            } else {
                Err(Violation::HostDiffers)
            }
        }
    }
}

/// A host with an optional port, but without the `user@` that a URI's authority may contain. A
/// comma, which the grammar of a host allows but no real name contains, is the result of joining
/// two `Host` fields.
fn plain(host: &[u8]) -> Result<(), Violation> {
    if is_usual(host) {
        return Ok(());
    }
    if host.contains(&b'@') || host.contains(&b',') {
        return Err(Violation::BadHost);
    }
    let authority = Authority::try_from(host).map_err(|_| Violation::BadHost)?;
    let port = authority
        .as_str()
        .strip_prefix(authority.host())
        .unwrap_or_default();
    let good_port = port.is_empty() || authority.port_u16().is_some();
    if authority.host().is_empty() || !good_port {
        Err(Violation::BadHost)
    } else {
        Ok(())
    }
}

/// Whether this is a name of letters, digits, dots and hyphens, or an IPv4 address, with an
/// optional port. Nearly all hosts are; parsing them would allocate.
fn is_usual(host: &[u8]) -> bool {
    let colon = host.iter().position(|octet| *octet == b':');
    let (name, port) = host.split_at(colon.unwrap_or(host.len()));
    let of_name = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-');
    let good_port = match port {
        [] => true,
        [_, digits @ ..] => {
            (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
    };
    !name.is_empty() && name.iter().all(of_name) && good_port
}

fn check_http1(headers: &HeaderMap) -> Result<(), Violation> {
    let mut encodings = headers.get_all(TRANSFER_ENCODING).iter();
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    match (
        encodings.next(),
        encodings.next(),
        lengths.next(),
        lengths.next(),
    ) {
        (_, _, _, Some(_)) | (Some(_), _, Some(_), _) => Err(Violation::ContentLength),
        (_, Some(_), _, _) => Err(Violation::TransferEncoding),
        (Some(encoding), _, _, _) if !encoding.as_bytes().eq_ignore_ascii_case(b"chunked") => {
            Err(Violation::TransferEncoding)
        }
        _ => Ok(()),
    }
}

fn check_http2(headers: &HeaderMap) -> Result<(), Violation> {
    let trailers_only = headers
        .get_all(TE)
        .iter()
        .all(|te| te.as_bytes() == b"trailers");
    if !trailers_only
        || OF_A_CONNECTION
            .iter()
            .any(|name| headers.contains_key(name))
    {
        return Err(Violation::ConnectionField);
    }
    if headers.get_all(CONTENT_LENGTH).iter().nth(1).is_some() {
        return Err(Violation::ContentLength);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use hyper::Request;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_usual_host_is_an_authority(host in "[a-zA-Z0-9.:-]{0,12}") {
            if is_usual(host.as_bytes()) {
                let authority: Authority = host.parse().unwrap();
                let port = host.split_once(':').map(|(_, port)| port.parse().unwrap());
                prop_assert_eq!(authority.port_u16(), port);
            }
        }
    }

    fn verdict(version: Version, uri: &str, fields: &[(&str, &str)]) -> Result<(), Violation> {
        let mut request = Request::builder().version(version).uri(uri);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        check(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn a_request_has_one_host() {
        let http1 = |fields: &[_]| verdict(Version::HTTP_11, "/", fields);
        assert_eq!(http1(&[("host", "a.example:8080")]), Ok(()));
        assert_eq!(http1(&[("host", "[::1]:80")]), Ok(()));
        assert_eq!(http1(&[]), Err(Violation::NoHost));
        assert_eq!(
            http1(&[("host", "a"), ("host", "a")]),
            Err(Violation::SeveralHosts)
        );
        for bad in [
            "", "u@a", "a b", "a/b", "a,b", ":80", "a:b:c", "a:x", "a:99999",
        ] {
            assert_eq!(http1(&[("host", bad)]), Err(Violation::BadHost), "{bad}");
        }
        assert_eq!(verdict(Version::HTTP_10, "/", &[]), Ok(()));
    }

    #[test]
    fn a_host_that_differs_from_the_authority_is_refused() {
        let uri = "http://a.example/x";
        for version in [Version::HTTP_11, Version::HTTP_2] {
            assert_eq!(verdict(version, uri, &[("host", "A.example")]), Ok(()));
            let differs = verdict(version, uri, &[("host", "b.example")]);
            assert_eq!(differs, Err(Violation::HostDiffers));
        }
        assert_eq!(verdict(Version::HTTP_2, uri, &[]), Ok(()));
        assert_eq!(verdict(Version::HTTP_11, uri, &[]), Err(Violation::NoHost));
        assert_eq!(
            verdict(Version::HTTP_2, "http://u@a/", &[]),
            Err(Violation::BadHost)
        );
    }

    #[test]
    fn fields_of_a_connection_have_no_place_in_http2() {
        let http2 = |name, value| verdict(Version::HTTP_2, "http://a/", &[(name, value)]);
        assert_eq!(http2("te", "trailers"), Ok(()));
        assert_eq!(http2("te", "gzip"), Err(Violation::ConnectionField));
        for name in [
            "connection",
            "keep-alive",
            "proxy-connection",
            "upgrade",
            "transfer-encoding",
        ] {
            assert_eq!(http2(name, "x"), Err(Violation::ConnectionField));
        }
    }

    #[test]
    fn transfer_encoding_is_chunked_or_absent() {
        let http1 = |fields: &[(&str, &str)]| {
            let fields: Vec<_> = [("host", "a")].iter().chain(fields).copied().collect();
            verdict(Version::HTTP_11, "/", &fields)
        };
        assert_eq!(http1(&[("transfer-encoding", "Chunked")]), Ok(()));
        let coded = http1(&[("transfer-encoding", "gzip, chunked")]);
        assert_eq!(coded, Err(Violation::TransferEncoding));
        let twice = http1(&[
            ("transfer-encoding", "chunked"),
            ("transfer-encoding", "chunked"),
        ]);
        assert_eq!(twice, Err(Violation::TransferEncoding));
        let both = http1(&[("transfer-encoding", "chunked"), ("content-length", "1")]);
        assert_eq!(both, Err(Violation::ContentLength));
    }
}
