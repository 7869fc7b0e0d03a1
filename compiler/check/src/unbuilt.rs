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
    report(span, feature.name)
}
