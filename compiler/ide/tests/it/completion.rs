use std::fmt::Write as _;

use flowright_diagnostics::{Edit, FileRange};
use flowright_ide::Completion;

use crate::support::{Fixture, fixtures};

/// The completions; each of them, inserted as is, parses as well as a name in its place.
#[test]
fn completion() {
    fixtures("completion", |fixture| {
        let found = fixture.analysis.completions(fixture.file, fixture.offset);
        // A continuation fits only its own word.
        let text = &fixture.analysis.source(fixture.file).expect("a file").text;
        let goes_on = |one: &&Completion| {
            let rest = text.get(one.replace.end as usize..);
            one.goes_on || rest.is_some_and(|rest| rest.starts_with(['(', '.']))
        };
        for one in found.iter().filter(|one| !goes_on(one)) {
            let fair = mistakes(fixture, one.replace, "x");
            let taken = [one.plain(), filled(one)];
            let mut taken = taken.iter();
            let is_read = taken.any(|text| mistakes(fixture, one.replace, text) <= fair);
            assert!(is_read, "{} ⇒ {}", one.label, one.plain());
        }
        show(&found)
    });
}

#[test]
fn every_placeholder_has_a_number_of_its_own() {
    let text = "fn f(all: list<int>) -> int { all.$0 }";
    let (text, at) = (text.replace("$0", ""), text.find("$0").expect("a cursor"));
    let fixture = Fixture::new(&text);
    let found = fixture
        .analysis
        .completions(fixture.file, u32::try_from(at).expect("small"));
    let snippet = |name: &str| {
        let mut found = found.iter();
        found
            .find(|one| one.label == name)
            .map(|one| one.snippet.as_str())
    };
    assert_eq!(
        snippet("fold"),
        Some("fold(${1:start}, (${2:a}, ${3:b}) => $0)")
    );
    assert_eq!(
        snippet("zip"),
        Some("zip(${1:other}, (${2:a}, ${3:b}) => $0)")
    );
}

#[test]
fn zones_and_units_are_proposed_inside_their_quotes() {
    let labels = |expression: &str| {
        let text = format!("fn f(at: time, day: date) -> text {{ {expression} }}");
        let cursor = text.find("$0").expect("a cursor");
        let fixture = Fixture::new(&text.replace("$0", ""));
        let at = u32::try_from(cursor).expect("small");
        let found = fixture.analysis.completions(fixture.file, at);
        found.into_iter().map(|one| one.label).collect::<Vec<_>>()
    };
    for zone in [
        "at.format(\"%Y\", \"Eur$0",
        "at.format(\"%Y\", \"$0\")",
        "at.start_of(\"day\", \"$0\").to_text()",
        "\"a\".to_time(\"%Y\", \"$0\")",
        "day.at(\"09:00\", \"$0\").to_text()",
    ] {
        let found = labels(zone);
        assert!(found.contains(&"Europe/Stockholm".to_owned()), "{zone}");
        assert!(found.len() > 400, "{zone}");
    }
    assert_eq!(
        labels("day.start_of(\"$0\").to_text()"),
        ["month", "week", "year"]
    );
    let units = ["day", "hour", "minute", "month", "week", "year"];
    assert_eq!(labels("at.start_of(\"$0\", \"UTC\").to_text()"), units);
    assert!(labels("\"a\".replace(\"$0\", \"b\")").is_empty());
}

/// The number of syntax errors after replacing a range with a text.
fn mistakes(fixture: &Fixture, span: FileRange, text: &str) -> usize {
    let text = text.to_owned();
    let edited = fixture.analysis.edited(&[Edit { span, text }]);
    let source = edited.source(fixture.file).expect("the file is there");
    flowright_syntax::parse(fixture.file, &source.text).1.len()
}

/// A completion with a name in each empty placeholder, and after it if it needs a continuation.
pub fn filled(one: &Completion) -> String {
    let mut snippet = one.snippet.clone();
    for number in 0..9 {
        snippet = snippet.replace(&format!("${number}"), "x");
    }
    let mut text = Completion {
        snippet,
        ..one.clone()
    }
    .plain();
    if text.ends_with(['.', ' ']) {
        text.push('x');
    }
    text
}

fn show(found: &[Completion]) -> String {
    let mut shown = String::new();
    for one in found {
        let Completion {
            label,
            kind,
            detail,
            ..
        } = one;
        let detail = if detail.is_empty() {
            String::new()
        } else {
            format!("  {detail}")
        };
        let plain = one.plain();
        let text = if plain == *label {
            String::new()
        } else {
            format!("  ⇒ {}", plain.replace('\n', "↵"))
        };
        let _ = writeln!(shown, "{kind:?} {label}{detail}{text}");
    }
    if shown.is_empty() {
        "nothing\n".to_owned()
    } else {
        shown
    }
}
