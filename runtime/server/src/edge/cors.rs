//! Cross-origin requests of browsers (Fetch Standard, 3.2).
//!
//! In: the origins that a route allows, and the `Origin` of a request. Out: the headers of its
//! response, and the response to a preflight request. No credentials are allowed.

use flowright_ir::image::Origins;
use hyper::Method;
use hyper::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN,
    VARY,
};

/// A preflight request: whether a page may send a request with this method and these headers.
#[derive(Debug)]
pub struct Preflight<'a> {
    /// The method.
    pub method: Method,
    headers: Option<&'a HeaderValue>,
}

impl Preflight<'_> {
    /// The preflight request, if the request is a preflight request.
    #[must_use]
    pub fn of<'a>(method: &Method, headers: &'a HeaderMap) -> Option<Preflight<'a>> {
        if *method != Method::OPTIONS || !headers.contains_key(ORIGIN) {
            return None;
        }
        let method = headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
        Some(Preflight {
            method: Method::from_bytes(method.as_bytes()).ok()?,
            headers: headers.get(ACCESS_CONTROL_REQUEST_HEADERS),
        })
    }

    /// Allows the request, in a response that has the headers of the [`CorsAnswer`].
    pub fn allow(&self, headers: &mut HeaderMap) {
        if let Ok(method) = HeaderValue::from_str(self.method.as_str()) {
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, method);
        }
        if let Some(names) = self.headers {
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
        }
    }
}

/// The headers about the origin of a request that its responses must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorsAnswer {
    allow: Option<HeaderValue>,
    /// Whether the response depends on the origin.
    varies: bool,
}

impl CorsAnswer {
    /// The answer to a request with these headers, to a route that allows these origins.
    #[must_use]
    pub fn new(origins: &Origins, headers: &HeaderMap) -> CorsAnswer {
        match origins {
            Origins::All => CorsAnswer {
                allow: Some(HeaderValue::from_static("*")),
                varies: false,
            },
            Origins::Only(origins) => {
                let origin = headers.get(ORIGIN);
                let is_allowed = |origin: &&HeaderValue| {
                    let mut origins = origins.iter();
                    origins.any(|one| one.as_bytes() == origin.as_bytes())
                };
                CorsAnswer {
                    allow: origin.filter(is_allowed).cloned(),
                    varies: true,
                }
            }
        }
    }

    /// Whether the origin is allowed.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.allow.is_some()
    }

    /// Adds the headers to those of a response.
    pub fn add(&self, headers: &mut HeaderMap) {
        match &self.allow {
            Some(origin) => {
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            }
            // The route's setting takes precedence over the workflow's response.
            None => {
                headers.remove(ACCESS_CONTROL_ALLOW_ORIGIN);
            }
        }
        if self.varies {
            headers.append(VARY, HeaderValue::from_static("origin"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect()
    }

    fn added(origins: &Origins, request: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut response = headers(&[("access-control-allow-origin", "https://other.example")]);
        CorsAnswer::new(origins, &headers(request)).add(&mut response);
        response
    }

    #[test]
    fn only_the_origins_of_the_list_are_allowed() {
        let origins = ["https://app.example", "http://localhost:3000"];
        let origins = Origins::Only(origins.iter().map(|origin| (*origin).into()).collect());
        for origin in ["https://app.example", "http://localhost:3000"] {
            let expected = headers(&[("access-control-allow-origin", origin), ("vary", "origin")]);
            assert_eq!(added(&origins, &[("origin", origin)]), expected);
        }
        let refused = headers(&[("vary", "origin")]);
        for origin in ["https://app.example.evil", "http://app.example", "null", ""] {
            assert_eq!(added(&origins, &[("origin", origin)]), refused, "{origin}");
        }
        assert_eq!(added(&origins, &[]), refused);
        let all = headers(&[("access-control-allow-origin", "*")]);
        assert_eq!(added(&Origins::All, &[]), all);
        assert_eq!(added(&Origins::All, &[("origin", "null")]), all);
    }

    #[test]
    fn a_preflight_has_an_origin_and_a_method() {
        let origin = ("origin", "https://app.example");
        let method = ("access-control-request-method", "PUT");
        let names = ("access-control-request-headers", "content-type,x-a");
        let both = headers(&[origin, method, names]);
        assert!(Preflight::of(&Method::GET, &both).is_none());
        for some in [
            &[origin][..],
            &[method],
            &[("access-control-request-method", "a b"), origin],
        ] {
            assert!(Preflight::of(&Method::OPTIONS, &headers(some)).is_none());
        }
        let preflight = Preflight::of(&Method::OPTIONS, &both).unwrap();
        assert_eq!(preflight.method, Method::PUT);
        let mut response = HeaderMap::new();
        preflight.allow(&mut response);
        let expected = headers(&[
            ("access-control-allow-methods", "PUT"),
            ("access-control-allow-headers", "content-type,x-a"),
        ]);
        assert_eq!(response, expected);
    }
}
