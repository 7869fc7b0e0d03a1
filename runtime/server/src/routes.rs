//! Maps a method and a path to a workflow.
//!
//! In: patterns of literal segments and parameters. Out: for a request's path, the index of its
//! route and the decoded parameters, or the refusal. A path without parameters and escapes is one
//! hash lookup, and allocates nothing.
//!
//! How a path is matched:
//!
//! - By segment, percent-decoded one by one, so that `%2F` stays inside its segment and `/%61` is
//!   `/a`.
//! - A literal segment takes precedence over a parameter, from left to right. The most specific
//!   pattern whose parameters parse wins; only then is the method considered. HEAD and OPTIONS are
//!   methods like any other.
//! - A trailing slash is an empty last segment, hence a different path; if no route has it, it is
//!   ignored. Empty, `.` and `..` segments never match a parameter.
//! - A typed parameter that does not parse means that the path does not exist (404): `/orders/x`
//!   identifies no order.
//!
//! Why this is not [`matchit`](https://docs.rs/matchit) (0.9): it compares the bytes of the raw
//! path and returns its single best route, with no way to request the next. It therefore cannot do
//! the following, which is covered point by point by a test; methods and conflicts would have to be
//! handled here anyway.
//!
//! - If a typed parameter does not parse, a less specific pattern is tried, and likewise if a
//!   segment cannot be the value of a parameter (`.`, `..`).
//! - A literal segment matches however it is escaped, while an escaped slash stays inside its
//!   segment. A path decoded beforehand has lost that distinction, and a raw path matches too
//!   little.
//!
//! Invariant: a path and a method have at most one route; a table with two such routes is rejected.

mod decode;
mod table;

use std::borrow::Cow;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::decode::constant;
use flowright_stdlib::types::Type;
use hyper::Method;

pub use table::{Conflict, Table};

/// A route as declared: `webhook POST "/orders/{id: int}"`.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The segments after each slash; `/` alone has one, an empty literal.
    pub pattern: Vec<Segment>,
    /// Whether it is served. A disabled route still takes precedence over less specific ones.
    pub enabled: bool,
}

/// The part between two slashes of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// This text, after decoding. An empty last segment is a trailing slash.
    Literal(String),
    /// Any text that parses as the kind.
    Parameter {
        /// Its name.
        name: String,
        /// Its type.
        kind: Kind,
    },
}

/// The type of a path parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text that is not empty.
    Text,
    /// Decimal digits, optionally after a minus sign, that fit into 64 bits.
    Int,
    /// A finite decimal number.
    Float,
    /// A decimal number of at most 28 digits.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// A time in RFC 3339 format.
    Time,
    /// A date in ISO 8601 format.
    Date,
    /// A duration in ISO 8601 format.
    Duration,
}

impl Kind {
    /// Whether the decoded text is of this type.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Text => !text.is_empty(),
            Self::Int => !text.starts_with('+') && text.parse::<i64>().is_ok(),
            Self::Float => {
                text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
                    && text.parse::<f64>().is_ok_and(f64::is_finite)
            }
            Self::Decimal => Decimal::parse(text).is_some(),
            Self::Bool => matches!(text, "true" | "false"),
            Self::Time => constant(&Type::Time, text).is_ok(),
            Self::Date => constant(&Type::Date, text).is_ok(),
            Self::Duration => constant(&Type::Duration, text).is_ok(),
        }
    }
}

/// The result of looking up a path and a method.
#[derive(Debug, PartialEq, Eq)]
pub enum Lookup<'t, 'p> {
    /// A route.
    Found {
        /// Its index in the list from which the table was built.
        route: usize,
        /// The parameters' decoded texts, in the order of the pattern.
        parameters: Vec<Cow<'p, str>>,
    },
    /// No route has this path: 404.
    NotFound,
    /// All routes with this path are disabled: 404. If there is also an enabled route, a disabled
    /// one is treated as if it did not exist.
    Disabled {
        /// Its index in the list.
        route: usize,
    },
    /// Routes with this path have other methods: 405, with these in `Allow` (RFC 9110, 15.5.6).
    MethodNotAllowed {
        /// Their methods.
        allow: Vec<&'t Method>,
    },
    /// A segment has a broken escape, or is not UTF-8 when decoded: 400.
    Malformed {
        /// The name of the parameter in its position.
        parameter: Option<&'t str>,
    },
}

#[cfg(test)]
mod tests;
