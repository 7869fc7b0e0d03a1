//! The members of `context`, of a failure, and what the language gives besides.

use flowright_check::GivenBy;

/// The type of a member of `context` as it reads, and what it is.
pub(crate) fn member(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "data" => ("as `body` says", "The body, read."),
        "headers" => (
            "headers",
            "The request's headers: `context.headers[\"x-name\"]` is the first of that name, in any case, or null.",
        ),
        "query" => (
            "query",
            "The query of the URL: `context.query[\"page\"]` is the first parameter of that name, or null.",
        ),
        "params" => (
            "parameters",
            "The parameters of the path: `{topic}` in it is `context.params.topic`.",
        ),
        "method" => ("text", "The method of the request."),
        "path" => ("text", "The path as it was sent, without the query."),
        "ip" => (
            "text",
            "The address of the client; behind a proxy, as `--trusted-proxy` lets it be told.",
        ),
        "request_id" => (
            "text",
            "The id that the audit log and the answers to errors show.",
        ),
        "received_at" => ("time", "When the request came."),
        "body" => ("bytes", "The body as it came."),
        "body_hash" => ("text", "The SHA-256 of the body, in hexadecimal digits."),
        _ => return None,
    })
}

/// What is given by something: its type as it reads, and what it is.
pub(crate) fn given(by: GivenBy, name: &str) -> Option<(&'static str, &'static str)> {
    Some(match (by, name) {
        (GivenBy::Row, "id") => (
            "int",
            "The number of the row. The store gives it, and nobody writes it.",
        ),
        (GivenBy::Row, "created") => (
            "bool",
            "Whether the row was made by this `upsert`; otherwise it was there, and was changed.",
        ),
        (GivenBy::Answer, "status") => ("int", "The status of the answer."),
        (GivenBy::Answer, "headers") => (
            "headers",
            "The headers of the answer: `answer.headers[\"x-name\"]` is a text, or null.",
        ),
        (GivenBy::Answer, "body") => (
            "as `expect` says",
            "The body of the answer; under `accept any` null where the status is not 2xx.",
        ),
        (GivenBy::Failure, "code") => (
            "text",
            "Which failure it is: `http_status`, `timeout`, `unreachable`, `denied`, `decode`, `conflict`, `overflow`, `division_by_zero`, `out_of_range`, `too_large`, `fail`, `internal`.",
        ),
        (GivenBy::Failure, "message") => (
            "text",
            "What happened, for people. It may name hosts and fields: think before answering it to a stranger.",
        ),
        (GivenBy::Failure, "step") => (
            "text",
            "The step that failed, such as `http POST shipping`; empty where an expression did.",
        ),
        (GivenBy::Failure, "status") => {
            ("int?", "The status of an HTTP answer, where it was that.")
        }
        (GivenBy::Language, "now") => (
            "time",
            "The time. It stands in workflows, and as a default in collections.",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use flowright_check::vocabulary;

    #[test]
    fn every_member_of_context_has_its_docs() {
        for name in vocabulary::CONTEXT {
            assert!(super::member(name).is_some(), "`context.{name}`");
        }
    }
}
