//! The failure of an `http` step: its address, its status, and the beginning of the response.

use flowright_stdlib::failure::{Failure, FailureCode};

use super::http::{HttpOutput, HttpPlan, HttpRequest};
use super::request_text::RequestText;
use crate::redact::Redactor;

/// How many bytes of a response are shown.
const SHOWN: usize = 200;
/// How many bytes are searched for secrets. The difference to the number of bytes shown is larger
/// than any known form of a secret.
const READ: usize = 16 * 1024;

/// Method and address of a request. The query is left out, because it may contain tokens. A path
/// that contains a secret is also left out.
pub(crate) fn address(plan: &HttpPlan, request: &HttpRequest) -> String {
    let path = match &request.target {
        RequestText::Plain(target) => target.split(['?', '#']).next().unwrap_or_default(),
        RequestText::Secret(_) => "/***",
    };
    format!("{} {}{path}", plan.method, plan.shown_base)
}

/// A failure that occurred before there was a response.
pub(crate) fn unanswered(mut failure: Failure, address: &str, redactor: &Redactor) -> Failure {
    failure.message = redactor.redact(&format!("{address}: {}", failure.message));
    failure
}

/// A response with a status that the step does not accept.
pub(crate) fn of_status(output: &HttpOutput, address: &str, redactor: &Redactor) -> Failure {
    let message = format!(
        "{address} responded with {}{}",
        output.status,
        beginning(output, redactor)
    );
    let mut failure = Failure::new(FailureCode::HttpStatus, redactor.redact(&message));
    failure.status = Some(output.status);
    failure
}

/// A response that does not match what the step expects. Other failures are returned unchanged.
pub(crate) fn of_answer(
    mut failure: Failure,
    output: &HttpOutput,
    address: &str,
    redactor: &Redactor,
) -> Failure {
    if failure.code != FailureCode::Decode {
        return failure;
    }
    let message = format!(
        "{address} responded with {}, but not as expected: {}{}",
        output.status,
        failure.message,
        beginning(output, redactor)
    );
    failure.message = redactor.redact(&message);
    failure.status = Some(output.status);
    failure
}

/// The beginning of a response, on one line.
fn beginning(output: &HttpOutput, redactor: &Redactor) -> String {
    let read = output.body.get(..READ).unwrap_or(&output.body);
    let text = redactor.redact(&String::from_utf8_lossy(read));
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return String::from(", with an empty body");
    }
    let end = text.floor_char_boundary(SHOWN);
    let shown = text.get(..end).unwrap_or_default();
    let more = if end < text.len() { "…" } else { "" };
    format!(": {shown}{more}")
}
