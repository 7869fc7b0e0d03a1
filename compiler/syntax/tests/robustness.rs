//! `parse` never fails, never panics, and runs in time linear in the text.

use std::time::Duration;

use flowright_diagnostics::render::{Style, human};
use flowright_diagnostics::{Code, FileId, Sources};
use flowright_syntax::parse;
use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};

const FIXTURES: &[&str] = &[
    include_str!("fixtures/program.flow"),
    include_str!("fixtures/whole_language.flow"),
];

/// Parses and renders, which visits every span.
fn run(text: &str) {
    let mut sources = Sources::new();
    let file = sources.add("main.flow", text);
    let (_, diagnostics) = parse(file, text);
    for diagnostic in &diagnostics {
        let spans = [diagnostic.primary.span]
            .into_iter()
            .chain(diagnostic.reasons.iter().map(|label| label.span))
            .chain(
                diagnostic
                    .helps
                    .iter()
                    .flat_map(|help| help.edits.iter().map(|edit| edit.span)),
            );
        for span in spans {
            assert!(
                text.get(span.range()).is_some(),
                "{} points nowhere: {span:?}",
                diagnostic.code.as_str()
            );
        }
    }
    let _ = human(&sources, &diagnostics, Style::default());
}

/// Fragments inserted into a program to break it.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\"\"\"",
    "'",
    "\n",
    "=",
    ":",
    ",",
    ".",
    "=>",
    "->",
    "?",
    "|",
    "-",
    "not ",
    "and ",
    "if ",
    "else ",
    "let ",
    "match ",
    "respond ",
    "5s",
    "r\"",
    "//",
    "/*",
    "\\",
    ";",
    "#",
    "é",
    "\u{202E}",
    "workflow x {",
    "@",
    " ",
    "in ",
    "where ",
    "trigger ",
    "body ",
    "expect ",
    "retry ",
    // Words and signs of the habits.
    "a",
    "b ",
    "0",
    "1.5",
    "%",
    "...",
    "\"x\"",
    "\"{a:.2f}\"",
    "AND ",
    "as ",
    "by ",
    "call ",
    "!",
    "**",
    "<<EOT\n",
    "EOT\n",
    "case ",
    "default:",
    "decode ",
    "decode(",
    "loop {",
    "sum(",
    "count(*) ",
    "to ",
    "form-data ",
    "verify none because ",
    "webhook POST ",
    "log info ",
    "query ",
    "[0:3]",
    "[]",
    "catch ",
    "collection c {\n",
    "const ",
    "desc ",
    "else => ",
    "exists ",
    "fail ",
    "fn ",
    "for ",
    "find ",
    "fold(",
    "group ",
    "having ",
    "header ",
    "http ",
    "GET ",
    "json ",
    "limit ",
    "map",
    "notify ",
    "of ",
    "order ",
    "run ",
    "set ",
    "skip ",
    "timeout ",
    "try ",
    "type T = ",
    "update ",
    "var ",
    "webhook ",
    "while ",
    "with ",
];

fn broken(edits: &[(usize, usize, usize)], text: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (at, remove, piece) in edits {
        let at = at % (text.len() + 1);
        let end = (at + remove % 12).min(text.len());
        let piece = PIECES
            .get(piece % (PIECES.len() + 1))
            .copied()
            .unwrap_or("");
        text.splice(at..end, piece.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_parsed(text in any::<String>()) {
        run(&text);
    }

    #[test]
    fn any_row_of_pieces_is_parsed(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        run(&format!("fn f() -> int {{\n  {text}\n}}\n"));
        run(&text);
    }

    #[test]
    fn a_broken_program_is_parsed(
        fixture in 0..FIXTURES.len(),
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..6),
    ) {
        run(&broken(&edits, FIXTURES[fixture]));
    }

    #[test]
    fn a_program_that_is_cut_off_is_parsed(fixture in 0..FIXTURES.len(), at in any::<usize>()) {
        let text = FIXTURES[fixture];
        let cut = text.char_indices().map(|(at, _)| at).nth(at % text.chars().count());
        run(&text[..cut.unwrap_or(0)]);
    }
}

#[test]
fn a_missing_character_is_seldom_more_than_one_error() {
    let text = FIXTURES[0];
    let mut counts = Vec::new();
    for (at, c) in text.char_indices() {
        let broken = format!("{}{}", &text[..at], &text[at + c.len_utf8()..]);
        counts.push(parse(FileId(0), &broken).1.len());
    }
    let most = counts.iter().max().copied();
    assert!(most <= Some(4), "{most:?} errors without one character");
    let several = counts.iter().filter(|count| **count > 1).count();
    assert!(
        several * 50 < counts.len(),
        "{several} of {} characters are several errors",
        counts.len()
    );
}

/// The CPU time of this thread: unlike the wall clock, it excludes the time that other work on the
/// machine takes.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a thread has run for some time")
}

