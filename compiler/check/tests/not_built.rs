//! Every word that is known and not built is an error that says so, and never ignored.

mod support;

use flowright_check::{NOT_BUILT, NotBuiltWord, WordPlace};
use flowright_diagnostics::Code;
use support::{check_text, report};

/// A program that holds the word in its place, and is otherwise right.
fn program(word: &NotBuiltWord) -> String {
    let sample = word.sample;
    let mut declarations = String::from("secret k\n");
    let mut trigger =
        "verify hmac { secret secrets.k, header \"X-Signature\" }\n    body bytes".to_owned();
    let mut body = String::new();
    match word.place {
        WordPlace::Trigger => trigger.push_str(&format!("\n    {sample}")),
        WordPlace::Scheme => trigger = format!("{sample}\n    body none"),
        WordPlace::Mode => trigger.push_str(&format!("\n    {sample}")),
        WordPlace::Service => declarations.push_str(&format!(
            "service s {{\n  url \"https://example.com\"\n  {sample}\n}}\n"
        )),
        WordPlace::Channel => declarations.push_str(&format!("channel c = {sample}\n")),
        WordPlace::Email => declarations.push_str(&format!(
            "channel c = email {{\n  smtp \"smtp://localhost\"\n  from \"a@example.com\"\n  {sample}\n}}\n"
        )),
        WordPlace::Mail => {
            declarations.push_str(
                "channel c = email {\n  smtp \"smtp://localhost\"\n  from \"a@example.com\"\n}\n",
            );
            body = format!(
                "notify c {{\n    to \"a@example.com\"\n    subject \"s\"\n    text \"t\"\n    {sample}\n  }}"
            );
        }
        WordPlace::Http => body = format!("http POST \"https://example.com\" {{\n    {sample}\n  }}"),
        WordPlace::Type => declarations.push_str(&format!("type T = {{ a: {sample} }}\n")),
        WordPlace::Function => body = format!("let _x = {sample}"),
    }
    format!(
        "{declarations}\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    {trigger}\n  }}\n  {body}\n  respond 204\n}}\n"
    )
}

#[test]
fn every_word_of_the_table_is_an_error_that_says_so() {
    let mut problems = Vec::new();
    for word in NOT_BUILT {
        let text = program(word);
        let (sources, _, diagnostics) = check_text(&text);
        let says_so = match diagnostics.as_slice() {
            [only] => only.code == Code::NotBuilt,
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
}
