//! Keywords that follow a setting, with their docs.

/// A keyword with its docs.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// A snippet that starts with the keyword.
    pub snippet: &'static str,
    /// Its purpose.
    pub docs: &'static str,
}

/// The keywords after `body`.
pub const BODIES: &[Word] = &[
    Word {
        word: "json",
        snippet: "json ",
        docs: "`context.data` is a value of the type that follows, or `json` if there is none.",
    },
    Word {
        word: "form",
        snippet: "form ",
        docs: "`context.data` is the record of a form; fields are scalars, optionals, and lists for repeated fields.",
    },
    Word {
        word: "multipart",
        snippet: "multipart ",
        docs: "`context.data` is the record of a form with files; fields are those of a form, and `file`, `file?` or `[file]`.",
    },
    Word {
        word: "text",
        snippet: "text",
        docs: "`context.data` is the whole body, which must be UTF-8.",
    },
    Word {
        word: "bytes",
        snippet: "bytes",
        docs: "`context.data` is the whole body.",
    },
    Word {
        word: "none",
        snippet: "none",
        docs: "There is no `context.data`; a request with a body is rejected.",
    },
];

/// The placeholders in a text that defines the signed content.
pub const SIGNED: &[Word] = &[
    Word {
        word: "timestamp",
        snippet: "timestamp",
        docs: "The header that `timestamp` names, as it was sent.",
    },
    Word {
        word: "body",
        snippet: "body",
        docs: "The body as it was sent.",
    },
    Word {
        word: "method",
        snippet: "method",
        docs: "The method of the request.",
    },
    Word {
        word: "path",
        snippet: "path",
        docs: "The path as it was sent, without the query.",
    },
    Word {
        word: "query",
        snippet: "query",
        docs: "The query as it was sent, without its `?`.",
    },
    Word {
        word: "headers",
        snippet: "headers[\"${1:x-id}\"]",
        docs: "The header of that name, which must occur exactly once.",
    },
    Word {
        word: "query",
        snippet: "query[\"${1:nonce}\"]",
        docs: "The query parameter of that name, which must occur exactly once.",
    },
    Word {
        word: "body",
        snippet: "body[\"${1:signature.token}\"]",
        docs: "The text at that path in a JSON body, or the field of that name of a form.",
    },
];
