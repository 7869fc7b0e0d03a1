//! What the language knows and this compiler does not build yet, beyond what the parser marks as such.
//!
//! Invariant: nothing of the language is accepted and ignored; a test walks this table and sees `E0901` for every word.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{self, Owner, SettingKind, Unbuilt};
use flowright_syntax::ast::Feature;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPlace {
    /// A setting, or a word that one takes.
    Setting(Owner),
    /// What follows `verify`.
    Scheme,
    /// What follows `channel NAME =`.
    Channel,
    /// The name of a type.
    Type,
    /// The name of a function that is called on nothing.
    Function,
    /// The name of a function that is called on a value.
    Method,
}

/// A word that is known and not built.
#[derive(Clone, Copy, Debug)]
pub struct UnbuiltWord {
    /// Where it stands.
    pub place: WordPlace,
    /// The word.
    pub word: &'static str,
    /// How it is written, for the test that walks the table.
    pub sample: &'static str,
}

const fn word(place: WordPlace, word: &'static str, sample: &'static str) -> UnbuiltWord {
    UnbuiltWord {
        place,
        word,
        sample,
    }
}

/// Such words of the library and of types. Those of settings, schemes and channels are in the catalogue.
const UNBUILT: &[UnbuiltWord] = {
    use WordPlace::{Function, Method, Type};
    &[
        word(Type, "bytes", "bytes"),
        word(Type, "decimal", "decimal"),
        word(Type, "duration", "duration"),
        word(Type, "map", "map"),
        word(Type, "secret", "secret"),
        word(Function, "uuid", "uuid()"),
        word(Function, "random", "random()"),
        word(Function, "min", "min(1, 2)"),
        word(Function, "max", "max(1, 2)"),
        word(Method, "keys", "context.headers.keys()"),
        word(Method, "values", "context.headers.values()"),
        word(Method, "to_decimal", "\"1\".to_decimal()"),
        word(Method, "to_json", "\"1\".to_json()"),
        word(Method, "parse_json", "\"1\".parse_json()"),
        word(Method, "matches", "\"a\".matches(r\"a\")"),
        word(Method, "format", "now().format(\"%Y\")"),
        word(Method, "hmac_sha256", "\"a\".hmac_sha256(\"k\")"),
        word(Method, "get", "context.body.get(\"a\")"),
    ]
};

/// Every such word.
pub fn unbuilt_words() -> impl Iterator<Item = UnbuiltWord> {
    let schemes = catalogue::unbuilt_schemes().map(|one| of(WordPlace::Scheme, one));
    let channels = catalogue::unbuilt_channels().map(|one| of(WordPlace::Channel, one));
    let settings = Owner::all().flat_map(|owner| {
        let words = owner.settings().iter().flat_map(|one| match one.kind {
            SettingKind::Choice { unbuilt, .. } => unbuilt,
            _ => &[],
        });
        let place = WordPlace::Setting(owner);
        words.chain(owner.unbuilt()).map(move |one| of(place, one))
    });
    let of_the_library = UNBUILT.iter().copied();
    of_the_library
        .chain(schemes)
        .chain(channels)
        .chain(settings)
}

fn of(place: WordPlace, unbuilt: &Unbuilt) -> UnbuiltWord {
    word(place, unbuilt.word, unbuilt.sample)
}

/// Whether the word is known there and not built.
pub(crate) fn is_unbuilt(place: WordPlace, word: &str) -> bool {
    let is_it = |one: &Unbuilt| one.word == word;
    match place {
        WordPlace::Setting(owner) => owner.unbuilt().any(is_it),
        WordPlace::Scheme => catalogue::unbuilt_schemes().any(is_it),
        WordPlace::Channel => catalogue::unbuilt_channels().any(is_it),
        WordPlace::Type | WordPlace::Function | WordPlace::Method => UNBUILT
            .iter()
            .any(|one| one.place == place && one.word == word),
    }
}

/// `E0901`: a part of the language that the compiler does not build yet.
pub(crate) fn report(span: Span, what: &str) -> Diagnostic {
    let several = ["patterns", "the trigger settings"];
    let is = if several.iter().any(|plural| what.starts_with(plural)) || what.contains("`, `") {
        "are"
    } else {
        "is"
    };
    Diagnostic::new(Code::NotBuilt, span, format!("{what} {is} not built yet"))
        .label("part of the language, but not of this version")
        .help(nearest_way(what))
}

