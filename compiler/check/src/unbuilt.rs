//! Parts of the language that this compiler does not support yet, besides the parts that the parser
//! marks as unsupported.
//!
//! Invariant: no part of the language is accepted and ignored. A test iterates over this table and
//! expects `E0901` for every word.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::{self, Owner, SettingKind, Unbuilt};
use flowright_syntax::ast::Feature;

/// The place of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPlace {
    /// A setting, or a keyword that a setting accepts.
    Setting(Owner),
    /// After `verify`.
    Scheme,
    /// After `channel NAME =`.
    Channel,
    /// The name of a type.
    Type,
    /// The name of a function called without a receiver.
    Function,
    /// The name of a function called on a value.
    Method,
}

/// A known word that is not supported yet.
#[derive(Clone, Copy, Debug)]
pub struct UnbuiltWord {
    /// Its place.
    pub place: WordPlace,
    /// The word.
    pub word: &'static str,
    /// A sample of its use, for the test that iterates over the table.
    pub sample: &'static str,
}

const fn word(place: WordPlace, word: &'static str, sample: &'static str) -> UnbuiltWord {
    UnbuiltWord {
        place,
        word,
        sample,
    }
}

/// Unsupported words of the library and of types. Unsupported words of settings, schemes and
/// channels are in the catalogue.
const UNBUILT: &[UnbuiltWord] = {
    use WordPlace::Type;
    &[word(Type, "secret", "secret")]
};

/// All unsupported words.
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

/// Whether the word is known in that place but not supported yet.
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

/// `E0901`: a part of the language that the compiler does not support yet.
pub(crate) fn report(span: Span, what: &str) -> Diagnostic {
    let several = ["operations", "the trigger settings"];
    let is = if several.iter().any(|plural| what.starts_with(plural)) || what.contains("`, `") {
        "are"
    } else {
        "is"
    };
    Diagnostic::new(
        Code::NotBuilt,
        span,
        format!("{what} {is} not supported yet"),
    )
    .label("not in this version")
    .help(nearest_way(what))
}

/// The closest alternative to each unsupported part of the language, by the prefix of its
/// description.
const WAYS: &[(&str, &str)] = &[
    ("`stop`", "end the workflow with a response: `respond 204`"),
    (
        "`delay`",
        "have the sender, or an external timer, call a second workflow later",
    ),
    ("`later`", "do it before `respond`: the sender waits for it"),
    (
        "`parallel first`",
        "use `parallel settled`, and take the first branch without an `error`",
    ),
    (
        "`on failure`",
        "put the statements into `try { … } catch e { … }`",
    ),
    (
        "the trigger setting `rate`",
        "limit requests in the proxy in front of the server",
    ),
    (
        "the trigger setting `dedupe`",
        "keep the id in a collection with `unique (…)`, and `upsert` by it",
    ),
    (
        "the trigger setting `concurrency`",
        "limit connections in the proxy in front of the server",
    ),
    (
        "the back-off of `retry`",
        "respond with 503, so that the sender repeats the request",
    ),
    ("`body xml`", "declare it as `body text`"),
    (
        "the type `secret`",
        "declare a secret with `secret name`, and use it as `secrets.name`",
    ),
    ("`run`", "write it as a `fn`, or call a service with `http`"),
    (
        "`script`",
        "write it as a `fn`, or call a service with `http`",
    ),
    (
        "`start`",
        "`call` it, which waits for its result, or call its address with `http`",
    ),
    (
        "`trigger schedule`",
        "have an external timer (cron, systemd) send a request to a webhook",
    ),
    (
        "`trigger collection`",
        "do it in the workflow that writes the row",
    ),
    (
        "`database`",
        "keep the rows in a `collection`, or access the database through an HTTP service",
    ),
    (
        "a query parameter",
        "write its name: `context.query[\"page\"]`",
    ),
    (
        "a collection in",
        "keep the rows in a `collection`, or access the database through an HTTP service",
    ),
    (
        "`test`",
        "start the server with a separate data folder, and send requests with `curl`",
    ),
    (
        "operations on fields",
        "read the rows with `find`, and compute in the workflow",
    ),
    (
        "a size",
        "write it in a setting that takes one, or use an `int` of bytes",
    ),
    (
        "the function",
        "do it before the request is sent, or in a service that you call with `http`",
    ),
    (
        "`mode async`",
        "with `mode sync` the sender waits for the response: respond as early as possible",
    ),
    (
        "the setting `retry`",
        "respond with 503, so that the sender repeats the request",
    ),
    ("the setting `ack`", "with `mode sync`, use `respond`"),
    (
        "the setting",
        "remove it: the default of this version applies",
    ),
    (
        "`verify",
        "for most providers' signatures, use `verify hmac { secret secrets.NAME, header \"X-Signature\" }`",
    ),
    (
        "`verify gitlab`",
        "verify its token: `verify token { secret secrets.NAME, header \"X-Gitlab-Token\" }`",
    ),
    (
        "`verify jwt`",
        "for callers that you know, give each a key: `verify api_key { header \"X-Api-Key\", caller \"acme\" secrets.NAME }`",
    ),
    (
        "`verify ed25519`",
        "verify the signature in a proxy in front of the server, and `verify bearer(secrets.NAME)` that the proxy called",
    ),
    (
        "a channel of kind",
        "send to its address with a `service` and `http POST`",
    ),
];

/// The closest alternative available today; the longest matching prefix wins.
fn nearest_way(what: &str) -> String {
    let ways = WAYS.iter().filter(|(start, _)| what.starts_with(start));
    let nearest = ways.max_by_key(|(start, _)| start.len());
    match nearest {
        Some((_, way)) => format!("alternative: {way}"),
        None => "remove it until a version supports it".to_owned(),
    }
}

/// The report on a feature that the parser marks as unsupported.
pub(crate) fn feature(span: Span, feature: Feature) -> Diagnostic {
    let mut report = report(span, feature.name);
    if feature.name != "`run`" {
        return report;
    }
    let others = std::mem::take(&mut report.helps);
    let word = Span {
        end: span.start.saturating_add(3),
        ..span
    };
    let mut report = report.fix(
        "another workflow runs with `call`",
        vec![Edit {
            span: word,
            text: "call".to_owned(),
        }],
        Applicability::Unsafe,
    );
    report.helps.extend(others);
    report
}
