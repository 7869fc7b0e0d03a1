//! Answers preflight requests for the workflow that the actual request will reach.

use std::sync::Arc;

use hyper::StatusCode;
use hyper::http::request::Parts;

use super::answer;
use super::request_audit::RequestAudit;
use super::verdict::Verdict;
use crate::audit::Outcome;
use crate::edge::cors::{CorsAnswer, Preflight};
use crate::routes::Lookup;

/// The verdict on a preflight request that no workflow answers; `None` if the request is not a
/// preflight request, or its route allows no origins.
pub(super) fn answer(audit: &mut RequestAudit, parts: &Parts) -> Option<Verdict> {
    let preflight = Preflight::of(&parts.method, &parts.headers)?;
    let site = Arc::clone(&audit.site);
    let Lookup::Found { route, .. } = site.table.find(&preflight.method, parts.uri.path()) else {
        return None;
    };
    let guard = site.guards.get(route)?;
    let cors = CorsAnswer::new(guard.cors.as_ref()?, &parts.headers);
    audit.workflow = Some(guard.workflow);
    let forbidden = |reason| Verdict::refused(audit.id, StatusCode::FORBIDDEN, "forbidden", reason);
    let verdict = if !guard.access.permits(audit.ip) {
        forbidden("address")
    } else if !cors.is_allowed() {
        forbidden("origin")
    } else {
        let mut answer = answer::empty(StatusCode::NO_CONTENT);
        preflight.allow(answer.headers_mut());
        Verdict {
            answer,
            outcome: Outcome::Done("preflight"),
            why: None,
        }
    };
    audit.cors = Some(cors);
    Some(verdict)
}
