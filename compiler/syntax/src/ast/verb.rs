//! What a query asks for.

/// What a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryVerb {
    /// Rows.
    Find,
    /// A row.
    FindOne,
    /// The number of rows.
    Count,
    /// The values of a field, added up.
    Sum,
    /// Their mean.
    Avg,
    /// The smallest of them.
    Min,
    /// The largest of them.
    Max,
}

impl QueryVerb {
    /// The clauses that it takes, each once, as they are written.
    #[must_use]
    pub fn clauses(self) -> &'static [&'static str] {
        match self {
            QueryVerb::Find => &["where", "order by", "limit", "offset"],
            QueryVerb::FindOne => &["where", "order by"],
            QueryVerb::Count
            | QueryVerb::Sum
            | QueryVerb::Avg
            | QueryVerb::Min
            | QueryVerb::Max => &["where"],
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            QueryVerb::Find => "find",
            QueryVerb::FindOne => "find one",
            QueryVerb::Count => "count",
            QueryVerb::Sum => "sum",
            QueryVerb::Avg => "avg",
            QueryVerb::Min => "min",
            QueryVerb::Max => "max",
        }
    }
}
