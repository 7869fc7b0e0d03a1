//! The edit of a help does what its text says: applying it resolves the diagnostic and leaves no
//! error.

use flowright_diagnostics::{Applicability, Code, apply_safe};

use crate::support::{check_text, report};

/// Applies the only fix of a program with a single diagnostic.
fn mended(code: Code, applicability: Applicability, text: &str) {
    let (sources, _, mut diagnostics) = check_text(text);
    let said = report(&sources, &diagnostics);
    assert_eq!(diagnostics.len(), 1, "{said}");
    let one = &mut diagnostics[0];
    assert_eq!(one.code, code, "{said}");
    one.helps.retain(|help| !help.edits.is_empty());
    if code == Code::MissingVerify {
        // The other fixes name a secret that would have to be declared first.
        one.helps
            .retain(|help| help.text.starts_with("to accept unverified requests"));
    }
    assert_eq!(one.helps.len(), 1, "{said}");
    assert_eq!(one.helps[0].applicability, applicability);
    one.helps[0].applicability = Applicability::Safe;
    let fixed = apply_safe(&sources, &diagnostics);
    assert_eq!(fixed.len(), 1, "{said}");
    let (sources, _, left) = check_text(&fixed[0].text);
    let left_over = left.iter().any(|one| one.is_error() || one.code == code);
    assert!(!left_over, "{}\n{}", fixed[0].text, report(&sources, &left));
}

fn flow(verify: &str, body: &str) -> String {
    format!(
        "workflow order {{\n  trigger webhook POST \"/order\" {{\n    {verify}\n    body json {{ kind: \"a\" | \"b\", note: text?, count: int }}\n    mode sync\n  }}\n\n{body}\n}}\n"
    )
}

fn verified(body: &str) -> String {
    flow("verify none because \"a test\"", body)
}

use Applicability::{Safe, Unsafe};

#[test]
fn a_misspelt_name() {
    mended(
        Code::UnknownField,
        Safe,
        &verified("respond 200 json { a: context.data.cuont }"),
    );
}

#[test]
fn one_equal_for_two() {
    let text = verified("if context.data.count = 1 { respond 204 }\nrespond 404");
    let (_, _, found) = check_text(&text);
    mended(found[0].code, Safe, &text);
}

#[test]
fn a_name_that_is_never_used() {
    mended(
        Code::UnusedBinding,
        Safe,
        &verified("let a = context.data.count\nrespond 204"),
    );
}

/// A safe fix must not break a correct program.
#[test]
fn a_name_that_is_taken_is_not_proposed() {
    let text = verified("let _a = 1\nlet a = context.data.count\nrespond 200 json { n: _a }");
    let (sources, _, diagnostics) = check_text(&text);
    let said = report(&sources, &diagnostics);
    let codes: Vec<Code> = diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::UnusedBinding], "{said}");
    assert!(apply_safe(&sources, &diagnostics).is_empty(), "{said}");
}

#[test]
fn a_name_in_another_style() {
    mended(
        Code::Spelling,
        Unsafe,
        &verified("respond 204").replace("workflow order", "workflow myOrder"),
    );
}

#[test]
fn a_null_that_is_not_handled() {
    mended(
        Code::NullUsed,
        Unsafe,
        &verified("let note: text = context.data.note\nrespond 200 json { note }"),
    );
}

#[test]
fn a_case_that_is_forgotten() {
    for arms in ["{ \"a\" => 1 }", "{\n\"a\" => 1,\n}"] {
        mended(
            Code::MissingCase,
            Unsafe,
            &verified(&format!(
                "let n = match context.data.kind {arms}\nrespond 200 json {{ n }}"
            )),
        );
    }
    mended(
        Code::MissingCase,
        Unsafe,
        &verified("let n = match context.data.count { 1 => 2 }\nrespond 200 json { n }"),
    );
}

#[test]
fn a_webhook_that_nobody_verifies() {
    mended(
        Code::MissingVerify,
        Unsafe,
        &flow("max_body 1kb", "respond 204"),
    );
}

#[test]
fn null_in_a_shorthand() {
    let text = verified(
        "let note = context.data.note\nlet row = create notes { note }\nrespond 200 json { id: row.id }",
    );
    mended(
        Code::NullUsed,
        Unsafe,
        &format!("collection notes {{ note: text }}\n\n{text}"),
    );
}

#[test]
fn null_where_one_of_some_texts_is_wanted() {
    mended(
        Code::NullUsed,
        Unsafe,
        "fn f(a: (\"x\" | \"y\")?) -> \"x\" | \"y\" { a }",
    );
}

#[test]
fn a_webhook_without_settings() {
    for settings in ["", " {}", " {\n  }"] {
        mended(
            Code::MissingVerify,
            Unsafe,
            &format!("workflow a {{\n  trigger webhook POST \"/a\"{settings}\n  respond 204\n}}\n"),
        );
    }
}

#[test]
fn a_config_in_a_shorthand() {
    mended(
        Code::UnknownName,
        Safe,
        "config url: text\n\nfn f() -> text {\n  let x = { url }\n  x.url\n}\n",
    );
}
