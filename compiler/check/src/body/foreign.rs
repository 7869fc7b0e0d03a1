//! What other languages and frameworks call what there is here too.

/// What other frameworks call by that name, as it is written here.
pub(super) fn name(text: &str) -> Option<String> {
    Some(match text {
        "data" | "payload" | "input" => "what was sent is `context.data`".to_owned(),
        "request" | "req" | "event" | "ctx" => {
            "the request is `context`: `context.data`, `context.headers[\"x\"]`".to_owned()
        }
        "body" => "the body as `body` in the trigger reads it is `context.data`".to_owned(),
        "params" => "a parameter of the path is `context.params.name`".to_owned(),
        "headers" => "a header is `context.headers[\"x-name\"]`".to_owned(),
        "query" => "a parameter of the query is `context.query[\"name\"]`".to_owned(),
        "ip" | "method" | "path" | "request_id" | "received_at" | "body_hash" => {
            format!("it is `context.{text}`")
        }
        "env" | "process" | "ENV" => {
            "what the operator sets is a `config` or a `secret`: `config.name`, `secrets.name`"
                .to_owned()
        }
        "console" | "print" | "println" | "logger" => {
            "a line in the history is `log info \"…\"`, which is not built yet".to_owned()
        }
        "fetch" | "axios" | "curl" => {
            "a request is a step: `http GET \"https://example.com\"`".to_owned()
        }
        "len" | "count" | "size" => "it is written `x.length`".to_owned(),
        _ => return None,
    })
}

/// What a function is called here, and elsewhere.
const ALIASES: &[(&str, &[&str])] = &[
    ("length", &["len", "size", "count", "strlen", "len_utf8"]),
    (
        "upper",
        &[
            "toUpperCase",
            "to_upper",
            "uppercase",
            "to_uppercase",
            "upcase",
            "toUpper",
        ],
    ),
    (
        "lower",
        &[
            "toLowerCase",
            "to_lower",
            "lowercase",
            "to_lowercase",
            "downcase",
            "toLower",
        ],
    ),
    ("trim", &["strip", "trimmed"]),
    ("contains", &["includes", "has", "include"]),
    ("starts_with", &["startsWith", "startswith", "has_prefix"]),
    ("ends_with", &["endsWith", "endswith", "has_suffix"]),
    ("is_empty", &["isEmpty", "empty"]),
    ("replace", &["replaceAll", "replace_all", "gsub"]),
];

/// The function of the library that another language calls so.
pub(super) fn function(text: &str) -> Option<&'static str> {
    let mut all = ALIASES.iter();
    let found = all.find(|(_, foreign)| foreign.contains(&text));
    found.map(|(meant, _)| *meant)
}
