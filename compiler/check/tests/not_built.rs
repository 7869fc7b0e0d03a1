//! Every known but unsupported word is reported as such, and never ignored.

mod support;

use flowright_check::{UnbuiltWord, WordPlace, unbuilt_words};
use flowright_diagnostics::{Code, Diagnostic, FileRange};
use flowright_stdlib::catalogue::Owner;
use support::{check_text, report};

/// A program with the word in its place that is otherwise correct.
fn program(word: &UnbuiltWord) -> String {
    let sample = word.sample;
    let mut declarations = String::from("secret k\n");
    let mut trigger =
        "verify hmac { secret secrets.k, header \"X-Signature\" }\n    body bytes".to_owned();
    let mut body = String::new();
    match word.place {
        WordPlace::Setting(Owner::Webhook) => trigger.push_str(&format!("\n    {sample}")),
        WordPlace::Setting(Owner::Call) => declarations.push_str(&format!(
            "workflow c {{\n  trigger call () {{ {sample} }}\n}}\n"
        )),
        WordPlace::Setting(Owner::Scheme(scheme)) => {
            trigger = format!(
                "verify {} {{ {}\n{sample} }}\n    body none",
                scheme.name,
                required(Owner::Scheme(scheme))
            );
        }
        WordPlace::Setting(Owner::Service) => declarations.push_str(&format!(
            "service s {{\n  url \"https://example.com\"\n  {sample}\n}}\n"
        )),
        WordPlace::Setting(Owner::Channel(kind)) => declarations.push_str(&format!(
            "channel c = {} {{\n{}\n  {sample}\n}}\n",
            kind.name,
            required(Owner::Channel(kind))
        )),
        WordPlace::Setting(Owner::Message(kind)) => {
            declarations.push_str(&format!(
                "channel c = {} {{\n{}\n}}\n",
                kind.name,
                required(Owner::Channel(kind))
            ));
            body = format!(
                "notify c {{\n{}\n    {sample}\n  }}",
                required(Owner::Message(kind))
            );
        }
        WordPlace::Setting(Owner::Http) => {
            body = format!("http POST \"https://example.com\" {{\n    {sample}\n  }}");
        }
        WordPlace::Setting(Owner::Respond) => {
            body = format!("respond 200 {{\n    {sample}\n  }}");
        }
        WordPlace::Scheme => trigger = format!("{sample}\n    body none"),
        WordPlace::Channel => declarations.push_str(&format!("channel c = {sample}\n")),
        WordPlace::Type => declarations.push_str(&format!("type T = {{ a: {sample} }}\n")),
        WordPlace::Function | WordPlace::Method => body = format!("let _x = {sample}"),
    }
    format!(
        "{declarations}\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    {trigger}\n  }}\n  {body}\n  respond 204\n}}\n"
    )
}

/// The required settings of an owner, one per line.
fn required(owner: Owner) -> String {
    let settings = owner.settings().iter();
    let samples = settings.filter(|one| one.required.is_some());
    let samples: Vec<String> = samples.map(|one| one.sample.replace("NAME", "k")).collect();
    samples.join("\n")
}

/// Whether the report suggests an alternative that works today.
fn names_a_way(one: &Diagnostic<FileRange>) -> bool {
    let helps = one.helps.iter();
    helps.clone().count() > 0
        && !helps
            .clone()
            .any(|help| help.text.starts_with("remove it until"))
}

#[test]
fn every_word_of_the_table_is_an_error_that_says_so() {
    let mut problems = Vec::new();
    for word in unbuilt_words() {
        let text = program(&word);
        let (sources, _, diagnostics) = check_text(&text);
        let says_so = match diagnostics.as_slice() {
            [only] => only.code == Code::NotBuilt && names_a_way(only),
            _ => false,
        };
        if !says_so {
            problems.push(format!(
                "{:?} {}:\n{text}\n{}",
                word.place,
                word.word,
                report(&sources, &diagnostics)
            ));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(unbuilt_words().count() > 20);
}

/// A debug build panics if a setting is read according to its spec but never used.
#[test]
fn every_setting_that_is_built_is_read() {
    let mut problems = Vec::new();
    for owner in Owner::all() {
        for setting in owner.settings() {
            let is_first =
                matches!(owner, Owner::Webhook) && matches!(setting.name, "verify" | "body");
            if setting.required.is_some() || is_first {
                // The program contains it already.
                continue;
            }
            let text = program(&UnbuiltWord {
                place: WordPlace::Setting(owner),
                word: setting.name,
                sample: setting.sample,
            });
            let (sources, _, diagnostics) = check_text(&text.replace("NAME", "k"));
            let unknown = |code| matches!(code, Code::UnknownSetting | Code::NotBuilt);
            if diagnostics.iter().any(|one| unknown(one.code)) {
                problems.push(format!("{text}\n{}", report(&sources, &diagnostics)));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Constructs that the parser marks as unsupported.
const MARKED: &[(&str, &str)] = &[
    ("item", "database crm = postgres { url secrets.k }"),
    ("item", "collection rows in crm {\n  name: text\n}"),
    (
        "item",
        "script score(x: int) -> int = javascript r\"\"\" x \"\"\"",
    ),
    (
        "item",
        "test w \"does it\" {\n  expect response.status == 204\n}",
    ),
    (
        "statement",
        "parallel first {\n    a { notify t \"x\" }\n  }",
    ),
    ("statement", "delay 10m"),
    ("statement", "later {\n    notify t \"x\"\n  }"),
    ("statement", "stop \"enough\""),
    ("statement", "on failure e {\n    notify t \"x\"\n  }"),
    ("statement", "let _x = run score(1)"),
    ("statement", "start other(1)"),
    ("statement", "let _x = 5mb"),
    ("statement", "let _x = context.query[context.ip]"),
    ("trigger", "schedule every 5m"),
    ("trigger", "collection rows on create"),
    ("body", "xml"),
];

fn marked(place: &str, sample: &str) -> String {
    let webhook = |body: &str| {
        format!("webhook POST \"/w\" {{\n    verify none because \"x\"\n    body {body}\n  }}")
    };
    let (item, trigger, statement) = match place {
        "item" => (sample, webhook("none"), ""),
        "statement" => ("", webhook("none"), sample),
        "trigger" => ("", sample.to_owned(), ""),
        _ => ("", webhook(sample), ""),
    };
    format!("{item}\n\nworkflow w {{\n  trigger {trigger}\n\n  {statement}\n  respond 204\n}}\n")
}

#[test]
fn everything_the_parser_marks_is_an_error_that_says_so() {
    let mut problems = Vec::new();
    for (place, sample) in MARKED {
        let text = marked(place, sample);
        let (sources, _, diagnostics) = check_text(&text);
        let says_so = !diagnostics.is_empty()
            && diagnostics
                .iter()
                .all(|one| one.code == Code::NotBuilt && names_a_way(one));
        if !says_so {
            problems.push(format!("{text}\n{}", report(&sources, &diagnostics)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
