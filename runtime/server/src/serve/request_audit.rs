//! The audit line of a request, written exactly once, however the request ends.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use hyper::http::request::Parts;
use hyper::{Method, Uri};
use tokio_util::task::task_tracker::TaskTrackerToken;

use super::answer::Answer;
use super::permits::Permit;
use super::shared::Shared;
use super::site::Site;
use super::verdict::Verdict;
use crate::audit::{Outcome, Record, Why};
use crate::edge::cors::CorsAnswer;
use crate::request_id::RequestId;

/// The state of a request in progress: its audit line, which is written exactly once, however the
/// request ends.
pub(super) struct RequestAudit {
    shared: Arc<Shared>,
    /// The site that serves the request.
    pub(super) site: Arc<Site>,
    /// When the head of the request was read, in microseconds since 1970. The server reads the wall
    /// clock only here for this request; the engine reads it again after each step.
    pub(super) received_at: i64,
    begun: Instant,
    pub(super) id: RequestId,
    pub(super) ip: IpAddr,
    /// The caller, if the `verify` of the route identifies one.
    pub(super) caller: Option<Box<str>>,
    method: Method,
    uri: Uri,
    pub(super) workflow: Option<usize>,
    pub(super) body_bytes: usize,
    /// The headers that the route adds to every response.
    pub(super) cors: Option<CorsAnswer>,
    written: bool,
    /// Held until the request has ended, whether or not its client is still connected.
    _under_way: TaskTrackerToken,
    /// Also held until the request has ended, if a permit was available, and then until the client
    /// has received the response.
    permit: Option<Permit>,
}

impl RequestAudit {
    /// The audit of a request whose head has been read.
    pub(super) fn begin(
        shared: Arc<Shared>,
        id: RequestId,
        peer: IpAddr,
        parts: &Parts,
    ) -> RequestAudit {
        RequestAudit {
            site: shared.site.load_full(),
            received_at: shared.clock.now(),
            begun: Instant::now(),
            id,
            ip: peer.to_canonical(),
            caller: None,
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            workflow: None,
            body_bytes: 0,
            cors: None,
            written: false,
            _under_way: shared.tasks.token(),
            permit: shared.requests.take(),
            shared,
        }
    }

    /// Writes the line of a request that has been answered. The response counts as unsent until the
    /// client has received it.
    pub(super) fn answered(mut self, verdict: Verdict) -> Answer {
        let status = verdict.answer.status().as_u16();
        self.write(status, verdict.outcome, verdict.why.as_deref());
        let permit = self.permit.take();
        let mut answer = verdict.answer;
        if let Some(cors) = &self.cors {
            cors.add(answer.headers_mut());
        }
        answer.map(|body| self.shared.unsent.hold(body, permit))
    }

    /// Why the server has no capacity for the request: the message, and the reason for the audit
    /// log. `None` if it has capacity.
    pub(super) fn no_room(&self) -> Option<(&'static str, &'static str)> {
        if self.permit.is_none() {
            Some(("too many requests in progress", "too_many_requests"))
        } else if self.shared.unsent.is_full() {
            Some(("too many unread responses", "too_many_answers"))
        } else {
            None
        }
    }

    fn write(&mut self, status: u16, outcome: Outcome<'_>, why: Option<&Why>) {
        self.written = true;
        let program = &self.site.program;
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
            caller: self.caller.as_deref(),
            status,
            outcome,
            why,
            duration: self.begun.elapsed(),
            body_bytes: self.body_bytes as u64,
        });
    }
}

impl Drop for RequestAudit {
    /// If there is no response, either the processing of the request has panicked, or the client
    /// left before its request had been read.
    fn drop(&mut self) {
        if self.written {
            return;
        }
        if std::thread::panicking() {
            self.write(500, Outcome::Done("panicked"), None);
        } else {
            self.write(0, Outcome::Refused("client_gone"), None);
        }
    }
}
