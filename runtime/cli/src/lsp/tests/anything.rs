//! For any request on any text, no response reports a bug.

use lsp_server::ErrorCode;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::editor::Editor;
use crate::lsp::notifications::NOTIFICATIONS;
use crate::lsp::requests::REQUESTS;
use crate::output::Exit;

const TEXTS: [&str; 3] = [
    include_str!("../../../../../examples/contact_form/contact_form.flow"),
    include_str!("../../../../../examples/github_push/github_push.flow"),
    include_str!("../../../../../examples/signup/signup.flow"),
];

/// A part of a program with something inserted in the middle.
fn broken() -> impl Strategy<Value = String> {
    let inserted = prop::sample::select(vec![
        "", "\"", "{", "}", "(", "\n", "\r", "𝄞", ".", "é", "match ", "let x = ", "//", "\\", "${",
    ]);
    let index = any::<Index>;
    (0..TEXTS.len(), index(), index(), inserted).prop_map(|(text, at, end, inserted)| {
        let text = TEXTS[text];
        let boundary = |index: Index| {
            let at = index.index(text.len() + 1);
            (at..).find(|at| text.is_char_boundary(*at)).unwrap()
        };
        let (at, end) = (boundary(at), boundary(end));
        format!("{}{inserted}{}", &text[..at], &text[at..at.max(end)])
    })
}

fn ask_everything(editor: &mut Editor, line: u32, character: u32) {
    let at = json!({"line": line, "character": character});
    let end = json!({"line": line.saturating_add(3), "character": 0});
    for request in REQUESTS {
        let answer = editor.ask(
            request.method,
            json!({
                "textDocument": {"uri": "untitled:1"},
                "position": at,
                "positions": [at, end],
                "range": {"start": at, "end": end},
                "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1, "isRetrigger": false},
                "options": {"tabSize": 2, "insertSpaces": true},
                "newName": "other",
                "query": "c",
            }),
        );
        if let Err(error) = answer {
            let code = ErrorCode::RequestFailed as i32;
            let is_bug = error.code != code || error.message.contains("bug");
            assert!(!is_bug, "{}: {error:?}", request.method);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_question_has_an_answer(
        texts in vec(broken(), 1..4),
        places in vec((0u32..80, 0u32..60), 1..3),
    ) {
        let mut editor = Editor::new(&json!({}));
        editor.open("untitled:1", "");
        for (text, version) in texts.iter().zip(2..) {
            editor.change("untitled:1", version, &json!([{"text": text}]));
            for (line, character) in &places {
                ask_everything(&mut editor, *line, *character);
            }
        }
        let (_, told) = editor.quit();
        let logs = told.iter().filter(|one| one.method == "window/logMessage");
        let logs: Vec<&Value> = logs.map(|one| &one.params).collect();
        prop_assert!(logs.is_empty(), "{logs:?}");
    }
}

#[test]
fn what_is_nested_deeply_has_an_answer_too() {
    for depth in [50, 100, 1_000, 10_000] {
        for (open, close) in [
            ("(", ")"),
            ("[", "]"),
            ("{ a: ", "}"),
            ("if x {\n", "}"),
            ("not ", ""),
        ] {
            let text = format!(
                "fn f() -> int {{\n  let x = {}1{}\n  x\n}}\n",
                open.repeat(depth),
                close.repeat(depth)
            );
            let mut editor = Editor::new(&json!({}));
            editor.open("untitled:1", &text);
            ask_everything(&mut editor, 1, 60);
            editor.quit();
        }
    }
}

#[test]
fn nonsense_is_refused_and_nothing_more() {
    let mut editor = Editor::new(&json!({}));
    let far = json!({"line": u32::MAX, "character": u32::MAX});
    let document = json!({"uri": "file:///%00/\u{0}.flow", "version": i32::MIN, "languageId": "", "text": "\u{0}"});
    for params in [
        json!(null),
        json!(1),
        json!([[]]),
        json!({}),
        json!({"textDocument": {"uri": ""}, "position": far, "range": {"start": far, "end": far}}),
        json!({"textDocument": document, "position": far, "contentChanges": [{"range": {"start": far, "end": far}, "text": "x"}]}),
        json!({"changes": [{"uri": "::", "type": 9}, {"uri": "file:///", "type": 3}, {"uri": "file://\u{0}", "type": 1}]}),
        json!({"event": {"added": [{"uri": "file:///nowhere", "name": ""}], "removed": [{"uri": "x", "name": ""}]}}),
    ] {
        for listener in NOTIFICATIONS {
            editor.tell(listener.method, params.clone());
        }
        for request in REQUESTS {
            if let Err(error) = editor.ask(request.method, params.clone()) {
                assert_eq!(error.code, ErrorCode::InvalidParams as i32, "{error:?}");
            }
        }
    }
    let (exit, told) = editor.quit();
    assert_eq!(exit, Exit::Fine);
    assert!(
        !told
            .iter()
            .any(|one| one.params.to_string().contains("bug")),
        "{told:?}"
    );
}