#[test]
fn deep_nesting_is_one_error_each_and_quick() {
    let deep = 10_000;
    let texts = [
        format!(
            "fn f() -> int {{\n  {}1{}\n}}\n",
            "(".repeat(deep),
            ")".repeat(deep)
        ),
        format!("fn f() -> int {{\n  {}\n}}\n", "[".repeat(deep)),
        format!("fn f() -> int {{\n  {}\n}}\n", "{ a: ".repeat(deep)),
        format!("fn f() -> int {{\n  {}1\n}}\n", "- ".repeat(deep)),
        format!("fn f() -> int {{\n  {}true\n}}\n", "not ".repeat(deep)),
        format!("fn f() -> int {{\n  1{}\n}}\n", " + 1".repeat(deep)),
        format!("fn f() -> int {{\n  a{}\n}}\n", ".b()".repeat(deep)),
        format!("fn f() -> int {{\n  a{}\n}}\n", "[0]".repeat(deep)),
        format!(
            "fn f() -> int {{\n  if a {{ 1 }}{} else {{ 2 }}\n}}\n",
            " else if a { 1 }".repeat(deep)
        ),
        format!("type A = {}int\n", "[".repeat(deep)),
        format!("type A = int{}\n", "?".repeat(deep)),
        format!("fn f() -> text {{\n  {}\n}}\n", "\"{".repeat(deep)),
    ];
    for text in texts {
        let start = processor_time();
        let (_, diagnostics) = parse(FileId(0), &text);
        let head: String = text.chars().take(40).collect();
        assert!(
            diagnostics.len() <= 2,
            "{} errors for {head}",
            diagnostics.len()
        );
        assert!(
            processor_time() - start < Duration::from_secs(5),
            "slow: {head}"
        );
    }
}

#[test]
fn nesting_within_the_limit_is_parsed() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("f(", ")"),
        ("{ a: ", " }"),
        ("if a { ", " } else { 1 }"),
        ("\"{", "}\""),
    ] {
        let deep = 120;
        let text = format!(
            "fn f() -> int {{\n  {}a{}\n}}\n",
            open.repeat(deep),
            close.repeat(deep)
        );
        let (_, diagnostics) = parse(FileId(0), &text);
        assert!(diagnostics.is_empty(), "{open}: {}", diagnostics[0].message);
    }
}

#[test]
fn alternatives_that_share_a_prefix_cost_no_more_when_they_fail() {
    for piece in [
        "decode [",
        "rate ",
        "json { a ",
        "{ a b { ",
        "expect ",
        "retry (",
        "f(create c { a: ",
        "respond json if a { ",
    ] {
        let text = format!(
            "workflow w {{\n  trigger webhook POST \"/\" {{ {} ",
            piece.repeat(60)
        );
        let start = processor_time();
        run(&text);
        assert!(
            processor_time() - start < Duration::from_secs(5),
            "slow: {piece}"
        );
    }
}

#[test]
fn a_megabyte_takes_time_in_proportion() {
    let program = FIXTURES[0];
    let many = program.repeat(1_000_000 / program.len());
    let statements = format!(
        "fn f(a: int) -> int {{\n{}  a\n}}\n",
        "  let b = a + 1 * f(a)\n".repeat(10_000)
    );
    let one_line = format!("type A = {{ {} }}\n", "a: text, ".repeat(100_000));
    let quotes = "'".repeat(1_000_000);
    let raw = "r\"\" ".repeat(200_000);
    let comments = "/* ".repeat(300_000);
    let broken = format!("fn f() -> int {{\n{}}}\n", "  let a = b c\n".repeat(60_000));
    let braces = "{\n".repeat(400_000);
    let names = "x\u{200B}".repeat(100_000);
    let closers = format!("fn f() -> int {{\n{}", ")".repeat(200_000));
    let letters = format!("type A = {{\n{}}}\n", "  größe: int\n".repeat(40_000));
    let blocks = "\"\"\"\nsecret a\n".repeat(50_000);
    let documents = format!("workflow w {{\n{}}}\n", "  let a = <<EOT\n".repeat(60_000));
    let bodies = format!("workflow w {{ {} )\n}}\n", "body ".repeat(60_000));
    for text in [
        documents, bodies, many, statements, one_line, quotes, raw, comments, broken, braces,
        names, closers, letters, blocks,
    ] {
        let start = processor_time();
        let (_, diagnostics) = parse(FileId(0), &text);
        let head: String = text.chars().take(30).collect();
        let took = processor_time() - start;
        println!("{took:?} {} {head:?}", diagnostics.len());
        assert!(took < Duration::from_secs(40), "slow: {head}, {took:?}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let text = " ".repeat(flowright_syntax::MAX_SOURCE + 1);
    let (_, diagnostics) = parse(FileId(0), &text);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::TooLarge);
}
