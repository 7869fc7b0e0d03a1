//! The audit record of a request.

use std::net::IpAddr;
use std::time::Duration;

use flowright_engine::FailureSummary;

/// The audit record of a request.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// When the request was received, in microseconds since 1970.
    pub time: i64,
    /// Its id, which the client was also given.
    pub request_id: &'a str,
    /// The workflow, if one matched.
    pub route: Option<&'a str>,
    /// The method.
    pub method: &'a str,
    /// The path. The query is not written because it may contain tokens.
    pub path: &'a str,
    /// The client's address.
    pub ip: IpAddr,
    /// The caller, if `verify` identified one.
    pub caller: Option<&'a str>,
    /// The status of the response.
    pub status: u16,
    /// The outcome.
    pub outcome: Outcome<'a>,
    /// More detail about the outcome, if there is any.
    pub why: Option<&'a Why>,
    /// The time from the head of the request to the response.
    pub duration: Duration,
    /// How many bytes of the body were read.
    pub body_bytes: u64,
}

/// The outcome of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It reached its workflow; the word describes the result.
    Done(&'a str),
    /// The edge refused it, for this reason.
    Refused(&'a str),
}

/// Why a request had its outcome, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The body does not match its declared type.
    Mismatch {
        /// The path to the member; empty for the whole body.
        member: String,
        /// What is wrong with it.
        kind: &'static str,
    },
    /// The flow failed.
    Failed(FailureSummary),
    /// The last failure that the flow caught.
    Caught(FailureSummary),
}