/// What is nearest to a part of the language that is not built, by what its report begins with.
const WAYS: &[(&str, &str)] = &[
    (
        "`at most … at once`",
        "leave it out: `for` takes one element after the other",
    ),
    ("`stop`", "end the workflow by an answer: `respond 204`"),
    (
        "`delay`",
        "let the sender, or a timer outside, call a second workflow later",
    ),
    ("`later`", "do it before `respond`: the sender waits for it"),
    ("`parallel`", "write the steps one after the other"),
    (
        "`on failure`",
        "put the statements into `try { … } catch e { … }`",
    ),
    (
        "the trigger settings `query`",
        "read them one by one: `context.query[\"page\"]`, `context.headers[\"x-kind\"]`",
    ),
    (
        "the trigger setting `rate`",
        "limit requests in the proxy before the server",
    ),
    (
        "the trigger setting `dedupe`",
        "keep the id in a collection with `unique (…)`, and `upsert` by it",
    ),
    (
        "the trigger setting `concurrency`",
        "limit connections in the proxy before the server",
    ),
    (
        "the back-off of `retry`",
        "let the sender repeat the request: answer 503",
    ),
    (
        "`body json by`",
        "read one record with all fields, optional ones as `T?`, and `match` on its kind",
    ),
    ("`body multipart`", "have it sent as JSON or as a form"),
    ("`body xml`", "read it as `body text`"),
    (
        "`map<T>`",
        "name the fields that are needed: `{ name: text }`; others are ignored",
    ),
    (
        "the type `map`",
        "name the fields that are needed: `{ name: text }`; others are ignored",
    ),
    ("the type `decimal`", "keep money as an `int` of cents"),
    (
        "the type `bytes`",
        "`context.body` has the bytes of the request; as a value, take `text`",
    ),
    ("the type `duration`", "keep it as an `int` of seconds"),
    (
        "the type `secret`",
        "a secret is declared by `secret name` and used as `secrets.name`",
    ),
    ("`run`", "write it as an `fn`, or call a service by `http`"),
    (
        "`script`",
        "write it as an `fn`, or call a service by `http`",
    ),
    (
        "`call`",
        "share what pure work there is by `fn`, or call the other workflow's address by `http`",
    ),
    ("`start`", "call the other workflow's address by `http`"),
    (
        "`transaction`",
        "each step is whole by itself: write what belongs together into one row",
    ),
    ("`group by`", "keep a row for each group, by `upsert`"),
    (
        "`decode`",
        "say the form where it comes in: `body json T`, `expect T`",
    ),
    (
        "patterns by type",
        "match on a text field of the record: `match event.kind { \"a\" => … }`",
    ),
    (
        "`trigger schedule`",
        "let a timer outside (cron, systemd) send a request to a webhook",
    ),
    (
        "`trigger collection`",
        "do it in the workflow that writes the row",
    ),
    (
        "`trigger call`",
        "make it a webhook and call it by `http`, or an `fn`",
    ),
    (
        "`database`",
        "keep the rows in a `collection`, or reach the database by a service over `http`",
    ),
    (
        "a query parameter",
        "write its name: `context.query[\"page\"]`",
    ),
    (
        "a collection in",
        "keep the rows in a `collection` of its own, or reach the database by a service over `http`",
    ),
    (
        "`test`",
        "start the server with a data folder of its own, and send requests by `curl`",
    ),
    (
        "an `id` that is declared",
        "every row has an `id: int`, given by the store",
    ),
    ("an open union", "declare it as `text`"),
    (
        "a union of other types",
        "declare one record with all fields, optional ones as `T?`",
    ),
    (
        "a duration",
        "write it where a setting takes one, or as an `int` of seconds",
    ),
    (
        "a size",
        "write it where a setting takes one, or as an `int` of bytes",
    ),
    (
        "the function `uuid`",
        "the store numbers rows: use the `id` of a row, or `context.request_id`",
    ),
    (
        "the function `random`",
        "use `context.request_id`, which is another one each time",
    ),
    ("the function `min`", "compare: `if a < b { a } else { b }`"),
    ("the function `max`", "compare: `if a > b { a } else { b }`"),
    (
        "the function `get`",
        "name the fields in a type: `body json { name: text }`",
    ),
    (
        "the function `to_decimal`",
        "keep money as an `int` of cents",
    ),
    (
        "the function `format`",
        "`\"{now()}\"` writes a time as RFC 3339",
    ),
    (
        "the function `to_json`",
        "JSON is written by `json …` in `respond` and `http`",
    ),
    (
        "the function `parse_json`",
        "say the form where it comes in: `body json T`",
    ),
    (
        "the function `hmac_sha256`",
        "signatures are checked by `verify`",
    ),
    (
        "the function `matches`",
        "compare parts: `starts_with`, `ends_with`, `contains`",
    ),
    (
        "the function",
        "do it before the request is sent, or in a service that is called by `http`",
    ),
    (
        "`mode async`",
        "with `mode sync` the sender waits for the answer: respond as early as possible",
    ),
    (
        "the setting `retry`",
        "let the sender repeat the request: answer 503",
    ),
    (
        "the setting `form`",
        "send JSON: `json { … }`, or write the body as `text`",
    ),
    (
        "the setting `auth`",
        "write the header: `header \"Authorization\" \"Bearer {secrets.token}\"`, in a `service`",
    ),
    (
        "the setting `cors`",
        "let the proxy before the server add the headers",
    ),
    ("the setting `deadline`", "give the steps a `timeout`"),
    (
        "the setting `enabled`",
        "take the workflow out of the folder",
    ),
    ("the setting `ack`", "with `mode sync`, `respond` answers"),
    (
        "the setting",
        "leave it out: the default of this version applies",
    ),
    (
        "`verify",
        "by most providers' signatures: `verify hmac { secret secrets.NAME, header \"X-Signature\" }`",
    ),
    (
        "`verify gitlab`",
        "by its token: `verify token { secret secrets.NAME, header \"X-Gitlab-Token\" }`",
    ),
    (
        "the setting `body` of `verify token`",
        "have the token sent in a header: `header \"X-Token\"`",
    ),
    (
        "a channel of kind",
        "post to its address by a `service` and `http POST`",
    ),
];

/// The nearest way today; of several that fit, the one that says most.
fn nearest_way(what: &str) -> String {
    let ways = WAYS.iter().filter(|(start, _)| what.starts_with(start));
    let nearest = ways.max_by_key(|(start, _)| start.len());
    match nearest {
        Some((_, way)) => format!("today: {way}"),
        None => "leave it out until a version builds it".to_owned(),
    }
}

/// The same for what the parser marks.
pub(crate) fn feature(span: Span, feature: Feature) -> Diagnostic {
    report(span, feature.name)
}
