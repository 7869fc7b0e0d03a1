//! The audit line of a request, which is written once, however the request ends.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use hyper::http::request::Parts;
use hyper::{Method, Uri};
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::answer::Answer;
use super::permits::Permit;
use super::shared::Shared;
use crate::audit::{Outcome, Record};
use crate::request_id::RequestId;

/// What is known of a request while it is on its way: its audit line, which is written once, however the request ends.
pub(super) struct RequestAudit {
    shared: Arc<Shared>,
    /// When the head had come, in microseconds since 1970: the one reading of the wall clock for this request.
    pub(super) received_at: i64,
    begun: Instant,
    pub(super) id: RequestId,
    pub(super) ip: IpAddr,
    method: Method,
    uri: Uri,
    pub(super) workflow: Option<usize>,
    pub(super) body_bytes: usize,
    written: bool,
    /// Held until the request has ended, whether its client is still there or not.
    _under_way: TaskTrackerToken,
    /// Held as long, where there was one to have.
    permit: Option<Permit>,
}

impl RequestAudit {
    /// For a request whose head has come.
    pub(super) fn begin(
        shared: Arc<Shared>,
        id: RequestId,
        peer: IpAddr,
        parts: &Parts,
    ) -> RequestAudit {
        RequestAudit {
            received_at: shared.clock.now(),
            begun: Instant::now(),
            id,
            ip: peer.to_canonical(),
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            workflow: None,
            body_bytes: 0,
            written: false,
            _under_way: shared.tasks.token(),
            permit: shared.requests.take(),
            shared,
        }
    }

    /// Writes the line of a request that has been answered.
    pub(super) fn answered(mut self, answer: Answer, outcome: Outcome<'_>) -> Answer {
        self.write(answer.status().as_u16(), outcome);
        answer
    }

    /// Whether the server has room for the request.
    pub(super) fn is_admitted(&self) -> bool {
        self.permit.is_some()
    }

    fn write(&mut self, status: u16, outcome: Outcome<'_>) {
        self.written = true;
        let program = &self.shared.site.program;
        self.shared.audit.record(&Record {
            time: self.received_at,
            request_id: self.id.as_str(),
            route: self
                .workflow
                .and_then(|index| program.workflow(index))
                .map(|one| &*one.name),
            method: self.method.as_str(),
            path: self.uri.path(),
            ip: self.ip,
            status,
            outcome,
            duration: self.begun.elapsed(),
            body_bytes: self.body_bytes as u64,
        });
    }
}

impl Drop for RequestAudit {
    /// Without an answer, either what was done for the request has panicked, or the client has gone before its request was read.
    fn drop(&mut self) {
        if self.written {
            return;
        }
        if std::thread::panicking() {
            self.write(500, Outcome::Done("panicked"));
        } else {
            self.write(0, Outcome::Refused("client_gone"));
        }
    }
}
