//! The way of one request.

use std::net::IpAddr;
use std::sync::Arc;

use flowright_engine::{Ended, Execution, Started, Waiting};
use flowright_ir::image::Workflow;
use flowright_stdlib::failure::FailureCode;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{Request, StatusCode, Version};

use super::answer::{self, Answer};
use super::input::{self, Facts, Misfit};
use super::listener::Shared;
use super::outlast::Outlasting;
use super::trace::Trace;
use crate::audit::Outcome;
use crate::edge::{body, client_ip, framing, scheme};
use crate::request_id::RequestId;
use crate::routes::Lookup;

/// An answer and how it came about.
struct Verdict {
    answer: Answer,
    outcome: Outcome<'static>,
}

/// What becomes of a request at the edge.
enum Decision {
    /// It is answered.
    Answered(Verdict),
    /// Its workflow waits for a step.
    Waiting(Waiting),
}

/// Answers a request.
pub(super) async fn handle(
    shared: Arc<Shared>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Answer {
    let (parts, incoming) = request.into_parts();
    let mut trace = Trace::begin(Arc::clone(&shared), peer, &parts);
    let waiting = match decide(&shared, &mut trace, &parts, incoming).await {
        Decision::Answered(verdict) => return trace.answered(verdict.answer, verdict.outcome),
        Decision::Waiting(waiting) => waiting,
    };
    // What waits goes on to its end, and to its audit line, without its client too.
    let id = trace.id;
    let execution = Outlasting::new(async move {
        let verdict = conclude(waiting.finish().await, id);
        trace.answered(verdict.answer, verdict.outcome)
    });
    execution.await.unwrap_or_else(|_| {
        tracing::error!(request_id = id.as_str(), "an execution panicked");
        failed(id).answer
    })
}

async fn decide(
    shared: &Arc<Shared>,
    trace: &mut Trace,
    parts: &Parts,
    incoming: Incoming,
) -> Decision {
    match admit(shared, trace, parts, incoming).await {
        Ok(execution) => match execution.start() {
            Started::Ended(ended) => Decision::Answered(conclude(ended, trace.id)),
            Started::Waiting(waiting) => Decision::Waiting(waiting),
        },
        Err(verdict) => Decision::Answered(verdict),
    }
}

/// Leads a request to its execution, or to the answer it gets instead.
async fn admit(
    shared: &Shared,
    trace: &mut Trace,
    parts: &Parts,
    incoming: Incoming,
) -> Result<Execution, Verdict> {
    let http1 = parts.version != Version::HTTP_2;
    let id = trace.id;
    let refuse = |status: StatusCode, message: &str, reason: &'static str| Verdict {
        answer: answer::error(status, message, id.as_str()),
        outcome: Outcome::Refused(reason),
    };

    if !trace.is_admitted() {
        let verdict = refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "too many requests are under way",
            "too_many_requests",
        );
        return Err(Verdict {
            answer: answer::closing(verdict.answer, http1),
            ..verdict
        });
    }
    if let Err(violation) = framing::check(parts) {
        let verdict = refuse(StatusCode::BAD_REQUEST, "bad request", violation.as_str());
        return Err(Verdict {
            answer: answer::closing(verdict.answer, http1),
            ..verdict
        });
    }
    match client_ip::client_ip(trace.ip, &parts.headers, &shared.settings.trusted_proxies) {
        Ok(ip) => trace.ip = ip,
        Err(_) => {
            return Err(refuse(
                StatusCode::BAD_REQUEST,
                "bad request",
                "unreadable_forwarded_for",
            ));
        }
    }
    let (index, parameters) = match shared.site.table.find(&parts.method, parts.uri.path()) {
        Lookup::Found { route, parameters } => (route, parameters),
        Lookup::NotFound => return Err(refuse(StatusCode::NOT_FOUND, "not found", "no_route")),
        Lookup::Malformed => {
            return Err(refuse(StatusCode::BAD_REQUEST, "bad request", "bad_path"));
        }
        Lookup::MethodNotAllowed { allow } => {
            return Err(Verdict {
                answer: answer::method_not_allowed(&allow, id.as_str()),
                outcome: Outcome::Refused("method_not_allowed"),
            });
        }
    };
    trace.workflow = Some(index);
    let program = &shared.site.program;
    let (Some(workflow), Some(gate)) =
        (program.workflows().get(index), shared.site.gates.get(index))
    else {
        return Err(refuse(StatusCode::NOT_FOUND, "not found", "no_route"));
    };
    if !gate.access.permits(trace.ip) {
        return Err(refuse(StatusCode::FORBIDDEN, "forbidden", "address"));
    }

    let limits = body::Limits {
        bytes: gate.max_body,
        idle: shared.settings.body_idle,
        total: shared.settings.body_total,
    };
    let raw = match body::read(&parts.headers, incoming, limits).await {
        Ok(raw) => raw,
        Err(refusal) => {
            let status = refusal.status();
            let message = status
                .canonical_reason()
                .unwrap_or("bad request")
                .to_ascii_lowercase();
            let verdict = refuse(status, &message, refusal.as_str());
            return Err(Verdict {
                answer: answer::closing(verdict.answer, http1),
                ..verdict
            });
        }
    };
    trace.body_bytes = raw.len();

    if let Some(verifier) = &gate.verifier {
        let request = scheme::Request {
            method: &parts.method,
            uri: &parts.uri,
            headers: &parts.headers,
            body: &raw,
            now: u64::try_from(program.host().clock.now() / 1_000_000).unwrap_or(0),
        };
        if let Err(refusal) = verifier.verify(&request) {
            return Err(refuse(
                StatusCode::UNAUTHORIZED,
                "unauthorized",
                refusal.as_str(),
            ));
        }
    }

    let facts = Facts {
        parts,
        parameters: &parameters,
        body: &raw,
        ip: trace.ip,
        request_id: id.as_str(),
        received_at: trace.received_at(),
    };
    let execution = program.begin(index, id.as_str());
    match prepare(execution, workflow, &facts) {
        Prepared::Ready(execution) => Ok(execution),
        Prepared::NotWanted => Err(Verdict {
            answer: answer::empty(StatusCode::NO_CONTENT),
            outcome: Outcome::Done("when"),
        }),
        Prepared::Failed => Err(failed(id)),
        Prepared::Misfit(misfit) => Err(match misfit {
            Misfit::Parameter => refuse(StatusCode::NOT_FOUND, "not found", "bad_parameter"),
            Misfit::Failure(failure) if failure.code == FailureCode::TooLarge => {
                refuse(StatusCode::PAYLOAD_TOO_LARGE, "payload too large", "memory")
            }
            Misfit::Failure(failure) => {
                tracing::error!(request_id = id.as_str(), %failure, "a request could not be read");
                failed(id)
            }
            misfit => refuse(StatusCode::BAD_REQUEST, &misfit.to_string(), "decode"),
        }),
    }
}

