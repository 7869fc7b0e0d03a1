//! What the language knows and this compiler does not build yet, beyond what the parser marks as such.
//!
//! Invariant: nothing of the language is accepted and ignored; a test walks this table and sees `E0901` for every word.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::Feature;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPlace {
    /// A setting of `trigger webhook`.
    Trigger,
    /// What follows `verify`.
    Scheme,
    /// What follows `mode`.
    Mode,
    /// A setting of a `service`.
    Service,
    /// What follows `channel NAME =`.
    Channel,
    /// A setting of a channel of kind email.
    Email,
    /// A setting of `notify` on a channel of kind email.
    Mail,
    /// A setting of `http`.
    Http,
    /// The name of a type.
    Type,
    /// The name of a function that is called on nothing.
    Function,
    /// The name of a function that is called on a value.
    Method,
}

/// A word that is known and not built.
#[derive(Clone, Copy, Debug)]
pub struct NotBuiltWord {
    /// Where it stands.
    pub place: WordPlace,
    /// The word.
    pub word: &'static str,
    /// How it is written, for the test that walks the table.
    pub sample: &'static str,
}

const fn word(place: WordPlace, word: &'static str, sample: &'static str) -> NotBuiltWord {
    NotBuiltWord {
        place,
        word,
        sample,
    }
}

