//! A response and the reason for it, and the response for each kind of refusal.

use flowright_compression::DecompressError;
use flowright_engine::FailureSummary;
use flowright_stdlib::failure::FailureCode;
use hyper::StatusCode;

use super::answer::{self, Answer};
use super::input::InputError;
use crate::audit::{Outcome, Why};
use crate::edge::body::BodyRefusal;
use crate::edge::scheme::Refusal;
use crate::request_id::RequestId;

/// A response and the reason for it.
pub(super) struct Verdict {
    pub(super) answer: Answer,
    pub(super) outcome: Outcome<'static>,
    /// Boxed because most requests have no such detail.
    pub(super) why: Option<Box<Why>>,
}

impl Verdict {
    /// A request that does not reach its flow.
    pub(super) fn refused(
        id: RequestId,
        status: StatusCode,
        message: &str,
        reason: &'static str,
    ) -> Verdict {
        Verdict {
            answer: answer::error(status, message, id.as_str()),
            outcome: Outcome::Refused(reason),
            why: None,
        }
    }

    /// 500, with the ID under which the log contains details; none of them are sent to the client.
    pub(super) fn failed(id: RequestId, why: Option<Why>) -> Verdict {
        Verdict {
            answer: answer::error(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal error",
                id.as_str(),
            ),
            outcome: Outcome::Done("failed"),
            why: why.map(Box::new),
        }
    }

    /// 504 for an execution whose deadline passed.
    pub(super) fn expired(id: RequestId, summary: FailureSummary) -> Verdict {
        let status = StatusCode::GATEWAY_TIMEOUT;
        Verdict {
            answer: answer::error(status, "deadline exceeded", id.as_str()),
            outcome: Outcome::Done("deadline"),
            why: Some(Box::new(Why::Failed(summary))),
        }
    }

    /// The same verdict, after which the connection is closed.
    pub(super) fn closing(self, http1: bool) -> Verdict {
        Verdict {
            answer: answer::closing(self.answer, http1),
            ..self
        }
    }

    /// The verdict for a request that fails verification.
    pub(super) fn unverified(
        refusal: Refusal,
        challenge: Option<&'static str>,
        id: RequestId,
    ) -> Verdict {
        let status = StatusCode::UNAUTHORIZED;
        let verdict = Verdict::refused(id, status, "unauthorized", refusal.as_str());
        match challenge {
            Some(challenge) => Verdict {
                answer: answer::challenging(verdict.answer, challenge),
                ..verdict
            },
            None => verdict,
        }
    }

    /// The verdict for a body that was not read.
    pub(super) fn of_body(refusal: BodyRefusal, id: RequestId) -> Verdict {
        let status = refusal.status();
        let message = status.canonical_reason().unwrap_or("bad request");
        let message = message.to_ascii_lowercase();
        let verdict = Verdict::refused(id, status, &message, refusal.as_str());
        match refusal {
            BodyRefusal::Encoded => Verdict {
                answer: answer::accepting_codings(verdict.answer),
                ..verdict
            },
            BodyRefusal::TooLarge | BodyRefusal::TooSlow | BodyRefusal::Broken => verdict,
        }
    }

    /// The verdict for a body that cannot be decompressed.
    pub(super) fn of_compression(error: DecompressError, id: RequestId) -> Verdict {
        match error {
            DecompressError::TooLarge => Verdict::refused(
                id,
                StatusCode::PAYLOAD_TOO_LARGE,
                "payload too large",
                "body_too_large",
            ),
            // The body is in a different format than it declares (RFC 9110, 15.5.16).
            DecompressError::Malformed(_) => Verdict::refused(
                id,
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                &error.to_string(),
                "body_not_compressed",
            ),
        }
    }

    /// The verdict for a request that does not match its flow.
    pub(super) fn of_input(error: &InputError, id: RequestId) -> Verdict {
        match error {
            InputError::Parameter => {
                Verdict::refused(id, StatusCode::NOT_FOUND, "not found", "bad_parameter")
            }
            InputError::Failure(failure) if failure.code == FailureCode::TooLarge => {
                let status = StatusCode::PAYLOAD_TOO_LARGE;
                Verdict::refused(id, status, "payload too large", "memory")
            }
            InputError::Failure(failure) => {
                tracing::error!(request_id = id.as_str(), %failure, "cannot read a request");
                Verdict::failed(id, None)
            }
            InputError::MediaType(wrong) => {
                let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
                Verdict::refused(id, status, &wrong.to_string(), "media_type")
            }
            InputError::Mismatch(_)
            | InputError::Multipart(_)
            | InputError::NotText
            | InputError::NotEmpty
            | InputError::Header(_)
            | InputError::Query(_) => {
                let status = StatusCode::BAD_REQUEST;
                Verdict {
                    why: Some(Box::new(error.why())),
                    ..Verdict::refused(id, status, &error.to_string(), "decode")
                }
            }
        }
    }
}