enum Prepared {
    Ready(Execution),
    /// `when` does not hold.
    NotWanted,
    /// `when` failed; it has been logged.
    Failed,
    Misfit(Misfit),
}

/// Fills in `context`, asks `when`, and only then looks into the body.
fn prepare(mut execution: Execution, workflow: &Workflow, facts: &Facts<'_>) -> Prepared {
    let filled = execution
        .context()
        .map_err(Misfit::from)
        .and_then(|context| input::fill(context, workflow, facts));
    if let Err(misfit) = filled {
        return Prepared::Misfit(misfit);
    }
    match execution.when() {
        Ok(true) => {}
        Ok(false) => return Prepared::NotWanted,
        Err(_) => return Prepared::Failed,
    }
    let decoded = execution
        .context()
        .map_err(Misfit::from)
        .and_then(|context| input::decode_body(context, workflow, facts.body));
    match decoded {
        Ok(()) => Prepared::Ready(execution),
        Err(misfit) => Prepared::Misfit(misfit),
    }
}

fn conclude(ended: Ended, id: RequestId) -> Verdict {
    let Ended {
        mut execution,
        result,
    } = ended;
    if result.is_err() {
        return failed(id);
    }
    let described = execution
        .context()
        .ok()
        .and_then(|context| answer::described(&mut context.response));
    match described {
        Some(answer) => Verdict {
            answer,
            outcome: Outcome::Done("answered"),
        },
        None => {
            tracing::error!(
                request_id = id.as_str(),
                "an execution ended without an answer"
            );
            failed(id)
        }
    }
}

/// 500 with the id under which the log says more, and nothing of the inside.
fn failed(id: RequestId) -> Verdict {
    Verdict {
        answer: answer::error(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal error",
            id.as_str(),
        ),
        outcome: Outcome::Done("failed"),
    }
}