/// Every such word.
pub const NOT_BUILT: &[NotBuiltWord] = {
    use WordPlace::{
        Channel, Email, Function, Http, Mail, Method, Mode, Scheme, Service, Trigger, Type,
    };
    &[
        word(Trigger, "rate", "rate 20 per 1m by context.ip"),
        word(Trigger, "query", "query { page: int }"),
        word(Trigger, "headers", "headers { \"x-id\": text }"),
        word(Trigger, "dedupe", "dedupe context.body_hash for 72h"),
        word(Trigger, "concurrency", "concurrency 1 by context.ip"),
        word(Trigger, "deadline", "deadline 30s"),
        word(Trigger, "ack", "ack 202"),
        word(Trigger, "cors", "cors [\"https://example.com\"]"),
        word(Trigger, "enabled", "enabled false"),
        word(Mode, "async", "mode async"),
        word(Scheme, "basic", "verify basic { secret secrets.k }"),
        word(Scheme, "bearer", "verify bearer(secrets.k)"),
        word(Scheme, "api_key", "verify api_key { secret secrets.k }"),
        word(Scheme, "jwt", "verify jwt { secret secrets.k }"),
        word(Scheme, "ed25519", "verify ed25519 { secret secrets.k }"),
        word(Scheme, "gitlab", "verify gitlab(secrets.k)"),
        word(Scheme, "stripe", "verify stripe(secrets.k)"),
        word(Scheme, "slack", "verify slack(secrets.k)"),
        word(Scheme, "shopify", "verify shopify(secrets.k)"),
        word(Scheme, "twilio", "verify twilio(secrets.k)"),
        word(
            Scheme,
            "standard_webhooks",
            "verify standard_webhooks(secrets.k)",
        ),
        word(Service, "auth", "auth bearer(secrets.k)"),
        word(Service, "retry", "retry 3"),
        word(Service, "max_response", "max_response 1mb"),
        word(Channel, "discord", "discord { url secrets.k }"),
        word(Channel, "teams", "teams { url secrets.k }"),
        word(Channel, "telegram", "telegram { token secrets.k }"),
        word(Channel, "dingtalk", "dingtalk { url secrets.k }"),
        word(Channel, "wecom", "wecom { url secrets.k }"),
        word(Channel, "feishu", "feishu { url secrets.k }"),
        word(Channel, "sms", "sms { url secrets.k }"),
        word(Channel, "webhook", "webhook { url secrets.k }"),
        word(Email, "reply_to", "reply_to \"a@example.com\""),
        word(Mail, "html", "html \"<p>x</p>\""),
        word(Mail, "cc", "cc \"a@example.com\""),
        word(Mail, "bcc", "bcc \"a@example.com\""),
        word(Mail, "reply_to", "reply_to \"a@example.com\""),
        word(Http, "form", "form { a: 1 }"),
        word(Http, "multipart", "multipart { a: 1 }"),
        word(Http, "bytes", "bytes context.body"),
        word(Http, "auth", "auth bearer(secrets.k)"),
        word(Http, "retry", "retry 3"),
        word(Http, "idempotent", "idempotent"),
        word(Http, "key", "key context.request_id"),
        word(Type, "bytes", "bytes"),
        word(Type, "decimal", "decimal"),
        word(Type, "duration", "duration"),
        word(Type, "map", "map"),
        word(Type, "secret", "secret"),
        word(Function, "uuid", "uuid()"),
        word(Function, "random", "random()"),
        word(Function, "min", "min(1, 2)"),
        word(Function, "max", "max(1, 2)"),
        word(Method, "map", "[1].map(n => n + 1)"),
        word(Method, "filter", "[1].filter(n => n > 0)"),
        word(Method, "find", "[1].find(n => n > 0)"),
        word(Method, "any", "[1].any(n => n > 0)"),
        word(Method, "all", "[1].all(n => n > 0)"),
        word(Method, "flat_map", "[[1]].flat_map(n => n)"),
        word(Method, "sum", "[1].sum(n => n)"),
        word(Method, "avg", "[1].avg(n => n)"),
        word(Method, "min", "[1].min()"),
        word(Method, "max", "[1].max()"),
        word(Method, "first", "[1].first()"),
        word(Method, "last", "[1].last()"),
        word(Method, "sort", "[1].sort()"),
        word(Method, "sort_by", "[1].sort_by(n => n)"),
        word(Method, "group_by", "[1].group_by(n => n)"),
        word(Method, "unique", "[1].unique()"),
        word(Method, "reverse", "[1].reverse()"),
        word(Method, "skip", "[1].skip(1)"),
        word(Method, "slice", "\"abc\".slice(0, 1)"),
        word(Method, "keys", "context.headers.keys()"),
        word(Method, "values", "context.headers.values()"),
        word(Method, "round", "1.5.round()"),
        word(Method, "floor", "1.5.floor()"),
        word(Method, "ceil", "1.5.ceil()"),
        word(Method, "abs", "1.5.abs()"),
        word(Method, "to_int", "\"1\".to_int()"),
        word(Method, "to_float", "\"1\".to_float()"),
        word(Method, "to_decimal", "\"1\".to_decimal()"),
        word(Method, "to_json", "\"1\".to_json()"),
        word(Method, "parse_json", "\"1\".parse_json()"),
        word(Method, "matches", "\"a\".matches(r\"a\")"),
        word(Method, "format", "now().format(\"%Y\")"),
        word(Method, "sha256", "\"a\".sha256()"),
        word(Method, "hmac_sha256", "\"a\".hmac_sha256(\"k\")"),
        word(Method, "base64", "\"a\".base64()"),
        word(Method, "hex", "\"a\".hex()"),
        word(Method, "get", "context.body.get(\"a\")"),
    ]
};

/// Whether the word is known there and not built.
pub(crate) fn is_not_built(place: WordPlace, word: &str) -> bool {
    NOT_BUILT
        .iter()
        .any(|one| one.place == place && one.word == word)
}

/// `E0901`: a part of the language that the compiler does not build yet.
pub(crate) fn not_built(span: Span, what: &str) -> Diagnostic {
    let several = ["lambdas", "patterns", "the trigger settings"];
    let is = if several.iter().any(|plural| what.starts_with(plural)) || what.contains("`, `") {
        "are"
    } else {
        "is"
    };
    Diagnostic::new(Code::NotBuilt, span, format!("{what} {is} not built yet"))
        .label("part of the language, but this version cannot do it")
        .note("nothing is accepted and then ignored: leave it out until a version builds it")
}

/// The same for what the parser marks.
pub(crate) fn feature(span: Span, feature: Feature) -> Diagnostic {
    not_built(span, feature.name)
}
