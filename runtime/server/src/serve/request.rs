//! The processing of one request.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;

use flowright_engine::{Ended, Execution, ExecutionError, Started, Waiting};
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode, Version};

use super::answer::{self, Answer};
use super::answer_body::AnswerBody;
use super::content::Content;
use super::detach::DetachOnDrop;
use super::input::Facts;
use super::panic::catch_panic;
use super::preflight;
use super::prepare::{Prepared, prepare};
use super::request_audit::RequestAudit;
use super::shared::Shared;
use super::streams::Progress;
use super::verdict::Verdict;
use crate::audit::{Outcome, Why};
use crate::edge::body::BodyRefusal;
use crate::edge::cors::CorsAnswer;
use crate::edge::{body, client_ip, framing, linger, scheme};
use crate::request_id::RequestId;
use crate::routes::Lookup;

/// The edge's decision about a request.
enum Decision {
    /// It has been answered.
    Answered(Verdict),
    /// Its workflow is waiting for a step.
    Waiting(Waiting),
}

/// Answers a request.
pub(super) async fn handle(
    shared: Arc<Shared>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Response<AnswerBody> {
    let id = shared.ids.next();
    // hyper withholds the body of a response to HEAD only for HTTP/1 (RFC 9110, 9.3.2).
    let is_head = request.method() == Method::HEAD && request.version() == Version::HTTP_2;
    let work = pin!(respond(shared, id, peer, request));
    let mut answer = guarded(id, work).await;
    if is_head && !answer.body().is_empty() {
        answer = answer::without_body(answer);
    }
    answer.map(|body| AnswerBody::new(body, Progress::of_task()))
}

/// A panic ends only one request: its client gets 500, the log gets a line, and its connection
/// continues. The request's [`RequestAudit`], which the panic drops, has written the audit line.
async fn guarded(id: RequestId, work: impl Future<Output = Answer> + Unpin) -> Answer {
    catch_panic(work).await.unwrap_or_else(|panic| {
        tracing::error!(request_id = id.as_str(), %panic, "a request panicked");
        Verdict::failed(id, None).answer
    })
}

async fn respond(
    shared: Arc<Shared>,
    id: RequestId,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Answer {
    let (parts, incoming) = request.into_parts();
    let mut audit = RequestAudit::begin(Arc::clone(&shared), id, peer, &parts);
    match decide(&shared, &mut audit, &parts, incoming).await {
        Decision::Answered(verdict) => audit.answered(verdict),
        Decision::Waiting(waiting) => {
            let work = async move { conclude(waiting.finish().await, id) };
            detachable(audit, work).await
        }
    }
}

/// Work that runs to its end, including the request's audit line, even without its client.
pub(super) fn detachable(
    audit: RequestAudit,
    work: impl Future<Output = Verdict> + Send + 'static,
) -> DetachOnDrop<Answer> {
    let id = audit.id;
    DetachOnDrop::new(async move {
        let work = pin!(async move { audit.answered(work.await) });
        guarded(id, work).await
    })
}

async fn decide(
    shared: &Arc<Shared>,
    audit: &mut RequestAudit,
    parts: &Parts,
    incoming: Incoming,
) -> Decision {
    let mut unread = Some(incoming);
    let admitted = admit(shared, audit, parts, &mut unread).await;
    if let Some(rest) = unread {
        linger::discard(parts, rest);
    }
    match admitted {
        Ok(execution) => match execution.start() {
            Started::Ended(ended) => Decision::Answered(conclude(ended, audit.id)),
            Started::Waiting(waiting) => Decision::Waiting(waiting),
        },
        Err(verdict) => Decision::Answered(verdict),
    }
}

/// Processes a request up to its execution, or to the response it gets instead. If the client is
/// still sending its body, the unread rest of the body remains in `incoming`.
async fn admit(
    shared: &Shared,
    audit: &mut RequestAudit,
    parts: &Parts,
    incoming: &mut Option<Incoming>,
) -> Result<Execution, Verdict> {
    let http1 = parts.version != Version::HTTP_2;
    let id = audit.id;
    let refuse = |status: StatusCode, message: &str, reason: &'static str| {
        Verdict::refused(id, status, message, reason)
    };

    if let Some((message, reason)) = audit.no_room() {
        let verdict = refuse(StatusCode::SERVICE_UNAVAILABLE, message, reason);
        return Err(verdict.closing(http1));
    }
    if let Err(violation) = framing::check(parts) {
        // It is not known where the body ends.
        incoming.take();
        let verdict = refuse(StatusCode::BAD_REQUEST, "bad request", violation.as_str());
        return Err(verdict.closing(http1));
    }
    match client_ip::client_ip(audit.ip, &parts.headers, &shared.settings.trusted_proxies) {
        Ok(ip) => audit.ip = ip,
        Err(_) => {
            return Err(refuse(
                StatusCode::BAD_REQUEST,
                "bad request",
                "unreadable_forwarded_for",
            ));
        }
    }
    let site = Arc::clone(&audit.site);
    let (index, parameters) = match site.table.find(&parts.method, parts.uri.path()) {
        Lookup::Found { route, parameters } => (route, parameters),
        Lookup::Disabled { route } => {
            audit.workflow = site.guards.get(route).map(|guard| guard.workflow);
            return Err(refuse(StatusCode::NOT_FOUND, "not found", "disabled"));
        }
        Lookup::NotFound => return Err(refuse(StatusCode::NOT_FOUND, "not found", "no_route")),
        Lookup::Malformed { parameter } => {
            let message = parameter.map_or_else(
                || String::from("bad request"),
                |name| format!("{name} in the path is not percent-encoded UTF-8"),
            );
            return Err(refuse(StatusCode::BAD_REQUEST, &message, "bad_path"));
        }
        Lookup::MethodNotAllowed { allow } => {
            if let Some(verdict) = preflight::answer(audit, parts) {
                return Err(verdict);
            }
            return Err(Verdict {
                answer: answer::method_not_allowed(&allow, id.as_str()),
                outcome: Outcome::Refused("method_not_allowed"),
                why: None,
            });
        }
    };
    let program = &site.program;
    let Some(guard) = site.guards.get(index) else {
        return Err(refuse(StatusCode::NOT_FOUND, "not found", "no_route"));
    };
    audit.workflow = Some(guard.workflow);
    let origins = guard.cors.as_ref();
    audit.cors = origins.map(|origins| CorsAnswer::new(origins, &parts.headers));
    if !guard.access.permits(audit.ip) {
        return Err(refuse(StatusCode::FORBIDDEN, "forbidden", "address"));
    }

    let limits = body::Limits {
        bytes: guard.max_body,
        idle: shared.settings.body_idle,
        total: shared.settings.body_total,
    };
    let Some(mut body) = incoming.take() else {
        return Err(Verdict::failed(id, None));
    };
    let raw = match body::read(&parts.headers, &mut body, limits).await {
        Ok(raw) => raw,
        Err(refusal) => {
            if matches!(refusal, BodyRefusal::TooLarge | BodyRefusal::Encoded) {
                *incoming = Some(body);
            }
            return Err(Verdict::of_body(refusal, id).closing(http1));
        }
    };
    audit.body_bytes = raw.len();

    if let Some(verifier) = &guard.verifier {
        let request = scheme::Request {
            method: &parts.method,
            uri: &parts.uri,
            headers: &parts.headers,
            body: &raw,
            now: scheme::unix_seconds(audit.received_at),
        };
        let accepted = verifier.accept(&request);
        let caller =
            accepted.map_err(|refusal| Verdict::unverified(refusal, verifier.challenge(), id))?;
        audit.caller = caller.map(Into::into);
    }

    let content = Content::of(&parts.headers, &raw, guard.max_body).await;
    let content = content.map_err(|error| Verdict::of_compression(error, id))?;
    let facts = Facts {
        parts,
        parameters: &parameters,
        raw: &raw,
        content: &content,
        ip: audit.ip,
        caller: audit.caller.as_deref(),
        request_id: id.as_str(),
        received_at: audit.received_at,
    };
    match prepare(program, guard, &facts).await {
        Prepared::Ready(execution) => Ok(execution),
        Prepared::NotWanted => Err(Verdict {
            answer: answer::empty(StatusCode::NO_CONTENT),
            outcome: Outcome::Done("when"),
            why: None,
        }),
        Prepared::Expired(summary) => Err(Verdict::expired(id, summary)),
        Prepared::Failed(failure) => Err(Verdict::failed(id, Some(Why::Failed(failure)))),
        Prepared::Refused(error) => Err(Verdict::of_input(&error, id)),
    }
}

fn conclude(ended: Ended, id: RequestId) -> Verdict {
    let Ended {
        mut execution,
        result,
        caught,
    } = ended;
    match result {
        Ok(()) => {}
        Err(ExecutionError::Failed(failure)) => {
            return Verdict::failed(id, Some(Why::Failed(failure.summary)));
        }
        Err(ExecutionError::Expired(summary)) => return Verdict::expired(id, summary),
    }
    let described = execution.response().ok().and_then(answer::described);
    match described {
        Some(answer) => Verdict {
            answer,
            outcome: Outcome::Done("answered"),
            why: caught.map(|caught| Box::new(Why::Caught(caught))),
        },
        None => {
            tracing::error!(
                request_id = id.as_str(),
                "an execution ended without a response"
            );
            Verdict::failed(id, None)
        }
    }
}
