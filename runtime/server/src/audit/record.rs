//! What is written of a request.

use std::net::IpAddr;
use std::time::Duration;

use flowright_engine::FailureSummary;

/// What is written of a request.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// When the request was received, in microseconds since 1970.
    pub time: i64,
    /// Its id, which the client was told.
    pub request_id: &'a str,
    /// The workflow, once it was found.
    pub route: Option<&'a str>,
    /// The method.
    pub method: &'a str,
    /// The path. A query, which may hold tokens, is not written.
    pub path: &'a str,
    /// The client's address.
    pub ip: IpAddr,
    /// The answer's status.
    pub status: u16,
    /// How it went.
    pub outcome: Outcome<'a>,
    /// Why it went so, where there is more to say.
    pub why: Option<&'a Why>,
    /// From the request's head to the answer.
    pub duration: Duration,
    /// How much of a body was read.
    pub body_bytes: u64,
}

/// How a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It got to its workflow; the word says how that went.
    Done(&'a str),
    /// It was refused at the edge, for this reason.
    Refused(&'a str),
}

/// Why a request went as it did, for who looks after the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The body does not fit.
    Mismatch {
        /// The way to the member, empty for the whole body.
        member: String,
        /// What is wrong with it.
        kind: &'static str,
    },
    /// The flow failed.
    Failed(FailureSummary),
    /// The flow went on after a failure that it caught, the last one of several.
    Caught(FailureSummary),
}
