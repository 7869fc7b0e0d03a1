//! The members of `context` and of a failure, and other names provided by the language.

use flowright_check::GivenBy;

/// The displayed type of a member of `context`, and its description.
pub(crate) fn member(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "data" => ("as `body` declares", "The decoded body."),
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
            "The address of the client; behind a proxy, as reported by the `--trusted-proxy`.",
        ),
        "caller" => (
            "text",
            "Who called: a user of `verify basic`, or a caller of `verify api_key`.",
        ),
        "request_id" => (
            "text",
            "The id that the audit log and error responses show.",
        ),
        "received_at" => ("time", "When the request arrived."),
        "body" => ("bytes", "The body, decompressed."),
        "body_hash" => (
            "text",
            "The SHA-256 of the body as it was sent, in hexadecimal digits.",
        ),
        _ => return None,
    })
}

/// The displayed type of a name provided by the language, and its description.
pub(crate) fn given(by: GivenBy, name: &str) -> Option<(&'static str, &'static str)> {
    Some(match (by, name) {
        (GivenBy::Row, "id") => (
            "int",
            "The number of the row. The store assigns it, and a program cannot write it.",
        ),
        (GivenBy::Row, "created") => (
            "bool",
            "Whether this `upsert` created the row; otherwise there was one already.",
        ),
        (GivenBy::Row, "changed") => (
            "bool",
            "Whether this `upsert` created the row or set its fields; otherwise its `where` has left the row alone.",
        ),
        (GivenBy::Answer, "status") => ("int", "The status of the response."),
        (GivenBy::Answer, "headers") => (
            "headers",
            "The headers of the response: `answer.headers[\"x-name\"]` is a text, or null.",
        ),
        (GivenBy::Answer, "body") => (
            "as `expect` declares",
            "The body of the response; with `accept any` null if the status is not 2xx.",
        ),
        (GivenBy::Failure, "code") => (
            "text",
            "The code of the failure: `http_status`, `timeout`, `unreachable`, `denied`, `decode`, `conflict`, `overflow`, `division_by_zero`, `out_of_range`, `too_large`, `too_many`, `fail`, `internal`.",
        ),
        (GivenBy::Failure, "message") => (
            "text",
            "What happened, for people. It may contain hosts and fields, so think before you return it to a stranger.",
        ),
        (GivenBy::Failure, "step") => (
            "text",
            "The step that failed, such as `http POST shipping`; empty if an expression failed.",
        ),
        (GivenBy::Failure, "status") => {
            ("int?", "The status of an HTTP response, if there was one.")
        }
        (GivenBy::File, "name") => (
            "text",
            "The name that the sender gives the file, without a path.",
        ),
        (GivenBy::File, "content_type") => (
            "text",
            "The content type that the sender declares; `text/plain` if there is none.",
        ),
        (GivenBy::File, "size") => ("int", "The number of bytes."),
        (GivenBy::File, "bytes") => ("bytes", "The content."),
        (GivenBy::Language, "now") => (
            "time",
            "The current time. Allowed in workflows, and as a default in collections.",
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
