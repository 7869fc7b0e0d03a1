//! What a sender adds to a request so that it is accepted.

use std::fmt;

use hyper::header::HeaderName;

/// What a sender adds to a request. Its `Debug` output shows no values, because one of them may be
/// the secret itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Header fields.
    pub headers: Vec<(HeaderName, String)>,
    /// Query parameters, not encoded.
    pub query: Vec<(String, String)>,
}

impl Added {
    /// One header field.
    #[must_use]
    pub fn header(name: HeaderName, value: String) -> Added {
        Added {
            headers: vec![(name, value)],
            query: Vec::new(),
        }
    }

    /// One query parameter.
    #[must_use]
    pub fn query(name: String, value: String) -> Added {
        Added {
            headers: Vec::new(),
            query: vec![(name, value)],
        }
    }
}

impl fmt::Debug for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers.iter().map(|(name, _)| name.as_str());
        let query = self.query.iter().map(|(name, _)| name.as_str());
        f.debug_struct("Added")
            .field("headers", &headers.collect::<Vec<_>>())
            .field("query", &query.collect::<Vec<_>>())
            .finish()
    }
}
