//! The members of `context`.

/// The members of `context`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextMember {
    /// `context.data`, with the type of the body.
    Data,
    /// `context.params.NAME`, by index among the path's parameters.
    Param(usize),
    /// `context.headers["x-literal"]`, lower case: `text?`.
    Header(Box<str>),
    /// `context.headers`, for a lookup by a name that is not a literal.
    Headers,
    /// The headers that the trigger declares, as a record with the lower-case names as fields.
    DeclaredHeaders,
    /// `context.query["literal"]`: `text?`, the first value.
    Query(Box<str>),
    /// `context.query`, if the trigger declares its members: a record.
    DeclaredQuery,
    /// `context.method`: text.
    Method,
    /// `context.path`: text, as sent, without the query.
    Path,
    /// `context.ip`: text.
    Ip,
    /// `context.caller`: text, the verified caller.
    Caller,
    /// `context.request_id`: text.
    RequestId,
    /// `context.received_at`: time.
    ReceivedAt,
    /// `context.body`: bytes as received.
    Body,
    /// `context.body_hash`: text, SHA-256 in lower-case hex.
    BodyHash,
}
