//! The verbs of queries.

/// The verb of a query: what it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryVerb {
    /// Rows.
    Find,
    /// One row.
    FindOne,
    /// The number of rows.
    Count,
    /// The number of different values of a field.
    CountDistinct,
    /// The different values of a field.
    Distinct,
    /// The sum of a field's values.
    Sum,
    /// The mean of a field's values.
    Avg,
    /// The smallest of a field's values.
    Min,
    /// The largest of a field's values.
    Max,
}

impl QueryVerb {
    /// The clauses that the verb accepts, each at most once, in the order in which they are
    /// written.
    #[must_use]
    pub fn clauses(self) -> &'static [&'static str] {
        match self {
            QueryVerb::Find => &["where", "order by", "limit", "offset"],
            QueryVerb::FindOne => &["where", "order by"],
            QueryVerb::Count
            | QueryVerb::CountDistinct
            | QueryVerb::Sum
            | QueryVerb::Avg
            | QueryVerb::Min
            | QueryVerb::Max => &["where", "group by"],
            QueryVerb::Distinct => &["where"],
        }
    }

    /// The verb as written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            QueryVerb::Find => "find",
            QueryVerb::FindOne => "find one",
            QueryVerb::Count => "count",
            QueryVerb::CountDistinct => "count distinct",
            QueryVerb::Distinct => "distinct",
            QueryVerb::Sum => "sum",
            QueryVerb::Avg => "avg",
            QueryVerb::Min => "min",
            QueryVerb::Max => "max",
        }
    }
}
